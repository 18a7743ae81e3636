"""Cited paragraphs lie within the article.

Good: `{article: baiyin-weather, paragraphs: [3]}` of an article with 3 paragraphs. Bad: `paragraphs: [4]`.
"""

from collections.abc import Iterator

from bot.content.problems import error
from bot.content.rules.subject import Subject
from bot.domain.problems import Place, Problem

CODE = "paragraph"


def check(subject: Subject) -> Iterator[Problem]:
    for section, id, path, citation in subject.citations():
        for number, paragraph in enumerate(citation.paragraphs):
            place = subject.places.at(section, id, *path, "paragraphs", number)
            yield from _outside(subject, place, citation.article, paragraph)
            if paragraph in citation.paragraphs[:number]:
                yield error(
                    place,
                    CODE,
                    (f"第 {paragraph} 段写了两次", f"paragraph {paragraph} is listed twice"),
                    ("删掉一个", "delete one"),
                )
    for index, left in enumerate(subject.revision.left_out):
        place = subject.places.at("left_out", str(index), "paragraph")
        yield from _outside(subject, place, left.article, left.paragraph)


def _outside(subject: Subject, place: Place, id: str, paragraph: int) -> Iterator[Problem]:
    article = subject.revision.articles.get(id)
    if article is not None and paragraph > article.paragraphs:
        yield error(
            place,
            CODE,
            (
                f"文章“{id}”只有 {article.paragraphs} 段，没有第 {paragraph} 段",
                f"the article “{id}” has {article.paragraphs} paragraphs, there is no {paragraph}",
            ),
            (f"改成 1 到 {article.paragraphs} 之间的段号", f"use a number from 1 to {article.paragraphs}"),
        )

"""Titles, reporters and names are spelled as in the article."""

from collections.abc import Iterator, Mapping

from bot.content.nodes import Places
from bot.content.problems import error
from bot.content.source.texts import ArticleText, words_only
from bot.domain.parks import NameKind
from bot.domain.problems import Problem
from bot.domain.revision import Revision


def misnamed(revision: Revision, texts: Mapping[str, ArticleText], places: Places) -> Iterator[Problem]:
    """Titles, reporters, paragraph counts and names that the texts do not bear out."""
    for article in revision.articles.values():
        text = texts.get(article.id)
        if text is None:
            continue
        if words_only(article.title.zh) != words_only(text.title):
            yield error(
                places.at("articles", article.id, "title", "zh"),
                "title",
                (f"标题与 {text.file} 不同：{text.title}", f"the title differs from that in {text.file}: {text.title}"),
                ("照原文写标题", "write the title as published"),
            )
        count = max(text.paragraphs)
        if article.paragraphs != count:
            yield error(
                places.at("articles", article.id, "paragraphs"),
                "paragraph-count",
                (
                    f"{text.file} 有 {count} 段，这里写 {article.paragraphs}",
                    f"{text.file} has {count} paragraphs, not {article.paragraphs}",
                ),
                (f"改成 {count}", f"write {count}"),
            )
        opening = text.byline + (text.paragraphs[1].text if 1 in text.paragraphs else "")
        for number, reporter in enumerate(article.reporters):
            if reporter.name.zh not in opening:
                yield error(
                    places.at("articles", article.id, "reporters", number, "zh"),
                    "reporter",
                    (
                        f"{text.file} 里没有记者“{reporter.name.zh}”",
                        f"{text.file} does not name “{reporter.name.zh}” as its author",
                    ),
                    ("照原文写署名", "write the byline as published"),
                )
    whole = {id: words_only(text.whole) for id, text in texts.items()}
    for name in revision.names.values():
        telling = [a.id for a in revision.articles.values() if name.park in a.parks]
        held = [whole[id] for id in telling] if all(id in whole for id in telling) else []
        forms = [words_only(form) for form in (name.name.zh, *name.aliases.zh)]
        if not held or any(forms[0] in text for text in held):
            continue
        # 银东工业园区 may stand as "银东、银南工业园区": a short form is proof enough of a thing, not of a person.
        exact = name.kind in (NameKind.PERSON, NameKind.ORGANISATION)
        if exact or not any(len(form) > 1 and form in text for form in forms for text in held):
            yield error(
                places.at("names", name.id, "name", "zh"),
                "name-not-there",
                (
                    f"“{name.name.zh}”不在园区“{name.park}”的文章里",
                    f"“{name.name.zh}” does not occur in the articles on “{name.park}”",
                ),
                ("名称照原文写，别的叫法放进 aliases", "write the name as published, and other forms under aliases"),
            )

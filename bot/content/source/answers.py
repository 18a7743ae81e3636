"""Figures and dates in answers stand in the paragraphs that the answer cites."""

import re
from collections.abc import Iterator, Mapping

from bot.content.nodes import Places
from bot.content.problems import error, warning
from bot.content.source.dates import Mention, mentions
from bot.content.source.facts import same
from bot.content.source.texts import ArticleText, Paragraph
from bot.domain.articles import Article
from bot.domain.entries import Entry
from bot.domain.problems import Place, Problem
from bot.domain.quantities import Quantity
from bot.domain.revision import Revision
from bot.language.quantities import find_quantities

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_INFERRED = re.compile("推断|推算|推知|inferred")


def filled(entry: Entry, revision: Revision) -> str:
    """The Chinese answer with its facts' figures put in as published."""
    facts = revision.facts
    return PLACEHOLDER.sub(lambda m: facts[m[1]].quantity.written if m[1] in facts else "", entry.answer.zh)


def cited_paragraphs(entry: Entry, texts: Mapping[str, ArticleText]) -> list[Paragraph]:
    return [
        texts[c.article].paragraphs[n]
        for c in entry.citations
        if c.article in texts
        for n in c.paragraphs
        if n in texts[c.article].paragraphs
    ]


def prove_entry(
    entry: Entry, revision: Revision, texts: Mapping[str, ArticleText], places: Places
) -> Iterator[Problem]:
    """Everything in one answer's figures and dates that its articles do not bear out."""
    cited = cited_paragraphs(entry, texts)
    for index, citation in enumerate(entry.citations):
        text = texts.get(citation.article)
        for at, number in enumerate(citation.paragraphs):
            if text is not None and (number not in text.paragraphs or number < 1):
                yield error(
                    places.at("entries", entry.id, "citations", index, "paragraphs", at),
                    "no-paragraph",
                    (f"{text.file} 里没有第 {number} 段", f"{text.file} has no paragraph {number}"),
                    ("改正段号", "correct the number"),
                )
    whole = [p for c in entry.citations if c.article in texts for p in texts[c.article].paragraphs.values()]
    if not cited:
        return
    articles = [revision.articles[c.article] for c in entry.citations if c.article in revision.articles]
    place = places.at("entries", entry.id, "answer", "zh")
    own = PLACEHOLDER.sub("；", entry.answer.zh)  # figures of the fact table are proved as facts
    for _, _, figure in find_quantities(own):
        yield from _figure(figure, cited, whole, place)
    for mention in mentions(own):
        yield from _date(entry, mention, (cited, whole), articles, place)


def _figure(figure: Quantity, cited: list[Paragraph], whole: list[Paragraph], place: Place) -> Iterator[Problem]:
    if _among(figure, cited) or _among(figure, [p for p in whole if p.number == 0]):
        return
    here = [q.written for p in cited for _, _, q in p.figures if q.amount == figure.amount and _units(q, figure)]
    if here:
        yield error(
            place,
            "answer-figure",
            (
                f"答案写“{figure.written}”，原文是“{here[0]}”",
                f"the answer writes “{figure.written}”, the article “{here[0]}”",
            ),
            ("连同“超”“约”“近”“余”等限定词照原文写", "keep the article's qualifier (over, about, nearly …)"),
        )
        return
    elsewhere = [str(p.number) for p in whole if _among(figure, [p])]
    spelled = not any(c.isdigit() and c.isascii() for c in figure.written)
    rivals = any(q.unit == figure.unit for p in cited for _, _, q in p.figures)
    if spelled and figure.amount <= 10 and not elsewhere and not rivals:
        return  # our own counting of what the answer lists: 两个, 三项
    make = warning if elsewhere or spelled else error
    yield make(
        place,
        "answer-figure",
        (
            f"答案里的“{figure.written}”不在所引段落里",
            f"“{figure.written}” in the answer does not stand in the paragraphs cited",
        ),
        (f"加引第 {', '.join(elsewhere)} 段", f"cite paragraph {', '.join(elsewhere)} too")
        if elsewhere
        else ("对照原文改正，或去掉这个数字", "correct it after the article, or leave the figure out"),
    )


def _among(figure: Quantity, paragraphs: list[Paragraph]) -> bool:
    return any(carries(figure, found) for p in paragraphs for _, _, found in p.figures)


def carries(one: Quantity, other: Quantity) -> bool:
    """The same figure, where one of the two may leave the unit unsaid (6019地块 and 6019)."""
    exact = (one.amount, one.upper_amount, one.qualifier) == (other.amount, other.upper_amount, other.qualifier)
    return same(one, other) or (exact and _units(one, other))


def _units(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or "" in (one.unit, other.unit)


def _date(
    entry: Entry,
    mention: Mention,
    paragraphs: tuple[list[Paragraph], list[Paragraph]],
    articles: list[Article],
    place: Place,
) -> Iterator[Problem]:
    cited, whole = paragraphs
    years = {article.date.year for article in articles}
    inferred = any(article.date.inferred for article in articles)
    assumed = mention.year if mention.year in years else None
    only_year = mention.year is not None and mention.month is None
    own = any(
        mention.within(m)
        for article in articles
        for m in mentions(article.date.value + ("" if "-" in article.date.value else "年"))
    )
    stated = [m for p in cited for m in p.dates]
    if any(mention.within(m) for m in stated):
        return
    if own or (assumed is not None and (only_year or any(mention.within(m, assumed) for m in stated))):
        if inferred and not _INFERRED.search(entry.answer.zh):
            yield error(
                place,
                "inferred-year",
                (
                    f"“{mention.written}”的年份是推断的，答案没有说明",
                    f"the year of “{mention.written}” is inferred, and the answer does not say so",
                ),
                ("写成“报道当年（推断为…年）”", "write “in the year of the report (inferred: …)”"),
            )
        return
    elsewhere = [str(p.number) for p in whole if any(mention.within(m, assumed) for m in p.dates)]
    make = warning if elsewhere else error
    yield make(
        place,
        "answer-date",
        (
            f"答案里的日期“{mention.written}”不在所引段落里",
            f"the date “{mention.written}” does not stand in the paragraphs cited",
        ),
        (f"加引第 {', '.join(elsewhere)} 段", f"cite paragraph {', '.join(elsewhere)} too")
        if elsewhere
        else ("对照原文改正", "correct it after the article"),
    )

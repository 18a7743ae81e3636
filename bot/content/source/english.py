"""Figures in English answers are those of the cited paragraphs, however they are scaled (1.9 billion is 19亿)."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from bot.content.nodes import Places
from bot.content.problems import warning
from bot.content.source.answers import PLACEHOLDER, cited_paragraphs
from bot.content.source.dates import mentions
from bot.content.source.texts import ArticleText
from bot.domain.entries import Entry
from bot.domain.problems import Problem
from bot.domain.revision import Revision
from bot.language.quantities import find_quantities

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"(?:(\d{{1,2}}) )?({_MONTH})(?: (\d{{1,2}})(?!\d),?)?(?: ((?:19|20)\d\d))?")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_NAMED = re.compile(r"[A-Za-z]-?\d+|No\. ?\d+|\d+(?:st|nd|rd|th)\b")
_MONTHS = _MONTH.split("|")


def prove_english(
    entry: Entry, revision: Revision, texts: Mapping[str, ArticleText], places: Places
) -> Iterator[Problem]:
    """Figures, months, days and years of the English answer that neither the paragraphs nor the Chinese answer hold."""
    paragraphs = cited_paragraphs(entry, texts)
    if not paragraphs:
        return
    title = [texts[c.article].paragraphs[0] for c in entry.citations if c.article in texts]
    amounts = {q.amount for p in (*paragraphs, *title) for _, _, q in p.figures}
    amounts |= {q.amount for _, _, q in find_quantities(PLACEHOLDER.sub("；", entry.answer.zh))}
    dates = [
        m for c in entry.citations if c.article in texts for p in texts[c.article].paragraphs.values() for m in p.dates
    ]
    own = [m for a in revision.articles.values() if _cites(entry, a.id) for m in mentions(a.date.value)]
    years = {m.year for m in dates} | {a.date.year for a in revision.articles.values() if _cites(entry, a.id)}
    place = places.at("entries", entry.id, "answer", "en")
    text = _NAMED.sub("", PLACEHOLDER.sub(";", entry.answer.en))
    wrong: list[str] = []
    for match in _DATE.finditer(text):
        day = match[1] or match[3]
        month = _MONTHS.index(match[2]) + 1
        stated = any(m.month == month and (day is None or m.day == int(day)) for m in (*dates, *own))
        if (day or match[4] or match[2] != "May") and not stated:
            wrong.append(match[0])
    text = _DATE.sub(lambda m: m[4] or "", text)
    wrong += [m[0] for m in _YEAR.finditer(text) if int(m[0]) not in years and Decimal(m[0]) not in amounts]
    text = _YEAR.sub("", text)
    wrong += [q.written for _, _, q in find_quantities(text) if q.amount not in amounts]
    for written in wrong:
        yield warning(
            place,
            "answer-figure",
            (
                f"英文答案里的“{written}”不在所引段落里",
                f"“{written}” in the English answer does not stand in the paragraphs cited",
            ),
            ("对照原文改正，数据用 {数据编号}", "correct it after the article; write facts as {fact-id}"),
        )


def _cites(entry: Entry, article: str) -> bool:
    return any(c.article == article for c in entry.citations)

"""Every figure and date of an article is carried by a fact or an answer, or is left out with a reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.content.nodes import Places
from bot.content.problems import error
from bot.content.source.answers import carries, filled
from bot.content.source.dates import Mention, mentions, of_period
from bot.content.source.pending import Pending, pending
from bot.content.source.texts import ArticleText, Paragraph
from bot.domain.facts import PeriodKind
from bot.domain.problems import Place, Problem
from bot.domain.quantities import Quantity
from bot.domain.revision import LeftOut, Revision
from bot.language.quantities import find_quantities, fold


@dataclass(frozen=True, slots=True)
class _Carried:
    figures: list[Quantity]
    dates: list[Mention]


def uncovered(revision: Revision, texts: Mapping[str, ArticleText], places: Places) -> Iterator[Problem]:
    """Figures of the texts that nobody can ask for, and left-out figures that the texts do not hold."""
    for index, left in enumerate(revision.left_out):
        text = texts.get(left.article)
        if text is not None and not _occurrences(left, text.paragraphs.get(left.paragraph)):
            yield error(
                places.at("left_out", str(index), "figure"),
                "left-out-not-there",
                (
                    f"{text.file} 第 {left.paragraph} 段里没有“{left.figure}”",
                    f"{text.file}, paragraph {left.paragraph}, does not hold “{left.figure}”",
                ),
                ("照原文写，或改正段号，或删掉", "write it as the article does, correct the paragraph, or delete it"),
            )
    drafted = pending(revision, places)
    for id, text in texts.items():
        for paragraph in text.paragraphs.values():
            yield from _paragraph(id, text, paragraph, revision, drafted)


def _paragraph(
    id: str, text: ArticleText, paragraph: Paragraph, revision: Revision, drafted: Sequence[Pending]
) -> Iterator[Problem]:
    for start, _, written in not_carried(id, paragraph, revision, drafted):
        yield error(
            Place(text.file, paragraph.line, start + 1),
            "figure-not-carried",
            (
                f"第 {paragraph.number} 段的“{written}”没有任何数据或答案写到",
                f"“{written}” of paragraph {paragraph.number} is in no fact and no answer",
            ),
            (
                "在 data/facts 加一条数据，或写进引用这一段的答案，或列入 data/left-out 并说明理由",
                "add a fact, write it in an answer citing this paragraph, or list it in data/left-out with a reason",
            ),
        )


def not_carried(
    id: str, paragraph: Paragraph, revision: Revision, drafted: Sequence[Pending]
) -> list[tuple[int, int, str]]:
    """Figures and dates of a paragraph that nothing carries or leaves out, `drafted` included: start, end, written."""
    left = [
        span
        for left in revision.left_out
        if left.article == id and left.paragraph == paragraph.number
        for span in _occurrences(left, paragraph)
    ]
    drafts = [d for d in drafted if d.article == id and (paragraph.number in d.paragraphs or not paragraph.number)]
    carried = _carried(id, paragraph, revision)
    carried.figures.extend(figure for d in drafts for figure in d.figures)
    carried.dates.extend(date for d in drafts for date in d.dates)
    figures = [
        (start, end, q.written, any(carries(c, q) for c in carried.figures)) for start, end, q in paragraph.figures
    ]
    dates = [(m.start, m.end, m.written, any(same_date(m, c) for c in carried.dates)) for m in paragraph.dates]
    return [
        (start, end, written)
        for start, end, written, known in sorted((*figures, *dates))
        if not (known or any(start < stop and begin < end for begin, stop in left))
    ]


def same_date(stated: Mention, carried: Mention) -> bool:
    """Whether `carried` says all of the date that is `stated`."""
    return stated.within(carried) and (stated.month, stated.day) == (carried.month, carried.day)


def _carried(id: str, paragraph: Paragraph, revision: Revision) -> _Carried:
    """Figures and dates that can be asked for with this paragraph as their source (0: with this article)."""
    carried = _Carried([], [])
    for fact in revision.facts.values():
        if fact.citation.article == id and paragraph.number in fact.citation.paragraphs:
            carried.figures.append(fact.quantity)
            if fact.period.kind is PeriodKind.DATE:
                carried.dates.append(of_period(fact.period.value))
            if fact.period.wording:  # 今年1至9月
                carried.figures.extend(q for _, _, q in find_quantities(fact.period.wording.zh))
                carried.dates.extend(mentions(fact.period.wording.zh))
    for entry in revision.entries.values():
        if any(c.article == id and (paragraph.number in c.paragraphs or not paragraph.number) for c in entry.citations):
            answer = filled(entry, revision)
            carried.figures.extend(q for _, _, q in find_quantities(answer))
            carried.dates.extend(mentions(answer))
    return carried


def _occurrences(left: LeftOut, paragraph: Paragraph | None) -> list[tuple[int, int]]:
    if paragraph is None:
        return []
    text, figure = fold(paragraph.text), fold(left.figure)
    found, at = [], text.find(figure)
    while at >= 0:
        found.append((at, at + len(figure)))
        at = text.find(figure, at + 1)
    return found

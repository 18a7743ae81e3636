"""From schema models to domain objects: periods with their years, figures as quantities."""

import re
from collections.abc import Mapping
from datetime import date

from bot.content.problems import error
from bot.content.schema import (
    ArticleIn,
    CitationIn,
    EntryIn,
    FactIn,
    GapIn,
    IndicatorIn,
    LeftOutIn,
    NameIn,
    ParkIn,
    PeriodIn,
    SynonymsIn,
    TextIn,
    TextsIn,
)
from bot.domain.articles import Article, ArticleDate, Citation, Reporter
from bot.domain.bilingual import Bilingual, Names
from bot.domain.entries import Entry
from bot.domain.facts import Fact, Indicator, Period, PeriodKind
from bot.domain.gaps import Gap
from bot.domain.parks import Name, Park
from bot.domain.problems import Place, Problem
from bot.domain.quantities import Quantity
from bot.domain.revision import LeftOut, Synonyms
from bot.domain.validity import Validity
from bot.language.quantities import QuantityError, date_spans, parse_quantity
from bot.language.quantity_words import UNITS

_UNIT = re.compile(r"(?P<figure>\D{0,6}[\d.,]+[十百千万亿余多]*) ?(?P<unit>[^\d\s]{1,8})")
_CODES = {
    kind.value: kind for kind in (PeriodKind.REPORTED, PeriodKind.THIS_YEAR, PeriodKind.YEARLY, PeriodKind.UNDATED)
}


def text(model: TextIn) -> Bilingual:
    return Bilingual(model.zh, model.en)


def names(model: TextsIn) -> Names:
    return Names(model.zh, model.en)


def validity(model: FactIn | EntryIn | GapIn) -> Validity:
    """Its dates; the models have made sure that they are in the calendar."""
    review, expires = (None if d is None else date.fromisoformat(d) for d in (model.review, model.expires))
    return Validity(review, expires)


def citation(model: CitationIn) -> Citation:
    return Citation(model.article, model.paragraphs)


def article(model: ArticleIn) -> Article:
    reporters = tuple(Reporter(text(r), text(r.role) if r.role else None) for r in model.reporters)
    date = ArticleDate(model.date.value, model.date.inferred, text(model.date.reason) if model.date.reason else None)
    return Article(
        model.id,
        text(model.title),
        text(model.newspaper),
        reporters,
        date,
        model.paragraphs,
        model.parks,
        text(model.about),
        model.url,
    )


def park(model: ParkIn) -> Park:
    return Park(model.id, text(model.name), names(model.aliases), text(model.place))


def name(model: NameIn) -> Name:
    return Name(model.id, model.kind, model.park, text(model.name), names(model.aliases))


def indicator(model: IndicatorIn) -> Indicator:
    return Indicator(model.id, text(model.name), names(model.aliases))


def entry(model: EntryIn, park: str) -> Entry:
    citations = tuple(citation(c) for c in model.citations)
    asks = frozenset(model.asks)
    return Entry(
        model.id, park, asks, names(model.phrasings), text(model.answer), citations, model.related, validity(model)
    )


def gap(model: GapIn, park: str) -> Gap:
    return Gap(model.id, park, text(model.lacks), names(model.phrasings), model.related, validity(model))


def synonyms(model: SynonymsIn) -> Synonyms:
    return Synonyms(model.zh, model.en, model.light)


def left_out(model: LeftOutIn) -> LeftOut:
    return LeftOut(model.article, model.paragraph, model.figure, text(model.reason))


def fact(model: FactIn, articles: Mapping[str, Article]) -> Fact:
    """A fact with its period's year and its figure read.

    Raises:
        PeriodError, QuantityError: the period or the figure is not written in a known form.
    """
    return Fact(
        id=model.id,
        park=model.park,
        indicator=model.indicator,
        period=period(model.period, articles.get(model.citation.article)),
        status=model.status,
        quantity=parse_quantity(model.quantity),
        citation=citation(model.citation),
        item=model.item,
        part_of=model.part_of,
        per=model.per,
        measures=text(model.measures) if model.measures else None,
        phrasings=names(model.phrasings),
        note=text(model.note) if model.note else None,
        validity=validity(model),
    )


class PeriodError(ValueError):
    """The period is neither a date nor a known word."""


def period(written: str | PeriodIn, cited: Article | None) -> Period:
    """The period as written, with the year it stands for; "reported" and "this-year" take the cited article's."""
    year, inferred = (cited.date.year, cited.date.inferred) if cited else (None, False)
    if isinstance(written, PeriodIn):
        own = int(written.year) if written.year else None
        return Period(PeriodKind.OTHER, "", own, inferred and own is not None, Bilingual(written.zh, written.en))
    if written in _CODES:
        kind = _CODES[written]
        if kind in (PeriodKind.REPORTED, PeriodKind.THIS_YEAR):
            return Period(kind, "", year, inferred)
        return Period(kind)
    parts = written.split("-")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
        raise PeriodError(written)
    limits = ((1900, 2100), (1, 12), (1, 31))
    if any(len(p) != 2 for p in parts[1:]) or not all(
        low <= int(p) <= high for p, (low, high) in zip(parts, limits, strict=False)
    ):
        raise PeriodError(written)
    return Period(PeriodKind.DATE, written, int(parts[0]))


def period_problem(place: Place, written: str) -> Problem:
    """What to say of a period that is not understood."""
    codes = ", ".join(_CODES)
    return error(
        place,
        "period",
        (f"看不懂期间“{written}”", f"the period “{written}” is not understood"),
        (
            f'写 "2023"、"2023-04"、"2023-11-07"，或 {codes}，或 {{zh: …, en: …}}',
            f'write "2023", "2023-04", "2023-11-07", or {codes}, or {{zh: …, en: …}}',
        ),
    )


def quantity_problem(place: Place, written: str) -> Problem:
    """What to say of a figure that is not understood."""
    if date_spans(written):
        what = (f"“{written}”是日期，不是数字", f"“{written}” is a date, not a figure")
    elif unit := _unknown_unit(written):
        return error(
            place,
            "unit",
            (f"不认识“{written}”的单位“{unit}”", f"the unit “{unit}” of “{written}” is not known"),
            (
                f"认识的单位有：{'、'.join(UNITS)}。别的单位写进指标名称，例如“定位精度（{unit}）”，这里只写数字",
                f"known units: {', '.join(UNITS)}; put another one into the indicator's name, and only the number here",
            ),
        )
    else:
        what = (f"看不懂数字“{written}”", f"the figure “{written}” is not understood")
    return error(
        place,
        "quantity",
        what,
        (
            "只写数字本身、前后限定词和单位，与原文一致，例如“超19亿元”“约134万平方米”“40至50架”“上千个”；“最快”“平均”这类词写进指标名称",
            "only the figure with its qualifier and unit, as published, such as “超19亿元”, “40至50架”, “上千个”; "
            "words such as 最快 and 平均 go into the indicator's name",
        ),
    )


def _unknown_unit(written: str) -> str:
    """What follows a figure that is understood without it; empty where that is not what is wrong."""
    match = _UNIT.fullmatch(written.strip())
    return match["unit"] if match and read_quantity(match["figure"]) else ""


def read_quantity(written: str) -> Quantity | None:
    """The figure, or None where it is not understood."""
    try:
        return parse_quantity(written)
    except QuantityError:
        return None

"""The fact table: park x indicator x period x status = quantity, with its citation."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.articles import Citation
from bot.domain.bilingual import Bilingual, Names
from bot.domain.quantities import Quantity
from bot.domain.validity import ALWAYS, Validity


class Status(StrEnum):
    """What kind of number a figure is. Built and planned figures are never exchanged for one another."""

    ACTUAL = "actual"
    TARGET = "target"
    PLANNED = "planned"
    FORECAST = "forecast"
    CUMULATIVE = "cumulative"
    SHARE = "share"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure measures."""

    id: str
    name: Bilingual
    aliases: Names


class PeriodKind(StrEnum):
    DATE = "date"  # a stated year, month or day
    REPORTED = "reported"  # "so far", as of the report
    THIS_YEAR = "this-year"  # "this year" of the report
    YEARLY = "yearly"
    UNDATED = "undated"
    OTHER = "other"  # worded by the administrator


@dataclass(frozen=True, slots=True)
class Period:
    """When a figure holds. `value` is the stated date ("2023", "2023-04"); `year` is known or inferred."""

    kind: PeriodKind
    value: str = ""
    year: int | None = None
    year_inferred: bool = False
    wording: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the fact table. `item` is the name id of the thing inside the park that the figure is about.

    `part_of` is the id of the fact whose figure this one is a part or a share of; `per` is the unit of area that the
    figure is for each of, in Chinese (a yield per 亩).
    """

    id: str
    park: str
    indicator: str
    period: Period
    status: Status
    quantity: Quantity
    citation: Citation
    item: str | None = None
    part_of: str | None = None
    per: str | None = None
    measures: Bilingual | None = None
    phrasings: Names = Names()
    note: Bilingual | None = None
    validity: Validity = ALWAYS

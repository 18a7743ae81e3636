"""Exact figures: a decimal with its unit, scale and qualifier, never a float."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Qualifier(StrEnum):
    """How exact the published figure is. The qualifier is part of the figure and is never dropped."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    NEARLY = "nearly"
    AT_LEAST = "at least"
    RANGE = "range"
    UPWARDS = "upwards"  # "上千", "几十": only the order of magnitude is published


class Dimension(StrEnum):
    """What kind of thing a unit counts; only quantities of one dimension can be compared."""

    AREA = "area"
    MASS = "mass"
    MONEY = "money"
    RATIO = "ratio"
    TIME = "time"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A published figure.

    `value` is what is written before the scale ("162.34" of 162.34亿元), `scale` the power of ten that 千, 万, 亿 stand
    for (8 for 亿), `upper` the upper end of a range, `unit` the unit as written ("元", "平方米", "%", "个"), and
    `written` the published wording itself ("超19亿元").
    """

    value: Decimal
    unit: str
    written: str
    scale: int = 0
    upper: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    dimension: Dimension = Dimension.COUNT

    @property
    def amount(self) -> Decimal:
        """The value in plain units: 19亿 is 1900000000."""
        return self.value.scaleb(self.scale)

    @property
    def upper_amount(self) -> Decimal | None:
        return None if self.upper is None else self.upper.scaleb(self.scale)

    @property
    def is_exact(self) -> bool:
        return self.qualifier is Qualifier.EXACT

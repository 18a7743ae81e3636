"""Figures in words: a quantity as each reader expects it, never without its qualifier."""

from decimal import Decimal

from bot.domain.bilingual import Language
from bot.domain.quantities import Dimension, Qualifier, Quantity

_UNITS = {
    "平方米": "square metres",
    "平方公里": "square kilometres",
    "公顷": "hectares",
    "亩": "mu",
    "公斤": "kg",
    "吨": "tonnes",
    "分钟": "minutes",
    "年": "years",
    "个月": "months",
    "天": "days",
    "年内": "years",
    "公里": "km",
}
_SINGULAR = {"minutes": "minute", "years": "year", "months": "month", "days": "day"}
_LEADS = {
    Qualifier.EXACT: "",
    Qualifier.RANGE: "",
    Qualifier.ABOUT: "about ",
    Qualifier.OVER: "over ",
    Qualifier.NEARLY: "nearly ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.UPWARDS: "",
}
_ROUND = {
    Decimal(1000): "a thousand or more",
    Decimal(100): "a hundred or more",
    Decimal(10): "dozens",
    Decimal(10000): "ten thousand or more",
}
_LARGE = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


def figure(quantity: Quantity, language: Language, *, with_original: bool = True) -> str:
    """The figure in the reader's language; in English with the published Chinese wording beside it.

    >>> figure(<超19亿元>, Language.ENGLISH)
    'over RMB 1.9 billion (超19亿元)'
    """
    if language is not Language.ENGLISH:
        return quantity.written
    text = english(quantity)
    return f"{text} ({quantity.written})" if with_original and not quantity.written.isascii() else text


def english(quantity: Quantity) -> str:
    """The figure in English alone: qualifier, number, unit."""
    if quantity.qualifier is Qualifier.UPWARDS:
        return _ROUND.get(quantity.amount, number(quantity.amount))
    lead = _LEADS[quantity.qualifier]
    if quantity.unit == "%":
        return f"{lead}{plain(quantity.value)}%"
    count = number(quantity.amount)
    if quantity.upper_amount is not None:
        count = f"{count} to {number(quantity.upper_amount)}"
    if quantity.dimension is Dimension.MONEY:
        return f"{lead}RMB {count}"
    unit = _UNITS.get(quantity.unit, "")
    if quantity.amount == 1:
        unit = _SINGULAR.get(unit, unit)
    return f"{lead}{count} {unit}".strip()


def number(value: Decimal) -> str:
    """A number as English readers write it: 1.9 billion, 126,000, 381.8."""
    for size, word in _LARGE:
        if abs(value) >= size:
            return f"{plain(value / size)} {word}"
    return f"{plain(value):}" if abs(value) < 10000 and value != value.to_integral() else _grouped(value)


def plain(value: Decimal) -> str:
    """A decimal without an exponent and without trailing zeros that were not written."""
    return format(value.normalize(), "f")


def _grouped(value: Decimal) -> str:
    return f"{value.normalize():,f}"

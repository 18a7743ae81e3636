"""Exact arithmetic over published figures: fractions inside, decimals outside, no floats."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from bot.domain.bilingual import Bilingual
from bot.domain.facts import Fact
from bot.domain.quantities import Dimension, Quantity
from bot.matching.relations import UNITS, Unit

_SCALES = ((8, "亿"), (4, "万"))
_ENGLISH = ((9, "billion"), (6, "million"))


def decimal_text(value: Fraction, places: int = 2) -> str:
    """A number written out, rounded half up to `places` where it does not end before; thousands are not separated."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_rounded(value: Fraction, places: int = 2) -> bool:
    return bool((value * Fraction(10) ** places).denominator != 1)


def amount(quantity: Quantity) -> Fraction:
    """The figure in the base unit of its dimension (m², kg, yuan) or as a plain count."""
    unit = unit_of(quantity)
    return Fraction(quantity.amount) * (unit.size if unit else 1)


def scale_mark(quantity: Quantity) -> str:
    """The character that a figure's scale is written with; empty: none."""
    return {8: "亿", 4: "万", 3: "千"}.get(quantity.scale, "")


def unit_of(quantity: Quantity) -> Unit | None:
    """The unit of an area or mass; money is kept in yuan and scaled when written."""
    if quantity.dimension not in (Dimension.AREA, Dimension.MASS):
        return None
    return next((u for _, u in UNITS if u.name.zh == quantity.unit), None)


def hedge(facts: Iterable[Fact], rounded: bool = False) -> Bilingual:
    """The qualifier of a result: "about" as soon as one operand is not exact, or the result is rounded."""
    inexact = rounded or any(not f.quantity.is_exact for f in facts)
    return Bilingual("约", "about ") if inexact else Bilingual("", "")


def in_unit(value: Fraction, like: Quantity, facts: Iterable[Fact]) -> Bilingual:
    """A result in the unit and scale of `like`: 2.95公斤 / 2.95 kg, 62.34亿元 / RMB 6.234 billion."""
    unit = unit_of(like)
    own = value / unit.size if unit else value
    lead = hedge(facts, is_rounded(own / 10**like.scale if unit is None else own, 4))
    if like.unit == "%":
        return Bilingual(f"{lead.zh}{decimal_text(own)}个百分点", f"{lead.en}{decimal_text(own)} percentage points")
    scaled = own / 10**like.scale
    zh = f"{lead.zh}{decimal_text(scaled, 4)}{scale_mark(like)}{like.unit}"
    text = next(
        (f"{decimal_text(own / 10**n, 4)} {word}" for n, word in _ENGLISH if own >= 10**n), decimal_text(own, 4)
    )
    en = f"RMB {text}" if like.dimension is Dimension.MONEY else f"{text} {unit.name.en if unit else ''}".strip()
    return Bilingual(zh, f"{lead.en}{en}")


def joined(value: Fraction, unit: str, facts: Iterable[Fact]) -> Bilingual:
    """A plain result with up to two decimals and its unit: 约81.67%, about 81.67%."""
    lead = hedge(facts, is_rounded(value))
    text = f"{decimal_text(value)}{unit}"
    return Bilingual(f"{lead.zh}{text}", f"{lead.en}{text}")


def converted(fact: Fact, unit: Unit) -> tuple[Bilingual, Bilingual]:
    """A figure in another unit, and the rate that was used."""
    quantity = fact.quantity
    value = amount(quantity) / unit.size
    lead = hedge([fact], is_rounded(value, 4))
    published_over = {"over": ("超", "over "), "nearly": ("近", "nearly "), "at least": ("不少于", "at least ")}.get(
        quantity.qualifier
    )
    if published_over and not is_rounded(value, 4):
        lead = Bilingual(*published_over)
    places = 4 if value < 100 else 2
    zh, en = (
        f"{lead.zh}{decimal_text(value, places)}{unit.name.zh}",
        f"{lead.en}{decimal_text(value, places)} {unit.name.en}",
    )
    if value >= 10000 and unit.size == 1:
        zh += f"（{decimal_text(value / 10000, 4)}万{unit.name.zh}）"
    if quantity.upper_amount is not None:
        own = unit_of(quantity)
        upper = Fraction(quantity.upper_amount) * (own.size if own else 1) / unit.size
        zh, en = (
            f"{zh}至{decimal_text(upper, places)}{unit.name.zh}",
            f"{en} to {decimal_text(upper, places)} {unit.name.en}",
        )
    own = unit_of(quantity)
    if own is None:
        return Bilingual(zh, en), Bilingual("", "")
    rate = own.size / unit.size
    one, other, factor = (own, unit, rate) if rate >= 1 else (unit, own, 1 / rate)
    text = decimal_text(factor, 6)
    sign = "≈" if is_rounded(factor, 6) else "="
    return Bilingual(zh, en), Bilingual(
        f"1{one.name.zh} {sign} {text}{other.name.zh}", f"1 {one.name.en} {sign} {text} {other.name.en}"
    )

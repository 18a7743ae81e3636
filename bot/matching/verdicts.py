"""Yes/no questions with a number in them: what the published figure says to it."""

import re
from decimal import Decimal

from bot.domain.facts import Fact
from bot.domain.outcomes import Verdict
from bot.domain.quantities import Qualifier, Quantity
from bot.language.quantities import find_quantities
from bot.matching.arithmetic import amount as amount_of

ABOVE = re.compile(
    r"超过|超|突破|过|破|多于|高于|大于|以上|不止|达到|够|more than|over|above|exceed|surpass|at least|reach|top|pass"
)
STRICTLY_ABOVE = re.compile(r"超过|超|突破|多于|高于|大于|不止|more than|over|above|exceed|surpass")
BELOW = re.compile(r"不到|低于|少于|不足|小于|以下|没到|不够|没有超过|没超过|没过|less than|under|below|fewer")


# 2025年底建成60个了吗: what is aimed at bears nothing out.
REACHED = re.compile(r"了(?:\d|吗|没|么|吧|\?|$)|已经|建好|\b(?:already|yet|reached|have they|has it|did they)\b")
NO_FIGURES = frozenset({"号", "期", "月", "日", "区"})  # 158号 and 二期 are names


def premises(normal: str) -> tuple[Quantity, ...]:
    """The figures that a question supposes ("60个", "百亿"); 158号 and 一期 are names."""
    return tuple(
        q
        for _, end, q in find_quantities(normal)
        if q.unit not in NO_FIGURES and not normal.startswith(("期", "号"), end)
    )


def verdict(normal: str, premise: Quantity, fact: Fact) -> Verdict | None:
    """What `fact` says to `premise` in the question; None where the two measure different things."""
    held = fact.quantity
    if premise.dimension is not held.dimension and premise.unit:
        return None
    # In one base unit: 12.6万平方米 against 2.41公顷.
    amount = base(premise) if premise.unit else premise.amount
    low, high = bounds(held) if not premise.unit else _in_base(held)
    if BELOW.search(normal):
        return _compare(high is not None and high < amount, low >= amount)
    if STRICTLY_ABOVE.search(normal) and high is not None and high == amount and not held.is_exact:
        return Verdict.NO  # 近70万 is not above 70万
    if ABOVE.search(normal):
        return _compare(low > amount or (low == amount and _reaches(held)), high is not None and high < amount)
    if held.is_exact:
        return Verdict.YES if low == amount else Verdict.NO
    if (low == amount and held.qualifier is not Qualifier.ABOUT) or high == amount:
        return Verdict.YES
    inside = low <= amount and (high is None or amount <= high)
    return Verdict.UNCERTAIN if inside else Verdict.NO


def _in_base(quantity: Quantity) -> tuple[Decimal, Decimal | None]:
    low, high = bounds(quantity)
    size = base(quantity) / quantity.amount if quantity.amount else Decimal(1)
    return low * size, None if high is None else high * size


def base(quantity: Quantity) -> Decimal:
    """The figure in the base unit of its dimension (m², kg, yuan) or as a plain count."""
    exact = amount_of(quantity)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def bounds(quantity: Quantity) -> tuple[Decimal, Decimal | None]:
    """The least and the greatest amount that a published wording allows; None: no upper bound stated."""
    amount = quantity.amount
    match quantity.qualifier:
        case Qualifier.EXACT:
            return amount, amount
        case Qualifier.RANGE:
            return amount, quantity.upper_amount
        case Qualifier.OVER | Qualifier.AT_LEAST | Qualifier.UPWARDS:
            return amount, None
        case Qualifier.NEARLY:
            return amount * Decimal("0.9"), amount
        case Qualifier.ABOUT:
            return amount * Decimal("0.95"), amount * Decimal("1.05")


def _reaches(quantity: Quantity) -> bool:
    return quantity.qualifier in (Qualifier.OVER, Qualifier.EXACT, Qualifier.AT_LEAST)


def _compare(yes: bool, no: bool) -> Verdict:
    return Verdict.YES if yes else Verdict.NO if no else Verdict.UNCERTAIN

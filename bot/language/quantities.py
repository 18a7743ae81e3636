"""Published figures, read exactly: value, scale, unit and qualifier as decimals, from Chinese (and English) wording.

`parse_quantity` reads one figure that is the whole text ("超19亿元"); `find_quantities` every figure in running text.
Dates ("2023年4月", "11月7日") are not figures here: `date_spans` says where they stand, and they are left alone.
A unit of "" means that none was written next to the number.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain.quantities import Dimension, Qualifier, Quantity
from bot.language import quantity_words as words


class QuantityError(ValueError):
    """The text is not one published figure."""


@dataclass(frozen=True, slots=True)
class _Number:
    end: int
    value: Decimal
    scale: int
    chinese: str = ""  # the numerals, when the number is spelled out
    more: bool = False  # 余, 多 or 几 stands inside
    upper: int | None = None  # 两三个


def fold(text: str) -> str:
    """Full-width digits, thousands commas and traditional numerals made plain; length and positions are kept."""
    return words.WIDE_COMMA.sub(",", text).translate(words.FOLD)


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where dates stand in `text`: years, months, days, also "23年" for a year and ISO dates."""
    return [m.span() for m in words.DATES.finditer(fold(text))]


def parse_quantity(text: str) -> Quantity:
    """Read `text`, which must be one figure and nothing else, with its qualifier and unit as published.

    Raises:
        QuantityError: there is no figure, more than one, or words that are no part of it.
    """
    folded = fold(text.strip())
    if words.DATES.fullmatch(folded):
        raise QuantityError(text)
    for start in range(len(folded)):
        found = _figure_at(folded, start, strict=False)
        if found is None:
            continue
        begin, end, quantity = found
        if begin == 0 and end == len(folded):
            return replace(quantity, written=text.strip())
    raise QuantityError(text)


def find_quantities(text: str) -> list[tuple[int, int, Quantity]]:
    """Every figure in `text`, as (start, end, quantity) in order; positions count characters of `text` as given.

    Digits are always found (dates, ordinals and numbers glued to Latin letters excepted); Chinese numerals only where a
    unit or a scale follows, and a lone 一 never.
    """
    folded = fold(text)
    blocked = _blocked(folded)
    found: list[tuple[int, int, Quantity]] = []
    position = 0
    while match := _START.search(folded, position):
        position = match.start()
        if position in blocked:
            position = blocked[position]
            continue
        figure = _figure_at(folded, position, strict=True)
        if figure is None or any(at in blocked for at in range(position, figure[1])):
            position = _past_number(folded, position)
            continue
        start, end, quantity = figure
        start = max(start, found[-1][1] if found else 0)
        found.append((start, end, replace(quantity, written=text[start:end])))
        position = end
    return found


# The first character of every figure: a digit, a numeral, or a word of UPWARDS; the others are not worth a look.
_START = re.compile(rf"[\d{words.NUMERAL}上好几数]")


def _blocked(text: str) -> dict[int, int]:
    """Positions that hold no figure (dates, idioms), each with the end of its span."""
    spans = [m.span() for pattern in (words.DATES, words.IDIOMS) for m in pattern.finditer(text)]
    return {at: end for start, end in spans for at in range(start, end)}


def _past_number(text: str, position: int) -> int:
    number = words.NUMBER.match(text, position)
    return number.end() if number else position + 1


def _figure_at(text: str, at: int, *, strict: bool) -> tuple[int, int, Quantity] | None:
    """The figure whose number begins at `at`; its start may lie before, where the qualifier begins."""
    percent = words.PERCENT.match(text, at)
    if percent:
        value = _decimal(percent[2]) if percent[2][0].isdigit() else _chinese(percent[2])[0]
        unit = "%" if percent[1] == "百" else "‰"
        return _qualified(text, at, percent.end(), Quantity(value, unit, "", dimension=Dimension.RATIO), strict)
    upwards = words.UPWARDS.match(text, at)
    if upwards:
        return _upwards(text, at, upwards, strict=strict)
    number = _digits_at(text, at) if text[at].isdigit() else _chinese_at(text, at)
    if number is None:
        return None
    end, unit = _unit_at(text, number.end)
    quantity = Quantity(number.value, unit, "", scale=number.scale, dimension=_dimension(unit))
    if number.more:
        quantity = replace(quantity, qualifier=Qualifier.OVER)
    if number.upper is not None and unit:
        quantity = replace(quantity, upper=Decimal(number.upper), qualifier=Qualifier.RANGE)
    ranged = _range(text, end, quantity)
    if ranged:
        end, quantity = ranged
    elif not _counts(text, at, number, quantity, strict=strict):
        return None
    return _qualified(text, at, end, quantity, strict)


def _upwards(text: str, at: int, match: re.Match[str], *, strict: bool) -> tuple[int, int, Quantity] | None:
    value, scale = _chinese(match[1])
    end, unit = _unit_at(text, match.end())
    asked = strict and "几" in match[0] and match[1][0] in "万亿"  # "几万" and "几亿" ask for a number
    if asked or (strict and not unit and not scale):
        return None
    quantity = Quantity(value, _plain(unit), "", scale, None, Qualifier.UPWARDS, _dimension(unit))
    return at, end, quantity


def _digits_at(text: str, at: int) -> _Number | None:
    before = text[at - 1] if at else ""
    if before and before.isascii() and (before.isalnum() or before in "._"):
        return None
    match = words.NUMBER.match(text, at)
    if match is None:
        return None
    value, end = _decimal(match[0]), match.end()
    more = words.MORE.match(text, end)
    inner = end + 1 if more and (words.SCALE.match(text, end + 1) or _unit_at(text, end + 1)[1]) else end
    scale = 0
    scaled = words.ENGLISH_SCALE.match(text, inner)
    if scaled:
        return _Number(scaled.end(), value, words.ENGLISH_POWER[scaled[1].lower()], more=inner > end)
    chinese = None if _unit_at(text, inner)[1] else words.SCALE.match(text, inner)
    if chinese:
        scale = sum(words.POWERS[c] for c in chinese[1].removeprefix("个"))
        stop = chinese.end()
        smaller = words.NUMBER.match(text, stop) if scale == 8 else None
        if smaller and text[smaller.end() : smaller.end() + 1] == "万":  # 10亿3000万
            value += _decimal(smaller[0]).scaleb(4 - scale)
            stop = smaller.end() + 1
        again = words.MORE.match(text, stop)
        if again and inner == end and (_unit_at(text, stop + 1)[1] or stop + 1 == len(text)):
            return _Number(stop + 1, value, scale, more=True)
        return _Number(stop, value, scale, more=inner > end)
    if inner == end and text[end : end + 1].isascii() and text[end : end + 1].isalpha() and not _unit_at(text, end)[1]:
        return None  # 5G, 3rd
    return _Number(inner, value, 0, more=inner > end)


def _chinese_at(text: str, at: int) -> _Number | None:
    if text[at] not in words.NUMERAL or (at and (text[at - 1] in words.NUMERAL or text[at - 1] in "第初周期点几")):
        return None
    about = words.APPROXIMATE.match(text, at)
    match = words.CHINESE.match(text, at)
    if match is None or text[match.end() : match.end() + 2] == "分之":
        return None
    if about and about.end() == match.end():  # 两三个: the second digit is the upper end
        tens = 10 if about[2] else 1
        low, high = (words.DIGITS[digit] * tens for digit in about[1])
        return _Number(match.end(), Decimal(low), 0, match[0], upper=high)
    try:
        value, scale = _chinese(match[0])
    except KeyError:
        return None
    more = words.MORE.match(text, match.end())
    if more and _unit_at(text, match.end() + 1)[1]:
        return _Number(match.end() + 1, value, scale, match[0], more=True)
    return _Number(match.end(), value, scale, match[0])


def _counts(text: str, at: int, number: _Number, quantity: Quantity, *, strict: bool) -> bool:
    """Whether the number is a figure at all, and not an ordinal, a year, or a numeral that is part of a word."""
    if at and text[at - 1] == "第":
        return False
    if not number.chinese:
        year = 1990 <= number.value <= 2049 and text[at : number.end].isdigit() and number.end - at == 4
        return not (strict and year and not quantity.unit)
    if not strict:
        return bool(quantity.unit) or number.scale > 0
    run, qualified = number.chinese, _qualifier_before(text, at) is not None
    if run in ("一", "零") or (len(run) > 1 and run.strip("一") == ""):
        return False
    asked = re.search(r"(?:多少|若干) ?$", text[:at]) is not None
    if run[0] in "百千万亿":
        plural = len(run) > 1 and (bool(quantity.unit) or number.scale == 8)
        return not asked and (qualified or plural) and (bool(quantity.unit) or number.scale > 0)
    return bool(quantity.unit) or (number.scale > 0 and len(run) > 1)


def _range(text: str, end: int, low: Quantity) -> tuple[int, Quantity] | None:
    """A至B: the upper end behind the number that ends at `end`; a scale or unit written once holds for both."""
    joint = words.RANGE.match(text, end)
    if joint is None or joint.end() >= len(text) or words.DATES.match(text, joint.end()):
        return None
    at = joint.end()
    high = _digits_at(text, at) if text[at].isdigit() else _chinese_at(text, at)
    if high is None:
        return None
    stop, unit = _unit_at(text, high.end)
    if (low.unit and low.unit != unit) or (high.chinese and not unit):
        return None
    scale = low.scale or high.scale
    upper = high.value.scaleb(high.scale - scale)
    if upper <= low.value:
        return None
    return stop, Quantity(low.value, unit, "", scale, upper, Qualifier.RANGE, _dimension(unit))


def _qualified(text: str, at: int, end: int, quantity: Quantity, strict: bool) -> tuple[int, int, Quantity] | None:
    unit = _plain(quantity.unit)
    if unit == "成":  # 六成 is 60%
        quantity, unit = replace(quantity, value=quantity.value * 10), "%"
        if text.startswith("半", end):
            quantity, end = replace(quantity, value=quantity.value + 5), end + 1
    quantity = replace(quantity, unit=unit, dimension=_dimension(unit))
    before = _qualifier_before(text, at)
    last = strict and before is not None and before[1] is Qualifier.NEARLY and quantity.dimension is Dimension.TIME
    if last and not re.search(r"(?:历时|用时|耗时|长达|达|已有?)近$", text[:at]):
        before = None  # 近三年 is "the last three years"
    if before:
        at = before[0]
    if before and quantity.qualifier is Qualifier.EXACT:
        quantity = replace(quantity, qualifier=before[1])
    for pattern, qualifier in words.AFTER:
        after = pattern.match(text, end)
        if after:
            end = after.end()
            if quantity.qualifier is Qualifier.EXACT:
                quantity = replace(quantity, qualifier=qualifier)
    trailing = words.TRAILING_MORE.match(text, end) if quantity.unit in ("年", "小时", "公里", "亩", "天") else None
    if trailing and quantity.qualifier is Qualifier.EXACT:  # 3年多
        end, quantity = trailing.end(), replace(quantity, qualifier=Qualifier.OVER)
    return at, end, quantity


def _qualifier_before(text: str, at: int) -> tuple[int, Qualifier] | None:
    before = text[max(0, at - 20) : at]
    if words.AT_MOST.search(before):
        return None
    for pattern, qualifier in words.BEFORE:
        match = pattern.search(before)
        if match:
            return at - len(before) + match.start(), qualifier
    return None


def _unit_at(text: str, at: int) -> tuple[int, str]:
    """The unit at `at` (behind one space at most) and where it ends; ("" and `at` where there is none)."""
    begin = at + 1 if text.startswith(" ", at) else at
    combined = words.MONTHS.match(text, begin)
    if combined:
        return combined.end(), "个多" + combined[1]
    if not words.NOT_UNIT.match(text, begin):
        for unit in words.BY_LENGTH:
            if text.startswith(unit, begin):
                return begin + len(unit), unit
    for pattern, name in words.ENGLISH_UNIT:
        match = pattern.match(text, at)
        if match:
            return match.end(), name
    return at, ""


def _plain(unit: str) -> str:
    return words.SAME_UNIT.get(unit, unit)


def _dimension(unit: str) -> Dimension:
    return words.UNITS.get(_plain(unit), Dimension.COUNT)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _chinese(run: str) -> tuple[Decimal, int]:
    """The value and scale of Chinese numerals: 十九亿 is (19, 8), 一百六十二点三四亿 (162.34, 8), 三万五 (35000, 0)."""
    body = run.rstrip("万亿")
    tail = run[len(body) :]
    scale = sum(words.POWERS[c] for c in tail)
    if not body:
        return Decimal(1), scale
    whole, _, fraction = body.partition("点")
    value = _whole(whole)
    if fraction:
        value += Decimal("0." + "".join(str(words.DIGITS[c]) for c in fraction))
    return value, scale


def _whole(run: str) -> Decimal:
    if all(c in words.DIGITS for c in run):
        return Decimal("".join(str(words.DIGITS[c]) for c in run))
    total = section = digit = 0
    last, gap = 1, False
    for character in run:
        if character == "零":
            gap = True
        elif character in words.DIGITS:
            digit = words.DIGITS[character]
        else:
            power: int = 10 ** words.POWERS[character]
            if power >= 10_000:
                # 亿 multiplies all that stands before it, 万 only what follows the last 亿.
                total = (total + section + digit) * power if power > 10_000 else total + (section + digit) * power
                section = 0
            else:
                section += (digit or 1) * power
            digit, last, gap = 0, power, False
    # 三万五 is 35,000: a last digit without 零 counts tenths of the power before it, except after 十.
    rest = digit * last // 10 if digit and not gap and last > 10 else digit
    return Decimal(total + section + rest)

"""Dates as articles and answers mention them, taken apart so that they can be compared."""

import re
from dataclasses import dataclass

from bot.language.numerals import chinese_number
from bot.language.quantities import date_spans, fold

_FULL = re.compile(r"(?:(\d{2,4})年)?(?:(\d{1,2})月份?)?(?:(\d{1,2})[日号])?(上旬|中旬|下旬|初|底|末)?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_NUMERALS = re.compile(r"[零一二三四五六七八九十]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """One date as far as it is stated; `part` is 上旬, 底 and the like."""

    written: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""

    def within(self, other: "Mention", assumed_year: int | None = None) -> bool:
        """Whether everything stated here is stated by `other`; `assumed_year` is what this date may add on its own."""
        year_fits = self.year in (None, other.year) or (other.year is None and self.year == assumed_year)
        return (
            year_fits
            and (self.month is None or self.month == other.month)
            and (self.day is None or self.day == other.day)
            and (not self.part or self.part == other.part)
        )


def mentions(text: str) -> tuple[Mention, ...]:
    """Every date in `text`."""
    return tuple(_mention(text, start, end) for start, end in date_spans(text))


def of_period(value: str) -> Mention:
    """The date of a fact's period: "2023", "2023-04" or "2023-11-07"."""
    year, month, day = ([int(part) for part in value.split("-")] + [None, None])[:3]
    return Mention(value, 0, 0, year, month, day)


def _mention(text: str, start: int, end: int) -> Mention:
    written = text[start:end]
    plain = _NUMERALS.sub(lambda m: str(chinese_number(m[0])), fold(written).replace(" ", ""))
    iso = _ISO.fullmatch(plain)
    match = iso or _FULL.search(plain)
    if match is None or not match[0]:
        return Mention(written, start, end)
    year, month, day = (int(g) if g else None for g in match.groups()[:3])
    if year is not None and year < 100:
        year += 2000
    return Mention(written, start, end, year, month, day, "" if iso else match[4] or "")

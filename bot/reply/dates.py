"""Dates in words."""

from bot.domain.bilingual import Language

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def date_text(value: str, language: Language) -> str:
    """ "2023", "2023-04" or "2023-11-07" in words."""
    year, *rest = value.split("-")
    if language.is_chinese:
        return f"{year}年" + "".join(f"{int(n)}{unit}" for n, unit in zip(rest, "月日", strict=False))
    if not rest:
        return year
    day = f"{int(rest[1])} " if len(rest) > 1 else ""
    return f"{day}{_MONTHS[int(rest[0]) - 1]} {year}"

"""Making problems: what is wrong and how to mend it, in plain Chinese and English."""

from bot.domain.bilingual import Bilingual
from bot.domain.problems import Level, Place, Problem


def error(place: Place, code: str, what: tuple[str, str], mend: tuple[str, str]) -> Problem:
    """An error; `what` and `mend` are (Chinese, English) without a full stop."""
    return Problem(place, code, Bilingual(*what), Bilingual(*mend))


def warning(place: Place, code: str, what: tuple[str, str], mend: tuple[str, str]) -> Problem:
    """A warning: the content can be served as it is."""
    return Problem(place, code, Bilingual(*what), Bilingual(*mend), Level.WARNING)

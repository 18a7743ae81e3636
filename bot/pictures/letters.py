"""The type of pictures: one font for both Chinese scripts and English, and breaking text into lines."""

import re
from importlib.resources import files
from io import BytesIO
from threading import Lock

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

# Noto Sans SC with its weight set to 430, cut down (pyftsubset) to GB 2312, the traditional forms of its 3755 commonest
# characters, those of the others that Big5 counts among the common ones, Latin letters and signs.
_FILE = "NotoSansSC-subset.ttf"
_NO_CHARACTER = "\U0010ffff"
# What a line may be broken between: a Latin word or number with its marks, or one Chinese character; what closes
# stays with what is before it, what opens with what follows.
_UNIT = re.compile(
    r"[“‘《（「『(\[]*(?:[!-'*-~\u00a0-\u024f\u2010-\u2014€]+|.)[、，。：；！？”’》）」』)\]·…]*\s*", re.DOTALL
)


class Letters:
    """One font file. Fonts are made anew for each picture: one may not be used by two threads at once."""

    def __init__(self) -> None:
        self._data = files("bot.pictures").joinpath("font", _FILE).read_bytes()
        self._probe, self._probing = self.font(16), Lock()
        self._unknown = bytes(self._probe.getmask(_NO_CHARACTER))
        self._has: dict[str, bool] = {}

    def font(self, size: int) -> FreeTypeFont:
        return ImageFont.truetype(BytesIO(self._data), size, layout_engine=ImageFont.Layout.BASIC)

    def covers(self, text: str) -> bool:
        """Whether every character of a text can be written."""
        return all(self._can_write(character) for character in text if character != "\n")

    def _can_write(self, character: str) -> bool:
        known = self._has.get(character)
        if known is None:
            with self._probing:  # all characters that are not there look alike
                known = bytes(self._probe.getmask(character)) != self._unknown
            self._has[character] = known
        return known


def wrapped(text: str, font: FreeTypeFont, width: int) -> list[str]:
    """A text in lines of at most `width` pixels; only a single word that is longer stands out."""
    lines: list[str] = []
    line = ""
    for unit in _UNIT.findall(text.strip()):
        if line and font.getlength((line + unit).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += unit
    return [*lines, line.rstrip()] if line else lines

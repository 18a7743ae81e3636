"""The paper of a picture: white, as wide as Telegram shows in full, and as long as what is on it."""

from PIL import Image, ImageColor, ImageDraw
from PIL.ImageFont import FreeTypeFont

from bot.pictures.letters import Letters, wrapped

WIDTH, MARGIN, GAP, THICK = 1200, 64, 36, 44
CONTENT = WIDTH - 2 * MARGIN
COLUMN_HEIGHT = 340
INK, QUIET, ACCENT, PALE, TRACK = "#1b2430", "#66707d", "#1f6fb2", "#bcd6ec", "#d9dee4"
Corners = tuple[bool, bool, bool, bool]  # which are round, from the upper left one on, clockwise
ALL, UPPER = (True, True, True, True), (True, True, False, False)
LEFT, RIGHT = (True, False, False, True), (False, True, True, False)
_LONGEST = 5000  # pixels; ten bars with ten sources take less
# Steps from white to each colour, for smooth type: a third of the size of a picture with every colour there is.
_STEPS = {INK: 10, QUIET: 8, ACCENT: 10, PALE: 3, TRACK: 1}
_FINER = 2  # corners are drawn so many times larger and made smaller, for smooth edges


class Sheet:
    """Written on from the top down; `y` is where the next line goes."""

    def __init__(self, letters: Letters) -> None:
        self._letters = letters
        self._fonts: dict[int, FreeTypeFont] = {}
        self._image = Image.new("RGB", (WIDTH, _LONGEST), "white")
        self._pen = ImageDraw.Draw(self._image)
        self.y = MARGIN - 16

    def font(self, size: int) -> FreeTypeFont:
        if size not in self._fonts:
            self._fonts[size] = self._letters.font(size)
        return self._fonts[size]

    def space(self, height: int) -> None:
        self.y += height

    def write(self, text: str, size: int, colour: str, indent: int = 0) -> None:
        """A paragraph, in as many lines as it needs."""
        for line in wrapped(text, self.font(size), CONTENT - indent):
            self.text(line, size, colour, MARGIN + indent, self.y, "la")
            self.y += size * 14 // 10
        self.y += size // 5

    def write_large(self, text: str, size: int, colour: str) -> None:
        """The same, somewhat smaller where that spares a line."""
        sizes = (size, size * 9 // 10, size * 8 // 10)
        best = min(sizes, key=lambda size: (len(wrapped(text, self.font(size), CONTENT)), -size))
        self.write(text, best, colour)

    def text(self, text: str, size: int, colour: str, x: int, y: int, anchor: str) -> None:
        """One line at a place of its own."""
        self._pen.text((x, y), text, colour, self.font(size), anchor)

    def bar(self, x: int, y: int, width: int, height: int, colour: str, corners: Corners = ALL) -> None:
        """A rectangle with round corners."""
        if width and height:
            mask = Image.new("L", (width * _FINER, height * _FINER))
            size = (0, 0, width * _FINER - 1, height * _FINER - 1)
            radius = min(8, width // 2, height // 2) * _FINER
            ImageDraw.Draw(mask).rounded_rectangle(size, radius, 255, corners=corners)
            self._image.paste(colour, (x, y), mask.reduce(_FINER))

    def rule(self, y: int, colour: str) -> None:
        """A thin line across."""
        self._pen.rectangle((MARGIN, y, WIDTH - MARGIN - 1, y + 1), colour)

    def line(self) -> None:
        """The same, below what is written so far."""
        self.rule(self.y, TRACK)
        self.y += 20

    def finished(self) -> Image.Image:
        """The picture, cut off where it ends."""
        whole = self._image.crop((0, 0, WIDTH, min(self.y + MARGIN - 24, _LONGEST)))
        return whole.quantize(palette=_palette(), dither=Image.Dither.NONE)


def _palette() -> Image.Image:
    entries = [255, 255, 255]
    for colour, steps in _STEPS.items():
        for step in range(1, steps + 1):
            entries += (255 - (255 - part) * step // steps for part in ImageColor.getrgb(colour))
    palette = Image.new("P", (1, 1))
    palette.putpalette(entries)
    return palette

"""An article's text as kept outside the repository: paragraphs by number, with the figures and dates in each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.source.dates import Mention, mentions
from bot.content.source.plain import lay_out
from bot.domain.quantities import Quantity
from bot.language.quantities import find_quantities, fold

_PARAGRAPH = re.compile(r"¶(\d+)\s+(.*)")
_MARKED = re.compile(r"^¶\d+\s", re.MULTILINE)
_NOT_WORD = re.compile(r"[^\w+]|_")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered paragraph (0: title, headings and captions together) and the line it stands on."""

    number: int
    line: int
    text: str
    figures: tuple[tuple[int, int, Quantity], ...] = field(default=(), repr=False)
    dates: tuple[Mention, ...] = field(default=(), repr=False)


def paragraph(number: int, line: int, text: str) -> Paragraph:
    return Paragraph(number, line, text, tuple(find_quantities(text)), mentions(text))


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The text of one article. `file` is its file name, for messages; `about` the lines on its source and date."""

    file: str
    title: str
    byline: str
    paragraphs: Mapping[int, Paragraph]
    about: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        return "\n".join([self.title, self.byline, *(p.text for p in self.paragraphs.values())])


def parse(file: str, text: str) -> ArticleText:
    """Read the form "title: …", "byline: …", "¶1 …", "## heading", "[caption] …"; or plain text as it is laid out."""
    return _marked(file, text) if _MARKED.search(text) else _plain(file, text)


def _plain(file: str, text: str) -> ArticleText:
    layout = lay_out(text)
    found = {row.number: paragraph(row.number, row.line, row.text) for row in layout.rows if row.number}
    found[0] = paragraph(0, 1, "\n".join([layout.title, *(row.text for row in layout.rows if not row.number)]))
    return ArticleText(file, layout.title, layout.byline, found, layout.about)


def _marked(file: str, text: str) -> ArticleText:
    title = byline = ""
    rest: list[str] = []
    found: dict[int, Paragraph] = {}
    for line, row in enumerate(text.splitlines(), 1):
        match = _PARAGRAPH.match(row)
        if match:
            found[int(match[1])] = paragraph(int(match[1]), line, match[2])
        elif row.startswith("title:"):
            title = row.removeprefix("title:").strip()
        elif row.startswith("byline:"):
            byline = row.removeprefix("byline:").strip()
        elif row.strip():
            rest.append(row.removeprefix("## ").removeprefix("[caption] "))
    found[0] = paragraph(0, 1, "\n".join([title, *rest]))
    return ArticleText(file, title, byline, found)


def read(folder: Path, id: str) -> ArticleText | None:
    """The text of article `id` in `folder`, None where there is no such file."""
    path = folder / f"{id}.txt"
    return parse(path.name, path.read_text(encoding="utf-8-sig")) if path.is_file() else None


def words_only(text: str) -> str:
    """Text without blanks and punctuation, for names that are set differently in a title or a quotation."""
    return _NOT_WORD.sub("", fold(text)).lower()

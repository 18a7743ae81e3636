"""The lay-out of an article that is plain text: title, byline, paragraphs numbered as they come, headings, captions.

One paragraph a line, blank lines between or not. A line that breaks off inside a sentence goes on in the next.
"""

import re
from dataclasses import dataclass

_BLANKS = " \t\r\u3000\u00a0\u200b\ufeff"
_HEAD = 6  # lines in which a byline is looked for
_SHORT = 25  # characters at most of a heading
_BYLINE_LIMIT = 60
_BYLINE = re.compile(r"[◎●■□▲◆]|(?:本报|本网|特约|见习|实习)?(?:记者|通讯员|实习生)|(?:作者|文|撰文)\s*[:：/／|]")
_META = re.compile(
    r"(?:来源|出处|时间|日期|发布时间|发布日期|责任编辑|编辑)\s*[:：]|(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月].{0,20}$"
)
_DATELINE = re.compile(r"讯\s*[（(]|电\s*[（(]")
_CAPTION = re.compile(r"\[caption\]|图[为：:]|.{0,60}(?:摄|供图|新华社发.{0,10})[）)]?$")
_END = re.compile(r"[。！？…；：!?.;:][”’」』）)\"]*$|[”」』）)]$")


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of an article. `number` is 0 for headings and captions; `line` counts from 1."""

    number: int
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    title: str
    byline: str
    rows: tuple[Row, ...]
    about: tuple[str, ...] = ()  # lines that tell of the article: its source, its date


def lay_out(text: str) -> Layout:
    """Take a plain text apart; every line of it ends up somewhere."""
    lines = [(number, row) for number, raw in enumerate(text.splitlines(), 1) if (row := raw.strip(_BLANKS))]
    title, byline, begin, about = _head(lines)
    rows: list[Row] = []
    count, open_ended = 0, False
    for number, row in lines[begin:]:
        if _CAPTION.match(row):
            rows.append(Row(0, number, row.removeprefix("[caption]").strip()))
        elif open_ended and not _is_heading(row):
            index = max(i for i, r in enumerate(rows) if r.number == count)
            rows[index] = Row(count, rows[index].line, rows[index].text + row)
            open_ended = not _END.search(row)
        elif _is_heading(row):
            rows.append(Row(0, number, row.removeprefix("##").strip()))
        else:
            count += 1
            rows.append(Row(count, number, row))
            open_ended = not _END.search(row)
    return Layout(title, byline, tuple(rows), tuple(row for _, row in about))


def _head(lines: list[tuple[int, str]]) -> tuple[str, str, int, list[tuple[int, str]]]:
    """Title, byline, where the text begins, and lines about the article (source, date) before it."""
    at = next((n for n, (_, row) in enumerate(lines[:_HEAD]) if n and _is_byline(row)), 0)
    end = at or 1
    about = [line for line in lines[:end] if _is_about(line[1])]
    parts = [row for _, row in lines[:end] if not _is_about(row)]
    title = ""
    for part in parts:
        title += part if not title or title.endswith(("：", ":")) else f" {part}"
    begin = end + 1 if at else end
    while begin < len(lines) and _is_about(lines[begin][1]):
        about.append(lines[begin])
        begin += 1
    return title, lines[at][1] if at else "", begin, about


def _is_about(row: str) -> bool:
    return _META.match(row) is not None and len(row) <= _BYLINE_LIMIT


def _is_byline(row: str) -> bool:
    bare = len(row) <= _BYLINE_LIMIT and not re.search(r"[。！？]", row) and not _DATELINE.search(row)
    return bare and _BYLINE.search(row) is not None


def _is_heading(row: str) -> bool:
    return row.startswith("##") or (len(row) <= _SHORT and not _END.search(row))

"""Blanks of a draft: a value that begins with TODO is left to complete; what follows is a suggestion or material."""

import re
from collections.abc import Iterator

from bot.content.key_help import HELP
from bot.content.nodes import Map, Node, Scalar, scalars
from bot.content.problems import error
from bot.domain.entries import Asks
from bot.domain.facts import Status
from bot.domain.parks import NameKind
from bot.domain.problems import Problem

CODE = "to-complete"
MARK = "TODO"
_BLANK = re.compile(rf"{MARK}(?:[\s:：]\s*(.*))?", re.DOTALL)
_LANGUAGES = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}
_CHOICES = {"asks": tuple(Asks), "kind": tuple(NameKind), "status": tuple(Status)}


def is_blank(text: str) -> bool:
    """Whether a value is left to complete."""
    return _BLANK.fullmatch(text.strip()) is not None


def suggested(text: str) -> str:
    """What stands behind the mark; a text without the mark is itself."""
    match = _BLANK.fullmatch(text.strip())
    return text.strip() if match is None else (match[1] or "").strip()


def blank(suggestion: str = "") -> str:
    """A value that is left to complete."""
    return f"{MARK} {suggestion}".rstrip()


def blanks(item: Node) -> Iterator[Problem]:
    """A problem for each value of an item that is left to complete, with what belongs there."""
    for path, scalar in scalars(item):
        if is_blank(scalar.text):
            yield _problem(item, path, scalar)


def _problem(item: Node, path: tuple[str, ...], scalar: Scalar) -> Problem:
    id = item.entries.get("id") if isinstance(item, Map) else None
    label = id.text if isinstance(id, Scalar) else ""
    key = ".".join(path)
    zh, en = _belongs(path)
    suggestion = suggested(scalar.text)
    if suggestion:
        zh = f"{zh}。草稿里的“{suggestion}”只供参考：核对、改好后删去 {MARK}"
        en = f"{en}; “{suggestion}” is only a hint: check and correct it, then delete {MARK}"
    return error(
        scalar.place,
        CODE,
        (
            f"“{label}”的“{key}”待填" if label else f"“{key}”待填",
            f"“{key}” of “{label}” is left to complete" if label else f"“{key}” is left to complete",
        ),
        (f"要填的是：{zh}", f"it is: {en}"),
    )


def _belongs(path: tuple[str, ...]) -> tuple[str, str]:
    """What the key at the end of `path` is for, in Chinese and English."""
    key = next((step for step in reversed(path) if step not in _LANGUAGES), "")
    zh, _, en = HELP.get(key, "").partition(" / ")
    if key in _CHOICES:
        listed = ", ".join(_CHOICES[key])
        zh, en = f"{zh}（{listed}）", f"{en} ({listed})"
    if path and path[-1] in _LANGUAGES and key:
        language = _LANGUAGES[path[-1]]
        zh, en = f"{zh}（{language[0]}）", f"{en} ({language[1]})"
    return (zh, en) if zh else (path[-1], path[-1])

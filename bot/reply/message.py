"""A reply before it is rendered: lines with roles, and buttons. Every edge shows the same message."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a line is for; HTML shows headlines bold and long bodies in an expandable quote."""

    HEADLINE = "headline"
    BODY = "body"
    SOURCE = "source"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap: `target` is a fact or entry id, or "none" for "none of these"."""

    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Message:
    """One reply. `outcome` is "answer", "choices", "unknown" or "help"; `articles` the ids cited, in order."""

    outcome: str
    lines: tuple[Line, ...]
    buttons: tuple[Button, ...] = ()
    articles: tuple[str, ...] = ()

"""A reply before it is rendered: lines with roles, and buttons. Every edge shows the same message."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.bilingual import Language


class Role(StrEnum):
    """What a line is for; HTML shows headlines bold and folds long bodies."""

    NOTICE = "notice"  # stands first: what follows may be out of date, or articles differ
    HEADLINE = "headline"
    BODY = "body"
    SOURCE = "source"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    role: Role
    text: str


class Does(StrEnum):
    """What a tap on a button does, where an edge has more than numbered choices."""

    CHOOSE = "choose"  # answers with a fact or entry
    OPEN = "open"  # shows a page in the place of the message
    SEND = "send"  # sends a page as a message of its own
    DRAW = "draw"  # sends a picture of facts


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap: `target` is a fact or entry id, or "none" for "none of these", or the name of a page,
    or the ids of the facts of a picture with a space between them.

    `beside` puts it into the row of the button before it.
    """

    label: str
    target: str
    does: Does = Does.CHOOSE
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One reply. `outcome` is "answer", "choices", "unknown" or "help"; `articles` the ids cited, in order.

    `shown` are the ids of the facts and entries that it shows, `question` the key under which the question is logged.
    """

    outcome: str
    lines: tuple[Line, ...]
    buttons: tuple[Button, ...] = ()
    articles: tuple[str, ...] = ()
    language: Language = Language.SIMPLIFIED
    shown: tuple[str, ...] = ()
    question: str = ""

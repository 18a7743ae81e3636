"""What the buttons of administrators carry: a letter for what to do, and the case, target or decision it is done to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2s
from typing import assert_never

_CASE = "[0-9a-f]{12}"
_TARGET = "[0-9a-f]{16}"
_DATA = {
    "g": re.compile(f"({_CASE})?"),
    "p": re.compile(f"({_CASE})({_TARGET})"),
    "y": re.compile(rf"({_CASE})({_TARGET})(\d{{1,9}})"),
    "i": re.compile(f"({_CASE})"),
    "e": re.compile(f"({_CASE})"),
    "u": re.compile(r"(\d{1,18})"),
    "s": re.compile(r"(\d{1,3})"),
}


@dataclass(frozen=True, slots=True)
class ShowCase:
    """Show a case of the review; the first one where `case` is blank, or does not wait any more."""

    case: str = ""


@dataclass(frozen=True, slots=True)
class TryPhrasing:
    """See what would change if a case's question became a phrasing of a target, named by `named`."""

    case: str
    target: str


@dataclass(frozen=True, slots=True)
class MakePhrasing:
    """Make it one, if revision `on` is still live."""

    case: str
    target: str
    on: int


@dataclass(frozen=True, slots=True)
class IgnoreCase:
    case: str


@dataclass(frozen=True, slots=True)
class StartEntry:
    """Show the form for an entry that answers a case."""

    case: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Take a decision back."""

    decision: int


@dataclass(frozen=True, slots=True)
class ShowStats:
    """Show the figures of so many days."""

    days: int


AdminPress = ShowCase | TryPhrasing | MakePhrasing | IgnoreCase | StartEntry | Undo | ShowStats


def encode_admin(press: AdminPress) -> str:
    """At most 47 letters and digits."""
    match press:
        case ShowCase(case):
            return f"g{case}"
        case TryPhrasing(case, target):
            return f"p{case}{target}"
        case MakePhrasing(case, target, on):
            return f"y{case}{target}{on}"
        case IgnoreCase(case):
            return f"i{case}"
        case StartEntry(case):
            return f"e{case}"
        case Undo(decision):
            return f"u{decision}"
        case ShowStats(days):
            return f"s{days}"
        case _:
            assert_never(press)


def decode_admin(data: str) -> AdminPress | None:
    """What `encode_admin` made; None for anything else."""
    pattern = _DATA.get(data[:1])
    found = pattern.fullmatch(data[1:]) if pattern is not None and data.isascii() else None
    if found is None:
        return None
    match data[0]:
        case "g":
            return ShowCase(found[1] or "")
        case "p":
            return TryPhrasing(found[1], found[2])
        case "y":
            return MakePhrasing(found[1], found[2], int(found[3]))
        case "i":
            return IgnoreCase(found[1])
        case "e":
            return StartEntry(found[1])
        case "u":
            return Undo(int(found[1]))
        case _:
            return ShowStats(int(found[1])) if int(found[1]) else None


def named(target: str) -> str:
    """A short name for the id of a fact, entry or gap."""
    return blake2s(target.encode(), digest_size=8).hexdigest()


def target_named(name: str, targets: Iterable[str]) -> str | None:
    """The id with this short name; None where there is none (any more), or more than one."""
    found = [target for target in targets if named(target) == name]
    return found[0] if len(found) == 1 else None

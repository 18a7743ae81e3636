"""What buttons carry: a version, what to do, and the id of what it is done to, never a position; at most 64 bytes."""

from base64 import urlsafe_b64encode
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2s
from typing import assert_never

from bot.chat.admin_data import AdminPress, decode_admin, encode_admin
from bot.domain.bilingual import Language
from bot.domain.marks import Mark
from bot.reply.message import Button, Does

_VERSION = "1"
_HASHED = "#"
_LIMIT = 64  # bytes, Telegram's
_BRIEF = 6  # characters for each fact of a picture
_MARKS = {
    "y": Mark.HELPFUL, "n": Mark.NOT_HELPFUL,
    "f": Mark.WRONG_FIGURE, "o": Mark.OUTDATED, "q": Mark.NOT_MY_QUESTION,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choose:
    """Answer with a fact or entry."""

    target: str


@dataclass(frozen=True, slots=True)
class Open:
    """Show a page in the place of the message."""

    page: str


@dataclass(frozen=True, slots=True)
class Send:
    """Send a page as a message of its own."""

    page: str


@dataclass(frozen=True, slots=True)
class Draw:
    """Send a picture of facts."""

    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """Mark the reply to a question, named by its key."""

    question: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class VoteAgain:
    """Think again about the mark."""

    question: str


@dataclass(frozen=True, slots=True)
class SetLanguage:
    language: Language


class Step(StrEnum):
    """How far something is that needs a second tap."""

    ASK = "a"
    YES = "y"
    NO = "n"


@dataclass(frozen=True, slots=True)
class AskStaff:
    """Pass a question, named by its key, on to the staff."""

    question: str
    step: Step


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete what is stored of the chat."""

    step: Step


@dataclass(frozen=True, slots=True)
class Administer:
    """Something that only administrators may do."""

    press: AdminPress


Press = Choose | Open | Send | Draw | Vote | VoteAgain | SetLanguage | AskStaff | Forget | Administer


def press_of(button: Button) -> Press:
    """What a button of a message does when it is tapped."""
    match button.does:
        case Does.CHOOSE:
            return Choose(button.target)
        case Does.OPEN:
            return Open(button.target)
        case Does.SEND:
            return Send(button.target)
        case Does.DRAW:
            return Draw(tuple(button.target.split()))
        case _:
            assert_never(button.does)


def encode(press: Press) -> str:
    """Callback data: "1:<target>" for a choice, "1<letter>:<what>" otherwise; a hash where an id is too long."""
    match press:
        case Choose(target):
            return _short("", target)
        case Open(page):
            return _short("o", page)
        case Send(page):
            return _short("n", page)
        case Draw(facts):
            return f"{_VERSION}p:{''.join(_brief(id) for id in facts)}"
        case Vote(question, mark):
            letter = next(letter for letter, known in _MARKS.items() if known is mark)
            return f"{_VERSION}v:{letter}{question}"
        case VoteAgain(question):
            return f"{_VERSION}w:{question}"
        case SetLanguage(language):
            return f"{_VERSION}l:{language.value}"
        case AskStaff(question, step):
            return f"{_VERSION}s:{step.value}{question}"
        case Forget(step):
            return f"{_VERSION}f:{step.value}"
        case Administer(administered):
            return f"{_VERSION}a:{encode_admin(administered)}"
        case _:
            assert_never(press)


def decode(data: str, targets: AbstractSet[str], pages: AbstractSet[str]) -> Press | None:
    """What callback data asks for; None for data of another version, and for what is not there any more."""
    head, colon, rest = data.partition(":")
    if not colon or not head.startswith(_VERSION):
        return None
    match head.removeprefix(_VERSION):
        case "":
            target = _found(rest, targets)
            return None if target is None else Choose(target)
        case "o":
            page = _found(rest, pages)
            return None if page is None else Open(page)
        case "n":
            page = _found(rest, pages)
            return None if page is None else Send(page)
        case "p":
            known = {_brief(id): id for id in targets}
            facts = tuple(known.get(rest[i : i + _BRIEF], "") for i in range(0, len(rest), _BRIEF))
            return Draw(facts) if facts and all(facts) else None
        case "v" if rest[:1] in _MARKS and rest[1:]:
            return Vote(rest[1:], _MARKS[rest[0]])
        case "w" if rest:
            return VoteAgain(rest)
        case "l" if rest in set(Language):
            return SetLanguage(Language(rest))
        case "s" if rest[:1] in set(Step) and rest[1:]:
            return AskStaff(rest[1:], Step(rest[0]))
        case "f" if rest in set(Step):
            return Forget(Step(rest))
        case "a":
            administered = decode_admin(rest)
            return None if administered is None else Administer(administered)
        case _:
            return None


def hashed(name: str) -> str:
    """A short name for a long one: 32 letters and digits."""
    return blake2s(name.encode(), digest_size=16).hexdigest()


def _brief(id: str) -> str:
    """A name so short that ten go into one button. Were it another's too, the two could hardly be drawn together."""
    return urlsafe_b64encode(blake2s(id.encode(), digest_size=_BRIEF).digest())[:_BRIEF].decode()


def _short(kind: str, name: str) -> str:
    data = f"{_VERSION}{kind}:{name}"
    whole = len(data.encode()) <= _LIMIT and not name.startswith(_HASHED)
    return data if whole else f"{_VERSION}{kind}:{_HASHED}{hashed(name)}"


def _found(name: str, names: AbstractSet[str]) -> str | None:
    if name.startswith(_HASHED):
        return next((known for known in names if _HASHED + hashed(known) == name), None)
    return name if name in names else None

"""What an administrator sees of the review: one group of questions at a time, and what became of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact, entry or gap that a question may be asking for, by id and in words."""

    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Case:
    """A group of questions that wait for a decision. `key` names it as long as one of its questions waits.

    `count` is how often they got no answer or none that fits, `marked` how often they were marked badly; it is number
    `place` of `waiting`, and `after` is the key of the next one, blank at the end.
    """

    key: str
    question: str
    others: tuple[str, ...]
    count: int
    marked: int
    candidates: tuple[Candidate, ...]
    place: int
    waiting: int
    after: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What would change if a case's question became a phrasing of a target, on top of revision `on`.

    `changes` are lines in words; None where the target has the phrasing already. `moved` says that another revision was
    published since it was tried before.
    """

    case: Case
    target: Candidate
    on: int
    changes: tuple[str, ...] | None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class ReplyHint:
    """What is known of a reply that somebody asks about: the key of its question, the ids it offered, its text.

    All of it blank means the last reply of the chat.
    """

    key: str = ""
    offered: frozenset[str] = frozenset()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was recorded. `target` is what it attached or wrote, blank for ignored ones.

    `made` is the revision it made, if any, `path` the file it wrote, `after` the key of the case to go on with.
    """

    id: int
    question: str
    target: str = ""
    made: int | None = None
    path: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What must be filled in for an entry: lines of "key: value" as text, and in words what goes where.

    `faults` are what is wrong with what was filled in before.
    """

    case: Case
    text: str
    hints: tuple[str, ...]
    faults: tuple[str, ...] = ()

"""What is remembered of a chat's last turns: the slots a follow-up may leave empty. Stored with the chat as JSON."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Context:
    """The slots of the last turn. Ids only, so that it survives a restart and a reload; ids gone by then are ignored.

    `shown` are fact and entry ids of the last answers, newest first; `offered` the ids of the choices last shown, in
    the order of their numbers; `question` the last question as typed, so that a bare "那贵阳呢" can be read with it.
    """

    at: datetime
    parks: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    indicator: str | None = None
    period: str | None = None
    shown: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    question: str = ""

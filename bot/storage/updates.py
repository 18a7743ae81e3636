"""Which Telegram updates have been dealt with, so that none is lost and none is answered twice.

    Polling, where a reply is sent before the update is finished:
        claim(id) is OURS: handle it; finish(...)
        FINISHED: move past it                    # it was dealt with before
        ELSEWHERE: leave it, ask again later      # somebody is at it, or died over it

    Webhook, where the reply is what `finish` says: look(id), and where nothing is known, handle it and finish(...).
    No claim is needed: of two that handle the same update one finishes first, and both give its reply.

A claim is a lease, which its holder renews: if it dies, the lease lapses and the next `claim` gets it. A handler that
sent its reply itself and died before `finish` is the one case in which a reply can go out twice; Telegram has no way to
send exactly once.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeGuard, cast
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select, update

from bot.domain.turns import Context
from bot.ports import Clock
from bot.storage.contexts import load_contexts, save_contexts
from bot.storage.question_log import insert_questions
from bot.storage.tables import updates, upsert
from bot.storage.text import storable
from bot.storage.transactions import Transactions
from bot.storage.work import CurrentWork, Work

RENEWAL = timedelta(seconds=5)  # how often a process must call `renew`
LEASE = timedelta(seconds=20)  # several renewals; the replicas' clocks must agree better than this
SHORTEST_KEEPING = 2  # days; Telegram delivers an update for up to one day
_LARGEST = 2**63 - 1


class UpdateStatus(StrEnum):
    CLAIMED = "claimed"  # somebody is at it
    HANDLED = "handled"
    SKIPPED = "skipped"  # cannot be handled; the detail says why


class Standing(StrEnum):
    """What a process may do with an update."""

    OURS = "ours"
    FINISHED = "finished"
    ELSEWHERE = "elsewhere"  # another process is at it


_FINISHED = (UpdateStatus.HANDLED.value, UpdateStatus.SKIPPED.value)


@dataclass(frozen=True, slots=True)
class UpdateRecord:
    """One update that was dealt with. `at` is when, in UTC."""

    update_id: int
    status: UpdateStatus
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Finished:
    """An update that was dealt with. `detail` says why it was skipped, `response` what the webhook is to answer."""

    update_id: int
    status: UpdateStatus = UpdateStatus.HANDLED
    detail: str = ""
    response: str = ""
    work: Work = field(default_factory=Work)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update that came, and the chat whose last turn it is about, where it is about one."""

    update_id: int
    chat: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of an update: what may be done with it, and the response, empty where there is none.

    `before` is the last turn of the chat it came with, read on the way for one that is OURS; empty without a chat.
    """

    standing: Standing
    response: str = ""
    before: Mapping[str, Context | None] = field(default_factory=dict)


class SqlUpdates:
    """The updates of one bot; safe for any number of threads and replicas. Every method may raise `StorageError`."""

    def __init__(
        self, transactions: Transactions, clock: Clock, current: CurrentWork | None = None, lease: timedelta = LEASE
    ) -> None:
        self._transactions = transactions
        self._clock = clock
        self._current = current or CurrentWork()
        self._lease = lease
        self._owner = uuid4().hex  # tells this process's claims from those of others and of its earlier lives

    def working(self, before: Mapping[str, Context | None] | None = None) -> AbstractContextManager[Work]:
        """Hold back what is logged and remembered inside the block, for `finish`; `before` need not be read again."""
        return self._current.working(before)

    def claim(self, update_id: int) -> bool:
        """Take an update for handling: True for exactly one caller, until it is finished, released or the lease ends.

        False: it is finished (`seen` says so), or somebody else is at it.
        """
        return self.claim_all([Arrival(update_id)])[0].standing is Standing.OURS

    def claim_all(self, arrivals: Sequence[Arrival]) -> list[Known]:
        """Take updates for handling, no id twice; returns what was got, in order. An update is OURS once."""
        now = self._clock()
        update_ids = [arrival.update_id for arrival in arrivals]
        claimed: dict[str, object] = {"status": UpdateStatus.CLAIMED.value, "detail": self._owner, "at": now}
        with self._transactions.writing() as connection:
            rows = [{"update_id": update_id, **claimed} for update_id in update_ids]
            taken = _put(connection, rows, where=self._lapsed(now))
            known = self._known(connection, [u for u in update_ids if u not in taken], now)
            ours = {u: Known(Standing.OURS) for u in taken}
            return _with_turns(connection, arrivals, {u: _others(k) for u, k in known.items()} | ours)

    def look(self, arrivals: Sequence[Arrival]) -> list[Known]:
        """What is known of updates, in order. OURS is one that nobody is at; nothing is claimed."""
        with self._transactions.reading() as connection:
            known = self._known(connection, [arrival.update_id for arrival in arrivals], self._clock())
            return _with_turns(connection, arrivals, known)

    def finish(self, items: Sequence[Finished]) -> list[Known]:
        """Store updates that were dealt with and what they leave behind, no id twice, all or none.

        Returns what counts for each, in order: OURS, stored with its work and its response; or FINISHED by somebody
        else before, with their response, or ELSEWHERE, claimed by somebody else, and nothing of it is stored.
        """
        now = self._clock()
        with self._transactions.writing() as connection:
            free = or_(self._lapsed(now), and_(_claimed(), updates.c.detail == self._owner))
            stored = _put(connection, [_row(item, now) for item in items], where=free)
            known = self._known(connection, [i.update_id for i in items if i.update_id not in stored], now)
            contexts: dict[str, Context] = {}
            for item in items:
                if item.update_id in stored:
                    contexts.update(item.work.contexts)
            save_contexts(connection, contexts, now)
            insert_questions(connection, [q for i in items if i.update_id in stored for q in i.work.questions])
        return [
            Known(Standing.OURS, i.response) if i.update_id in stored else _others(known[i.update_id]) for i in items
        ]

    def done(self, update_id: int) -> None:
        """The update is handled: it will never be claimed again."""
        self.finish([Finished(update_id)])

    def mark(self, update_id: int, status: UpdateStatus, detail: str = "") -> None:
        """Finish an update, unless another process is at it; `detail` says why it was skipped."""
        self.finish([Finished(update_id, status, detail)])

    def seen(self, update_id: int) -> bool:
        """Whether the update is finished. One that is only claimed is not: its handler may die."""
        return self.look([Arrival(update_id)])[0].standing is Standing.FINISHED

    def renew(self, update_ids: AbstractSet[int]) -> None:
        """Begin the leases of this process's claims anew; ids that it has not claimed are passed over."""
        ours = and_(_claimed(), updates.c.detail == self._owner, updates.c.update_id.in_(update_ids))
        with self._transactions.writing() as connection:
            connection.execute(update(updates).where(ours).values(at=self._clock()))

    def release(self, update_id: int) -> None:
        """Give up this process's claim, so that anybody can take it at once. Nothing happens without such a claim."""
        self._delete(and_(_claimed(), updates.c.update_id == update_id, updates.c.detail == self._owner))

    def release_abandoned(self) -> int:
        """Free all claims of others without waiting for their leases; returns how many.

        Only for a process that is the only one, as a polling bot is when it starts: what died before it must not wait.
        """
        return self._delete(and_(_claimed(), updates.c.detail != self._owner))

    def last(self) -> UpdateRecord | None:
        """The update finished last. By time: Telegram's numbers start anew after a quiet week."""
        query = select(updates).where(updates.c.status.in_(_FINISHED))
        query = query.order_by(updates.c.at.desc(), updates.c.update_id.desc()).limit(1)
        with self._transactions.reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else UpdateRecord(row.update_id, UpdateStatus(row.status), row.detail, row.at)

    def prune(self, days: int) -> int:
        """Forget updates older than `days`; returns how many. At least 2: Telegram may repeat an update for a day."""
        if days < SHORTEST_KEEPING:
            raise ValueError(f"updates must be kept for at least {SHORTEST_KEEPING} days")
        return self._delete(updates.c.at < self._clock() - timedelta(days=days))

    def _known(self, connection: Connection, update_ids: Sequence[int], now: datetime) -> Mapping[int, Known]:
        return dict(self._rows(connection, update_ids, now)) if update_ids else {}

    def _rows(self, connection: Connection, update_ids: Sequence[int], now: datetime) -> Iterator[tuple[int, Known]]:
        query = select(updates).where(updates.c.update_id.in_(update_ids))
        for row in connection.execute(query):
            if row.status in _FINISHED:
                yield row.update_id, Known(Standing.FINISHED, row.response)
            else:
                ours = row.detail == self._owner or row.at <= now - self._lease
                yield row.update_id, Known(Standing.OURS if ours else Standing.ELSEWHERE)

    def _lapsed(self, now: datetime) -> ColumnElement[bool]:
        return and_(_claimed(), updates.c.at <= now - self._lease)

    def _delete(self, condition: ColumnElement[bool]) -> int:
        with self._transactions.writing() as connection:
            return connection.execute(delete(updates).where(condition)).rowcount


def storable_id(update_id: object) -> TypeGuard[int]:
    """Whether something can be the number of an update."""
    return isinstance(update_id, int) and not isinstance(update_id, bool) and 0 <= update_id <= _LARGEST


def _put(connection: Connection, rows: list[dict[str, object]], where: ColumnElement[bool]) -> set[int]:
    """Insert updates, or overwrite those of which `where` is true; returns the ids of both."""
    # In one order everywhere: replicas that wait for each other's rows crosswise would wait for ever.
    rows = sorted(rows, key=lambda row: cast(int, row["update_id"]))
    insert = upsert(connection, updates)
    new = {name: insert.excluded[name] for name in rows[0] if name != "update_id"}
    insert = insert.on_conflict_do_update(index_elements=["update_id"], set_=new, where=where)
    return set(connection.execute(insert.returning(updates.c.update_id), rows).scalars())


def _with_turns(connection: Connection, arrivals: Sequence[Arrival], known: Mapping[int, Known]) -> list[Known]:
    """What is known of arrivals, in order, with the last turns of the chats of those that are to be handled."""
    found = [(known.get(arrival.update_id, Known(Standing.OURS)), arrival.chat) for arrival in arrivals]
    ours = {chat for one, chat in found if one.standing is Standing.OURS and chat is not None}
    turns = load_contexts(connection, ours)
    return [
        replace(one, before={chat: turns[chat]}) if one.standing is Standing.OURS and chat is not None else one
        for one, chat in found
    ]


def _row(item: Finished, now: datetime) -> dict[str, object]:
    if item.status not in _FINISHED:
        raise ValueError(f"an update cannot be finished as {item.status}")
    return {
        "update_id": item.update_id,
        "status": item.status.value,
        "detail": storable(item.detail),
        "response": storable(item.response),
        "at": now,
    }


def _others(known: Known) -> Known:
    return known if known.standing is Standing.FINISHED else Known(Standing.ELSEWHERE)


def _claimed() -> ColumnElement[bool]:
    return updates.c.status == UpdateStatus.CLAIMED.value

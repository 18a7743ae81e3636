"""Which Telegram updates have been dealt with, so that none is lost and none is answered twice.

    if updates.claim(id): handle it; updates.done(id)       # mark(id, SKIPPED, why) if it cannot be handled
    elif updates.seen(id): move past it                     # it was dealt with before
    else: leave it, ask again later                         # somebody is at it, or died over it

A claim is a lease: if its holder dies, it lapses and the next `claim` gets it. A handler that sent its reply and died
before `done` is the one case in which a reply can go out twice; Telegram has no way to send exactly once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, delete, select

from bot.ports import Clock
from bot.storage.tables import updates, upsert
from bot.storage.text import storable
from bot.storage.transactions import Transactions

LEASE = timedelta(seconds=60)  # far longer than an answer takes; the replicas' clocks must agree better than this
SHORTEST_KEEPING = 2  # days; Telegram delivers an update for up to one day


class UpdateStatus(StrEnum):
    CLAIMED = "claimed"  # somebody is at it
    HANDLED = "handled"
    SKIPPED = "skipped"  # cannot be handled; the detail says why


_FINISHED = (UpdateStatus.HANDLED.value, UpdateStatus.SKIPPED.value)


@dataclass(frozen=True, slots=True)
class UpdateRecord:
    """One update that was dealt with. `at` is when, in UTC."""

    update_id: int
    status: UpdateStatus
    detail: str
    at: datetime


class SqlUpdates:
    """The updates of one bot; safe for any number of threads and replicas. Every method may raise `StorageError`."""

    def __init__(self, transactions: Transactions, clock: Clock, lease: timedelta = LEASE) -> None:
        self._transactions = transactions
        self._clock = clock
        self._lease = lease
        self._owner = uuid4().hex  # tells this process's claims from those of others and of its earlier lives

    def claim(self, update_id: int) -> bool:
        """Take an update for handling: True for exactly one caller, until it is finished, released or the lease ends.

        False: it is finished (`seen` says so), or somebody else is at it.
        """
        now = self._clock()
        row = {"status": UpdateStatus.CLAIMED.value, "detail": self._owner, "at": now}
        lapsed = and_(_claimed(), updates.c.at <= now - self._lease)
        with self._transactions.writing() as connection:
            insert = upsert(connection, updates).values(update_id=update_id, **row)
            statement = insert.on_conflict_do_update(index_elements=["update_id"], set_=row, where=lapsed)
            options = {"preserve_rowcount": True}
            return connection.execute(statement, execution_options=options).rowcount == 1

    def done(self, update_id: int) -> None:
        """The update is handled: it will never be claimed again."""
        self.mark(update_id, UpdateStatus.HANDLED)

    def mark(self, update_id: int, status: UpdateStatus, detail: str = "") -> None:
        """Finish an update, claimed or not, as handled or skipped; `detail` says why it was skipped."""
        if status not in _FINISHED:
            raise ValueError(f"an update cannot be finished as {status}")
        row = {"status": status.value, "detail": storable(detail), "at": self._clock()}
        with self._transactions.writing() as connection:
            insert = upsert(connection, updates).values(update_id=update_id, **row)
            connection.execute(insert.on_conflict_do_update(index_elements=["update_id"], set_=row))

    def seen(self, update_id: int) -> bool:
        """Whether the update is finished. One that is only claimed is not: its handler may die."""
        query = select(updates.c.update_id).where(updates.c.update_id == update_id, updates.c.status.in_(_FINISHED))
        with self._transactions.reading() as connection:
            return connection.execute(query).first() is not None

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

    def _delete(self, condition: ColumnElement[bool]) -> int:
        with self._transactions.writing() as connection:
            return connection.execute(delete(updates).where(condition)).rowcount


def _claimed() -> ColumnElement[bool]:
    return updates.c.status == UpdateStatus.CLAIMED.value

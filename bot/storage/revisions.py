"""Published revisions: numbered, never changed, written whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Row, Table, func, insert, select, text, update

from bot.domain.bilingual import Bilingual
from bot.domain.errors import BilingualError
from bot.domain.revision import Revision
from bot.domain.rows import Row as ContentRow
from bot.domain.rows import rows
from bot.ports import Clock
from bot.storage.content_tables import SECTIONS, content_files, holds_at, revisions
from bot.storage.decisions import NewDecision, mark_undone
from bot.storage.decisions import add as add_decision
from bot.storage.text import storable
from bot.storage.transactions import Transactions

_CHUNK = 200  # rows an UPDATE names at once; SQLite limits the number of values


class Origin(StrEnum):
    """Where a revision came from."""

    FILES = "files"
    ROLLBACK = "rollback"
    REVIEW = "review"


class RevisionError(BilingualError):
    """The revision is not there, or another one was published meanwhile."""


@dataclass(frozen=True, slots=True)
class RevisionRecord:
    """One revision, without its content. `digest` is that of the files (SHA-256, hexadecimal)."""

    number: int
    at: datetime
    author: str
    origin: Origin
    note: str
    digest: str
    restores: int | None
    changes: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class NewRevision:
    """What is to be published: the files' texts by name, what they hold, and where it came from."""

    files: Mapping[str, str]
    content: Revision
    author: str
    origin: Origin
    note: str = ""
    restores: int | None = None
    changes: tuple[Bilingual, ...] = ()
    decision: NewDecision | None = None  # of the review, recorded in the same transaction
    undoes: int | None = None  # the decision that this takes back


class SqlRevisions:
    """The revisions of one database; safe for any number of threads and processes. May raise `StorageError`."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    def live_number(self) -> int | None:
        """The number of the revision that is served: the last one; None before the first."""
        with self._transactions.reading() as connection:
            return _last(connection)

    def live(self) -> RevisionRecord | None:
        """The revision that is served."""
        number = self.live_number()
        return None if number is None else self.record(number)

    def record(self, number: int) -> RevisionRecord:
        """One revision. Raises RevisionError where there is none of this number."""
        with self._transactions.reading() as connection:
            row = connection.execute(select(revisions).where(revisions.c.number == number)).first()
        if row is None:
            raise RevisionError(
                Bilingual(
                    f"没有第 {number} 版。`parkbot revisions` 列出所有版本。",
                    f"There is no revision {number}. `parkbot revisions` lists those there are.",
                )
            )
        return _record(row)

    def records(self, limit: int) -> tuple[RevisionRecord, ...]:
        """The last `limit` revisions, newest first."""
        query = select(revisions).order_by(revisions.c.number.desc()).limit(limit)
        with self._transactions.reading() as connection:
            return tuple(_record(row) for row in connection.execute(query))

    def last_from_files(self) -> int:
        """The number of the last revision that was published from files; 0 where there is none."""
        query = select(func.max(revisions.c.number)).where(revisions.c.origin == Origin.FILES.value)
        with self._transactions.reading() as connection:
            return connection.execute(query).scalar_one_or_none() or 0

    def files(self, number: int) -> dict[str, str]:
        """The texts of the files of a revision, by name, exactly as they were published."""
        query = select(content_files.c.id, content_files.c.text).where(holds_at(content_files, number))
        with self._transactions.reading() as connection:
            found = {row.id: row.text for row in connection.execute(query)}
        # As the files on disk are sorted: the order of items is part of the content.
        return dict(sorted(found.items()))

    def publish(self, new: NewRevision, on: int | None) -> RevisionRecord:
        """Write one revision as the successor of `on`, in one transaction, and return it.

        Raises:
            RevisionError: meanwhile another revision than `on` is live; nothing was written.
        """
        with self._transactions.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("LOCK TABLE revisions IN EXCLUSIVE MODE"))  # readers go on
            live = _last(connection)
            if live != on:
                raise RevisionError(
                    Bilingual(
                        f"这期间有人发布了第 {live} 版；什么也没有改。先看看它（`parkbot diff`），再发布一次。",
                        f"Revision {live} was published meanwhile; nothing was changed. Look at it (`parkbot diff`) "
                        "and publish again.",
                    )
                )
            number = (live or 0) + 1
            row = {
                "number": number,
                "at": self._clock(),
                "author": storable(new.author),
                "origin": new.origin.value,
                "note": storable(new.note),
                "digest": new.content.digest,
                "restores": new.restores,
                "changes": [[storable(c.zh), storable(c.en)] for c in new.changes],
            }
            connection.execute(insert(revisions), row)
            _replace(connection, content_files, number, {n: {"id": n, "text": t} for n, t in new.files.items()})
            for section, items in rows(new.content).items():
                _replace(connection, SECTIONS[section], number, items)
            if new.decision is not None:
                add_decision(connection, new.decision, self._clock(), number)
            if new.undoes is not None:
                mark_undone(connection, new.undoes, new.author, self._clock())
        return self.record(number)


def _replace(connection: Connection, table: Table, number: int, wanted: Mapping[str, ContentRow]) -> None:
    """Make `wanted` what the table holds from revision `number` on; rows that stay the same are not touched."""
    names = [c.name for c in table.columns if c.name not in ("since", "until")]
    present = connection.execute(select(*(table.c[n] for n in names)).where(table.c.until.is_(None)))
    live = {row["id"]: dict(row) for row in present.mappings()}
    ended = [id for id, row in live.items() if row != wanted.get(id)]
    begun = [{**row, "since": number} for id, row in wanted.items() if row != live.get(id)]
    for start in range(0, len(ended), _CHUNK):
        those = table.c.until.is_(None) & table.c.id.in_(ended[start : start + _CHUNK])
        connection.execute(update(table).where(those).values(until=number))
    if begun:
        connection.execute(insert(table), begun)


def _last(connection: Connection) -> int | None:
    return connection.execute(select(func.max(revisions.c.number))).scalar_one_or_none()


def _record(row: Row[tuple[object, ...]]) -> RevisionRecord:
    return RevisionRecord(
        number=row.number,
        at=row.at,
        author=row.author,
        origin=Origin(row.origin),
        note=row.note,
        digest=row.digest,
        restores=row.restores,
        changes=tuple(Bilingual(zh, en) for zh, en in row.changes),
    )

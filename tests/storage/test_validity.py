"""Dates of the content in the published tables, and databases from before there were any."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from builders import FACTS, revision
from sqlalchemy import insert, select, text

import bot.storage.migrations
from bot.domain.bilingual import Bilingual, Names
from bot.domain.gaps import Gap
from bot.domain.rows import gap
from bot.domain.validity import Validity
from bot.storage.content_tables import SECTIONS
from bot.storage.database import Database
from bot.storage.engine import parse_url
from bot.storage.revisions import NewRevision, Origin
from bot.storage.schema import migrate
from bot.storage.transactions import Transactions

DATES = Validity(date(2027, 1, 31), date(2027, 6, 30))
RENT = Gap("rent", "east", Bilingual("租金", "the rent"), Names(("租金多少",), ("the rent",)))


def dates(url: str, section: str) -> list[tuple[object, ...]]:
    table, reader = SECTIONS[section], Transactions(parse_url(url))
    with reader.reading() as connection:
        query = select(table.c.since, table.c.until, table.c.review, table.c.expires).order_by(table.c.since)
        found = [tuple(row) for row in connection.execute(query.where(table.c.id.in_([FACTS[0].id, RENT.id])))]
    reader.close()
    return found


def test_dates_are_stored_with_their_revision(database: Database, database_url: str) -> None:
    dated = revision(facts=[replace(FACTS[0], validity=DATES)])
    database.revisions.publish(NewRevision({}, revision(), "me", Origin.FILES), None)
    database.revisions.publish(NewRevision({}, dated, "me", Origin.FILES), 1)
    assert dates(database_url, "facts") == [(1, 2, None, None), (2, None, "2027-01-31", "2027-06-30")]


def test_a_database_from_before_there_were_dates_keeps_its_rows(database_url: str, tmp_path: Path) -> None:
    earlier = Path(shutil.copytree(Path(bot.storage.migrations.__path__[0]), tmp_path / "migrations"))
    for file in (earlier / "versions").glob("r*.py"):
        if file.name >= "r0005":
            file.unlink()
    old = Transactions(parse_url(database_url))
    migrate(old, str(earlier))
    row = {key: value for key, value in gap(RENT).items() if key not in ("review", "expires")}
    with old.writing() as connection:
        connection.execute(insert(SECTIONS["gaps"]), {**row, "since": 1})
        connection.execute(
            text(
                "INSERT INTO revisions (number, at, author, origin, note, digest, changes) "
                "VALUES (1, '2026-01-01 00:00:00+00', 'me', 'files', '', 'd', '[]')"
            )
        )
    old.close()
    held = replace(revision(), gaps={RENT.id: RENT})
    with Database.open(database_url) as database:
        assert dates(database_url, "gaps") == [(1, None, None, None)]
        database.revisions.publish(NewRevision({}, held, "me", Origin.FILES), 1)
        assert dates(database_url, "gaps") == [(1, None, None, None)]  # the same row: nothing of it has changed
        later = replace(held, gaps={RENT.id: replace(RENT, validity=DATES)})
        database.revisions.publish(NewRevision({}, later, "me", Origin.FILES), 2)
    assert dates(database_url, "gaps") == [(1, 3, None, None), (3, None, "2027-01-31", "2027-06-30")]

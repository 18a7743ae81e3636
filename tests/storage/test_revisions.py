"""Revisions: numbered, whole, never changed, and readable as tables."""

from collections.abc import Mapping
from dataclasses import replace
from threading import Thread

import pytest
from builders import fact, revision
from sqlalchemy import text

from bot.domain.bilingual import Bilingual, Names
from bot.domain.facts import Status
from bot.domain.gaps import Gap
from bot.domain.revision import Revision
from bot.storage.database import Database
from bot.storage.engine import parse_url
from bot.storage.revisions import NewRevision, Origin, RevisionError
from bot.storage.transactions import Transactions

FILES = {"data/a.yaml": "# 一\r\nfacts: []\n", "faq/b.yaml": "\ufeff“引号”\n"}


def new(content: Revision, files: Mapping[str, str] = FILES, note: str = "") -> NewRevision:
    return NewRevision(files, content, "li", Origin.FILES, note, changes=(Bilingual("变了", "changed"),))


@pytest.fixture
def content() -> Revision:
    return replace(revision(), digest="d1")


def query(url: str, sql: str) -> list[tuple[object, ...]]:
    transactions = Transactions(parse_url(url))
    with transactions.reading() as connection:
        found = [tuple(row) for row in connection.execute(text(sql))]
    transactions.close()
    return found


def test_a_revision_is_kept_as_it_was_published(database: Database, content: Revision) -> None:
    assert database.revisions.live() is None
    written = database.revisions.publish(new(content, note="起步"), None)
    assert (written.number, written.author, written.note, written.digest) == (1, "li", "起步", "d1")
    assert written.changes == (Bilingual("变了", "changed"),)
    assert database.revisions.live() == written
    assert database.revisions.files(1) == FILES


def test_facts_can_be_queried_as_they_were_at_any_revision(
    database: Database, database_url: str, content: Revision
) -> None:
    database.revisions.publish(new(content), None)
    some = next(iter(content.facts.values()))
    corrected = fact(some.id, some.park, some.indicator, some.period, Status.ACTUAL, "超19亿元")
    facts = {**content.facts, some.id: corrected, "more": replace(corrected, id="more")}
    database.revisions.publish(new(replace(content, facts=facts, digest="d2")), 1)
    live = query(database_url, f"SELECT quantity, amount FROM facts WHERE id = '{some.id}' AND until IS NULL")
    assert live == [("超19亿元", "1900000000")]
    early = f"SELECT quantity FROM facts WHERE id = '{some.id}' AND since <= 1 AND (until IS NULL OR until > 1)"
    assert query(database_url, early) == [(some.quantity.written,)]
    count = query(database_url, "SELECT count(*) FROM facts WHERE until IS NULL")
    assert count == [(len(content.facts) + 1,)]
    unchanged = query(database_url, "SELECT count(*) FROM entries")
    assert unchanged == [(len(content.entries),)]


def test_what_is_gone_is_in_no_later_revision(database: Database, database_url: str, content: Revision) -> None:
    database.revisions.publish(new(content), None)
    database.revisions.publish(new(replace(content, facts={}, digest="d2"), {"data/a.yaml": "x"}), 1)
    assert query(database_url, "SELECT count(*) FROM facts WHERE until IS NULL") == [(0,)]
    assert database.revisions.files(2) == {"data/a.yaml": "x"}
    assert database.revisions.files(1) == FILES
    database.revisions.publish(new(content), 2)
    assert database.revisions.files(3) == FILES
    assert query(database_url, "SELECT count(*) FROM facts WHERE until IS NULL") == [(len(content.facts),)]


def test_who_works_on_an_old_state_is_refused(database: Database, content: Revision) -> None:
    database.revisions.publish(new(content), None)
    for on in (None, 7):
        with pytest.raises(RevisionError, match="Revision 1 was published meanwhile"):
            database.revisions.publish(new(replace(content, digest="d2")), on)
    assert database.revisions.live_number() == 1
    with pytest.raises(RevisionError, match="no revision 2"):
        database.revisions.record(2)


def test_of_many_publishes_at_once_one_is_written(database_url: str, database: Database, content: Revision) -> None:
    refused: list[RevisionError] = []

    def publish(number: int) -> None:
        with Database.open(database_url) as own:
            try:
                own.revisions.publish(new(replace(content, digest=f"t{number}")), None)
            except RevisionError as error:
                refused.append(error)

    threads = [Thread(target=publish, args=(n,)) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(refused) == 4
    assert [r.number for r in database.revisions.records(10)] == [1]
    assert query(database_url, "SELECT count(*) FROM facts") == [(len(content.facts),)]


def test_every_column_of_a_table_is_filled(database: Database, database_url: str, content: Revision) -> None:
    database.revisions.publish(new(content), None)
    gap = Gap("bus", "east", Bilingual("有没有公交", "buses"), Names(("有公交吗",)), ("x",))
    some = next(iter(content.facts.values()))
    facts = {**content.facts, "part": replace(some, id="part", part_of=some.id, per="亩")}
    content = replace(content, gaps={"bus": gap}, facts=facts, digest="d2")
    database.revisions.publish(new(content), 1)
    sections = ("articles", "parks", "names", "indicators", "facts", "entries", "gaps")
    for section in sections:
        ids = query(database_url, f"SELECT id FROM {section} WHERE until IS NULL ORDER BY id")
        assert [row[0] for row in ids] == sorted(getattr(content, section))
    assert query(database_url, "SELECT part_of, per FROM facts WHERE id = 'part'") == [(some.id, "亩")]
    assert query(database_url, "SELECT park, lacks_zh, lacks_en FROM gaps") == [("east", "有没有公交", "buses")]
    texts = query(database_url, "SELECT answer_zh, park FROM entries ORDER BY id")
    assert texts == [(e.answer.zh, e.park) for _, e in sorted(content.entries.items())]

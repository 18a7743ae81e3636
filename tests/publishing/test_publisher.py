"""Draft to live: what is told, what is refused, and going back."""

import json
from pathlib import Path

import pytest
from program import ROOT

from bot.content.load import load
from bot.domain.bilingual import Language
from bot.domain.rows import rows
from bot.errors import ContentError, ParkbotError
from bot.publishing.publisher import Publisher, Refused, read_revision, roll_back
from bot.publishing.start import first_revision
from bot.storage.database import Database
from bot.storage.revisions import Origin, RevisionError
from publishing.conftest import Edit, make_publisher, publish

QUESTION = {
    "id": "1", "chat": "1", "text": "柳树湾产业园有多少座厂房", "lang": "zh", "kind": "figure", "expect": "answer",
    "article": ["willow"], "must": [["37"]],
}  # fmt: skip


def test_the_shipped_content_comes_back_equal(database: Database) -> None:
    """Everything of it: gaps, what figures are parts of and for each of, synonyms, what is left out."""
    record = first_revision(database.revisions, ROOT, Language.ENGLISH)
    draft = load(ROOT).revision
    assert draft is not None
    assert draft.gaps
    assert any(fact.part_of for fact in draft.facts.values())
    assert any(fact.per for fact in draft.facts.values())
    kept = read_revision(database.revisions, record.number)
    assert kept == draft
    assert list(kept.facts) == list(draft.facts)  # in the same order
    assert rows(kept) == rows(draft)


def tables(root: Path, *questions: dict[str, object], right: int = 0) -> None:
    (root / "questions").mkdir()
    rows = "\n".join(json.dumps(q, ensure_ascii=False) for q in questions)
    (root / "questions" / "plain.jsonl").write_text(rows, encoding="utf-8")
    (root / "pyproject.toml").write_text(f"[tool.parkbot.bars]\nall = {{ right = {right} }}\n", encoding="utf-8")


def test_what_is_published_is_what_the_files_hold(publisher: Publisher, database: Database, root: Path) -> None:
    assert publish(publisher, root) == 1
    kept = database.revisions.files(1)
    assert {n: t.encode() for n, t in kept.items()} == {
        str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*.yaml"))
    }
    content = read_revision(database.revisions, 1)
    assert content.facts["willow-workshops"].quantity.written == "37座"
    assert content.digest == database.revisions.record(1).digest


def test_files_that_are_live_already_are_not_published_again(publisher: Publisher, root: Path) -> None:
    publish(publisher, root)
    assert publisher.plan(root) is None


def test_the_plan_tells_the_difference(publisher: Publisher, root: Path, edit: Edit) -> None:
    publish(publisher, root)
    edit('"37座"', '"39座"')
    plan = publisher.plan(root)
    assert plan is not None
    assert [line.en for line in plan.changes] == ["fact willow-workshops: figure 37座 → 39座"]
    assert plan.removed == ()
    edit("  - id: willow-exports-2022", "  - id: willow-exports-2023")
    plan = publisher.plan(root)
    assert plan is not None
    assert plan.removed == ("willow-exports-2022",)


def test_errors_are_named_and_nothing_is_published(
    publisher: Publisher, database: Database, root: Path, edit: Edit
) -> None:
    publish(publisher, root)
    edit("indicator: workshops", "indicator: workshop")
    with pytest.raises(Refused, match=r"data/all.yaml:36:\d+  .*workshop"):
        publisher.plan(root)
    assert database.revisions.live_number() == 1


def test_table_questions_that_get_another_reply_are_listed(database: Database, root: Path, edit: Edit) -> None:
    tables(root, QUESTION)
    publisher = make_publisher(database, root)
    publish(publisher, root)
    edit('"37座"', '"39座"')
    plan = publisher.plan(root)
    assert plan is not None
    assert [line.en for line in plan.replies] == ["“柳树湾产业园有多少座厂房” (right → wrong): 37座 → 39座"]


def test_below_the_bars_nothing_is_published(database: Database, root: Path, edit: Edit) -> None:
    tables(root, QUESTION, right=90)
    publisher = make_publisher(database, root)
    publish(publisher, root)
    edit('"37座"', '"39座"')
    with pytest.raises(Refused, match=r"all: 0.0 % right, the bar is 90 %\n.*37座 → 39座"):
        publisher.plan(root)
    assert database.revisions.live_number() == 1


def test_a_table_that_cannot_be_read_is_named(database: Database, root: Path) -> None:
    tables(root, {**QUESTION, "kind": "odd"})
    with pytest.raises(ParkbotError, match=r'plain\.jsonl:1: "kind"'):
        make_publisher(database, root)


def test_who_was_overtaken_is_told(publisher: Publisher, root: Path, edit: Edit) -> None:
    publish(publisher, root)
    edit('"37座"', '"38座"')
    slow = publisher.plan(root)
    edit('"38座"', '"39座"')
    publish(publisher, root)
    assert slow is not None
    with pytest.raises(RevisionError, match="Revision 2 was published meanwhile"):
        publisher.write(slow, "wang")


def test_going_back_makes_a_new_revision(publisher: Publisher, database: Database, root: Path, edit: Edit) -> None:
    publish(publisher, root)
    edit('"37座"', '"39座"')
    publish(publisher, root)
    back = roll_back(database.revisions, 1, "wang", "typo")
    assert (back.number, back.origin, back.restores, back.note) == (3, Origin.ROLLBACK, 1, "typo")
    assert [line.en for line in back.changes] == ["fact willow-workshops: figure 39座 → 37座"]
    assert database.revisions.files(3) == database.revisions.files(1) != database.revisions.files(2)
    with pytest.raises(RevisionError, match="live already"):
        roll_back(database.revisions, 1, "wang")
    with pytest.raises(RevisionError, match="no revision 9"):
        roll_back(database.revisions, 9, "wang")


def test_a_damaged_revision_is_noticed_and_can_be_replaced(
    publisher: Publisher, database: Database, root: Path, edit: Edit
) -> None:
    publish(publisher, root)
    _run(database, "UPDATE content_files SET text = replace(text, '37', '73') WHERE id = 'data/all.yaml'")
    with pytest.raises(RevisionError, match="damaged"):
        read_revision(database.revisions, 1)
    edit('"37座"', '"39座"')
    assert publish(publisher, root) == 2
    assert read_revision(database.revisions, 2).facts["willow-workshops"].quantity.written == "39座"


def test_a_revision_of_another_version_of_the_program_is_named(
    publisher: Publisher, database: Database, root: Path
) -> None:
    import hashlib

    publish(publisher, root)
    text = "facts: []\nweather: []\n"
    digest = hashlib.sha256(f"data/a.yaml\0{len(text)}\0{text}".encode()).hexdigest()
    _run(database, "DELETE FROM content_files")
    _run(database, f"INSERT INTO content_files (id, text, since) VALUES ('data/a.yaml', '{text}', 1)")
    _run(database, f"UPDATE revisions SET digest = '{digest}'")
    with pytest.raises(ContentError, match=r"cannot be read by this version(.|\n)*weather"):
        read_revision(database.revisions, 1)


def _run(database: Database, sql: str) -> None:
    import sqlite3

    connection = sqlite3.connect(str(database._transactions.engine.url.database))
    connection.execute(sql)
    connection.commit()
    connection.close()

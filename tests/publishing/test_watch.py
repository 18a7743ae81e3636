"""Publishing by itself: good edits go live, bad ones are reported, nothing is removed, half-saved files wait."""

import logging
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from bot.domain.bilingual import Language
from bot.publishing.gentle import Gentle
from bot.publishing.publisher import Publisher
from bot.publishing.watch import Watcher, edits
from bot.storage.database import Database
from publishing.conftest import Edit, publish


@pytest.fixture
def watcher(publisher: Publisher, root: Path, caplog: pytest.LogCaptureFixture) -> Watcher:
    caplog.set_level(logging.INFO)
    publish(publisher, root)
    return Watcher(root, publisher, "li", Language.ENGLISH, Gentle(), every=0.05)


def test_a_good_edit_is_published(watcher: Watcher, database: Database, edit: Edit, caplog: pytest.LogCaptureFixture) -> None:  # fmt: skip # noqa: E501
    edit('"37座"', '"39座"')
    watcher.edited()
    assert database.revisions.live_number() == 2
    assert "published revision 2\n  fact willow-workshops: figure 37座 → 39座" in caplog.text


def test_a_bad_edit_is_reported_and_mended_later(
    watcher: Watcher, database: Database, edit: Edit, caplog: pytest.LogCaptureFixture
) -> None:
    edit('"37座"', '"很多座"')
    watcher.edited()
    assert database.revisions.live_number() == 1
    assert "data/all.yaml:39:" in caplog.text
    edit('"很多座"', '"39座"')
    watcher.edited()
    assert database.revisions.live_number() == 2


def test_nothing_is_removed_by_itself(watcher: Watcher, database: Database, root: Path, caplog: pytest.LogCaptureFixture) -> None:  # fmt: skip # noqa: E501
    """A file that was saved only to the end of an entry is good YAML, and would take the rest out of service."""
    file = root / "data" / "all.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("  - id: willow-exports-2022")], encoding="utf-8")
    watcher.edited()
    assert database.revisions.live_number() == 1
    assert "removes willow-exports-2022" in caplog.text


def test_edits_are_noticed_while_the_bot_runs(watcher: Watcher, database: Database, edit: Edit) -> None:
    with watcher:
        Event().wait(0.3)
        assert database.revisions.live_number() == 1
        edit('"37座"', '"39座"')
        for _ in range(600):
            if database.revisions.live_number() == 2:
                break
            Event().wait(0.05)
    assert database.revisions.live_number() == 2


def test_a_file_counts_once_it_has_settled(root: Path) -> None:
    """Written in pieces, slowly: seen once, whole."""
    stop, seen = Event(), []
    file = root / "data" / "new.yaml"

    def look() -> None:
        for _ in edits(root, stop, every=0.2):
            seen.append(file.read_text(encoding="utf-8") if file.exists() else "")

    thread = Thread(target=look)
    thread.start()
    try:
        _until(lambda: len(seen) == 1)
        with file.open("w", encoding="utf-8") as stream:
            for piece in ("facts:\n", "  # one\n", "  # two\n", "  # three\n"):
                stream.write(piece)
                stream.flush()
                Event().wait(0.04)
        _until(lambda: len(seen) == 2)
    finally:
        stop.set()
        thread.join(10)
    assert seen == ["", "facts:\n  # one\n  # two\n  # three\n"]


def _until(true: object) -> None:
    for _ in _ticks():
        if true():  # type: ignore[operator]
            return
    raise AssertionError("it never happened")


def _ticks() -> Iterator[None]:
    for _ in range(400):
        Event().wait(0.02)
        yield

"""A database, a draft folder to edit, and a publisher for it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from program import SMALL_CONTENT

from bot.bootstrap import core_of
from bot.domain.bilingual import Language
from bot.publishing.answers import tables_of
from bot.publishing.publisher import Publisher
from bot.storage.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(f"sqlite:///{tmp_path / 'parkbot.sqlite3'}") as opened:
        yield opened


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small content, to edit."""
    return Path(shutil.copytree(SMALL_CONTENT, tmp_path / "content"))


Edit = Callable[..., None]


@pytest.fixture
def edit(root: Path) -> Edit:
    """Replace a text in the file of facts, or in another."""

    def _edit(old: str, new: str, name: str = "data/all.yaml") -> None:
        file = root / name
        text = file.read_text(encoding="utf-8")
        assert old in text, "the small content no longer holds what the test wants to change"
        file.write_text(text.replace(old, new), encoding="utf-8")

    return _edit


@pytest.fixture
def publisher(database: Database, root: Path) -> Publisher:
    return make_publisher(database, root)


def make_publisher(database: Database, root: Path) -> Publisher:
    desk_of = lambda revision: core_of(revision).desk_without_memory()  # noqa: E731
    return Publisher(database.revisions, desk_of, tables_of(root), Language.ENGLISH)


def publish(publisher: Publisher, root: Path) -> int:
    """Publish the draft; the number of its revision."""
    plan = publisher.plan(root)
    assert plan is not None
    return publisher.write(plan, "li").number

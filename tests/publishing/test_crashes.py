"""kill -9 at any step of a publish, and two publishes at once: there is always one whole revision."""

import random
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from program import PATIENCE, Program

from bot.publishing.publisher import read_revision
from bot.storage.database import Database
from publishing.conftest import Edit

ROUNDS = 8


@pytest.fixture
def program(tmp_path: Path, root: Path) -> Program:
    return Program(tmp_path).with_settings(PARKBOT_CONTENT=str(root))


def whole(program: Program) -> tuple[int, str]:
    """The live revision and its figure, after everything in the database was found to be in step with it."""
    with Database.open(program.environment["PARKBOT_DATABASE_URL"]) as database:
        number = database.revisions.live_number()
        assert number is not None
        contents = [read_revision(database.revisions, n) for n in range(1, number + 1)]
    content = contents[-1]
    with closing(sqlite3.connect(program.folder / "parkbot.sqlite3")) as connection:
        for section in ("articles", "parks", "indicators", "facts", "entries"):
            rows = connection.execute(f"SELECT id FROM {section} WHERE until IS NULL").fetchall()
            assert {row[0] for row in rows} == set(getattr(content, section))
    return number, content.facts["willow-workshops"].quantity.written


def test_a_killed_publish_leaves_one_whole_revision(program: Program, edit: Edit) -> None:
    assert program.run("publish").code == 0
    chance, figure = random.Random(7), "37座"
    seconds = _seconds(program)
    finished = 0
    for number in range(ROUNDS):
        new = f"{100 + number}座"
        edit(f'"{figure}"', f'"{new}"')
        before = whole(program)
        process = program.start("publish")
        try:
            # Mostly near the end, where it writes.
            process.wait(chance.uniform(0.6, 1.1) * seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
        after = whole(program)
        assert after in (before, (before[0] + 1, new))
        finished += after != before
        figure = new
    assert program.run("publish").code == 0
    assert whole(program)[1] == figure


def _seconds(program: Program) -> float:
    import time

    start = time.perf_counter()
    program.run("publish", "--dry-run")
    return time.perf_counter() - start


def test_of_two_publishes_at_once_one_wins_and_the_other_says_so(program: Program, edit: Edit) -> None:
    assert program.run("publish").code == 0
    edit('"37座"', '"39座"')
    first, second = program.start("publish"), program.start("publish")
    ended = [(p.communicate(timeout=PATIENCE), p.returncode) for p in (first, second)]
    assert whole(program) == (2, "39座")
    assert 0 in [code for _, code in ended]
    for (out, err), code in ended:
        if code == 0:
            assert b"revision 2" in out or b"nothing to publish" in out
        else:
            assert code == 1
            assert b"published meanwhile" in err

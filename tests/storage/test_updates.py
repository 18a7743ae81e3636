"""Updates: none is lost when a process dies, none is handled by two."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta
from threading import Barrier

import pytest

from bot.domain.turns import Context
from bot.storage.database import Database
from bot.storage.updates import LEASE, Arrival, Standing, UpdateRecord, UpdateStatus

from .conftest import HandClock

BIG = 2**53 + 1


def test_an_update_is_claimed_once(database: Database) -> None:
    assert database.updates.claim(BIG)
    assert not database.updates.claim(BIG)
    assert database.updates.claim(BIG + 1)


def test_a_finished_update_is_never_claimed_again(database: Database, clock: HandClock) -> None:
    assert database.updates.claim(1)
    database.updates.done(1)
    database.updates.mark(2, UpdateStatus.SKIPPED, "cannot be parsed")
    clock.forward(days=1)
    assert not database.updates.claim(1)
    assert not database.updates.claim(2)


def test_seen_means_finished(database: Database) -> None:
    assert not database.updates.seen(1)
    database.updates.claim(1)
    assert not database.updates.seen(1)
    database.updates.done(1)
    assert database.updates.seen(1)
    database.updates.mark(2, UpdateStatus.SKIPPED)
    assert database.updates.seen(2)


def test_done_may_be_said_twice_and_without_a_claim(database: Database) -> None:
    database.updates.done(1)
    database.updates.done(1)
    assert database.updates.seen(1)


def test_an_update_cannot_be_finished_as_claimed(database: Database) -> None:
    with pytest.raises(ValueError, match="cannot be finished"):
        database.updates.mark(1, UpdateStatus.CLAIMED)


def test_a_claim_lapses_with_its_lease(database: Database, database_url: str, clock: HandClock) -> None:
    with Database.open(database_url, clock) as replica:
        assert database.updates.claim(1)
        clock.now += LEASE - timedelta(microseconds=1)
        assert not replica.updates.claim(1)
        clock.forward(microseconds=1)
        assert replica.updates.claim(1)
        assert not database.updates.claim(1)


def test_a_released_update_can_be_claimed_at_once(database: Database) -> None:
    database.updates.claim(1)
    database.updates.release(1)
    assert database.updates.claim(1)


def test_only_ones_own_unfinished_claims_are_released(database: Database, database_url: str, clock: HandClock) -> None:
    with Database.open(database_url, clock) as replica:
        database.updates.claim(1)
        replica.updates.release(1)
        assert not replica.updates.claim(1)
    database.updates.done(1)
    database.updates.release(1)
    assert database.updates.seen(1)


def test_a_restarted_poller_frees_what_died_before_it(database_url: str, clock: HandClock) -> None:
    with Database.open(database_url, clock) as before:
        before.updates.claim(1)
        before.updates.claim(2)
        before.updates.done(2)
    with Database.open(database_url, clock) as after:
        after.updates.claim(3)
        assert after.updates.release_abandoned() == 1
        assert [after.updates.claim(n) for n in (1, 2, 3)] == [True, False, False]


DIE = """
import os, signal, sys
from bot.storage.database import Database
updates = Database.open(sys.argv[1]).updates
assert updates.claim(1) and updates.claim(2)
updates.done(1)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_loses_nothing_and_repeats_nothing(database_url: str) -> None:
    died = subprocess.run([sys.executable, "-c", DIE, database_url], env=os.environ, check=False)
    assert died.returncode == -signal.SIGKILL
    with Database.open(database_url) as database:
        database.updates.release_abandoned()
        assert not database.updates.claim(1)
        assert database.updates.claim(2)


def test_of_many_claiming_at_once_one_wins(database: Database, database_url: str, clock: HandClock) -> None:
    with Database.open(database_url, clock) as replica, ThreadPoolExecutor(8) as pool:
        for update_id in range(10):
            barrier = Barrier(8)

            def claim(number: int, update_id: int = update_id, barrier: Barrier = barrier) -> bool:
                barrier.wait()
                return (database if number % 2 else replica).updates.claim(update_id)

            assert sum(pool.map(claim, range(8))) == 1


def test_the_last_is_the_one_finished_last(database: Database, clock: HandClock) -> None:
    assert database.updates.last() is None
    database.updates.mark(900, UpdateStatus.HANDLED)
    clock.forward(seconds=1)
    database.updates.mark(5, UpdateStatus.SKIPPED, "bad \0 text")  # Telegram began to count anew
    clock.forward(seconds=1)
    database.updates.claim(6)
    last = database.updates.last()
    assert last == UpdateRecord(5, UpdateStatus.SKIPPED, "bad ␀ text", clock.now - timedelta(seconds=1))
    assert last.at.tzinfo is UTC


def test_old_updates_are_forgotten_and_no_others(database: Database, clock: HandClock) -> None:
    database.updates.done(1)
    database.updates.claim(2)
    clock.forward(days=3)
    database.updates.done(3)
    assert database.updates.prune(days=3) == 0
    clock.forward(seconds=1)
    assert database.updates.prune(days=3) == 2
    assert [database.updates.seen(n) for n in (1, 2, 3)] == [False, False, True]


def test_updates_that_telegram_may_repeat_are_kept(database: Database) -> None:
    with pytest.raises(ValueError, match="at least 2 days"):
        database.updates.prune(days=1)


def test_the_last_turn_of_the_chat_is_read_with_an_update_that_is_ours(database: Database, clock: HandClock) -> None:
    turn = Context(at=clock.now, question="贵阳综保区在哪里")
    database.contexts.save("spoke", turn)
    database.updates.done(3)
    arrivals = [Arrival(1, "spoke"), Arrival(2, "silent"), Arrival(3, "spoke"), Arrival(4)]
    befores = [{"spoke": turn}, {"silent": None}, {}, {}]
    assert [dict(known.before) for known in database.updates.look(arrivals)] == befores
    claimed = database.updates.claim_all(arrivals)
    assert [dict(known.before) for known in claimed] == befores
    assert [known.standing for known in claimed] == [Standing.OURS, Standing.OURS, Standing.FINISHED, Standing.OURS]


def test_what_was_read_ahead_is_not_read_again(database: Database, clock: HandClock) -> None:
    turn = Context(at=clock.now, question="贵阳综保区在哪里")
    database.contexts.save("a", Context(at=clock.now, question="别的"))
    assert not database.contexts.is_at_hand("a")
    with database.updates.working({"a": turn, "b": None}):
        assert database.contexts.is_at_hand("a")
        assert database.contexts.load("a") == turn
        assert database.contexts.load("b") is None
        assert not database.contexts.is_at_hand("c")
        later = Context(at=clock.now, question="后来的")
        database.contexts.save("a", later)
        assert database.contexts.load("a") == later

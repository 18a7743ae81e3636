"""A running bot takes a new revision in one step, and keeps the one it has when there is trouble."""

import gc
import logging
import sys
import weakref
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from bot.bootstrap import core_of
from bot.desk import Desk
from bot.domain.bilingual import Language
from bot.domain.revision import Revision
from bot.errors import StorageError
from bot.in_memory import MemoryContexts, NoLog
from bot.publishing.gentle import Gentle
from bot.publishing.live import Follower, LiveDesk
from bot.publishing.publisher import Publisher, content_of, read_revision, roll_back
from bot.storage.database import Database
from publishing.conftest import Edit, publish

QUESTION = "柳树湾产业园有多少座厂房"


def desk_of(revision: Revision) -> Desk:
    return core_of(revision).desk_without_memory()


def without_workshops(content: Revision) -> Revision:
    """The content without a figure, its indicator and the entry that tells it."""
    facts = {id: fact for id, fact in content.facts.items() if id != "willow-workshops"}
    indicators = {id: indicator for id, indicator in content.indicators.items() if id != "workshops"}
    return replace(content, facts=facts, indicators=indicators, entries={}, digest="other")


@pytest.fixture
def live(publisher: Publisher, database: Database, root: Path) -> LiveDesk:
    """The first revision, served."""
    publish(publisher, root)
    return LiveDesk(desk_of(read_revision(database.revisions, 1)), 1, Gentle())


@pytest.fixture
def follower(live: LiveDesk, database: Database) -> Follower:
    return Follower(live, database.revisions, desk_of, Gentle(), every=0.05)


def figure(live: LiveDesk) -> str:
    return live.reply(QUESTION, "c").lines[0].text


def test_a_new_revision_is_taken_and_a_rollback_too(
    live: LiveDesk, follower: Follower, publisher: Publisher, database: Database, root: Path, edit: Edit
) -> None:
    assert not follower.look()
    edit('"37座"', '"39座"')
    publish(publisher, root)
    assert figure(live) == "37座"
    assert follower.look()
    assert (live.number, figure(live)) == (2, "39座")
    roll_back(database.revisions, 1, "li")
    assert follower.look()
    assert (live.number, figure(live)) == (3, "37座")


def test_replies_given_before_go_with_their_revision(
    live: LiveDesk, follower: Follower, publisher: Publisher, root: Path, edit: Edit
) -> None:
    """The same question of chats that asked nothing before: what was remembered of it is not said again."""
    assert {live.reply(QUESTION, chat).lines[0].text for chat in "ab"} == {"37座"}
    edit('"37座"', '"39座"')
    publish(publisher, root)
    assert follower.look()
    assert live.reply(QUESTION, "d").lines[0].text == "39座"
    (found, *_) = live.search(QUESTION, Language.SIMPLIFIED, 3)
    assert found.figure == "39座"


def test_buttons_of_what_is_gone_are_answered(live: LiveDesk, database: Database) -> None:
    zh, gone = Language.SIMPLIFIED, "willow-workshops"
    answer = live.reply(QUESTION, "a")
    assert live.further(answer)
    assert {f"park/willow-bay:{gone}", "topic/workshops"} <= live.pages()
    live.swap(desk_of(without_workshops(read_revision(database.revisions, 1))), 2)
    assert gone not in live.targets()
    assert not any("workshops" in page for page in live.pages())
    assert live.further(answer) == ()
    assert live.choose(gone, "a").outcome == "help"
    for page in (f"park/willow-bay:{gone}", "topic/workshops"):
        assert live.open(page, "a", zh) == live.open("parks", "a", zh)
    assert [b.target for b in live.roots(zh)] == ["parks", "topics", "articles", "latest"]


@pytest.mark.usefixtures("live")
def test_a_conversation_goes_on_over_what_is_gone(database: Database) -> None:
    """Whatever follows a turn on something that the next revision does not hold gets a reply that shows something."""
    content, contexts = read_revision(database.revisions, 1), MemoryContexts()
    before = core_of(content).desk(contexts, NoLog())
    after = core_of(without_workshops(content)).desk(contexts, NoLog())
    for earlier in (QUESTION, "柳树湾产业园谁创办的", "柳树湾厂房", "Willow Bay workshops"):
        for further in (
            "来源",
            "出处呢",
            "谁说的",
            "2022年呢",
            "那它呢",
            "1",
            "都不是",
            "哪个更多",
            "相差多少",
            "source?",
        ):
            before.reply(earlier, "c")
            reply = after.reply(further, "c")
            assert "37座" not in repr(reply)
            assert any(line.text.strip() for line in reply.lines)
            assert reply.outcome != "answer" or reply.articles


def test_what_is_served_has_a_name(live: LiveDesk, database: Database) -> None:
    assert live.name == f"1-{database.revisions.record(1).digest[:12]}"


def test_every_replica_follows_by_itself(
    live: LiveDesk, follower: Follower, publisher: Publisher, database: Database, root: Path, edit: Edit
) -> None:
    other = LiveDesk(desk_of(read_revision(database.revisions, 1)), 1, Gentle())
    with follower, Follower(other, database.revisions, desk_of, follower._gentle, every=0.05):
        edit('"37座"', '"39座"')
        publish(publisher, root)
        wait = Event()
        for _ in range(600):
            if live.number == other.number == 2:
                break
            wait.wait(0.05)
        assert (figure(live), figure(other)) == ("39座", "39座")


def test_no_answer_mixes_two_revisions(
    live: LiveDesk, follower: Follower, publisher: Publisher, root: Path, edit: Edit
) -> None:
    """The figure and its paragraph change together; whoever asks all the while sees either both or none."""
    seen: set[tuple[str, bool]] = set()
    end = Event()

    def ask(chat: str) -> None:
        while not end.is_set():
            lines = live.reply(QUESTION, chat).lines
            seen.add((lines[0].text, "第2段" in lines[-1].text))

    threads = [Thread(target=ask, args=(str(n),)) for n in range(3)]
    for thread in threads:
        thread.start()
    try:
        edit('quantity: "37座"\n    citation: {article: willow, paragraphs: [2]}', 'quantity: "39座"\n    citation: {article: willow, paragraphs: [5]}')  # fmt: skip # noqa: E501
        publish(publisher, root)
        assert follower.look()
        Event().wait(0.1)
    finally:
        end.set()
        for thread in threads:
            thread.join(60)
    assert seen == {("37座", True), ("39座", False)}


def test_what_cannot_be_read_is_reported_once_and_the_old_one_served(
    live: LiveDesk, follower: Follower, publisher: Publisher, database: Database, root: Path, edit: Edit,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    edit('"37座"', '"39座"')
    publish(publisher, root)
    with database._transactions.writing() as connection:
        connection.exec_driver_sql("UPDATE content_files SET text = replace(text, '39', '93') WHERE until IS NULL")
    assert not follower.look()
    assert not follower.look()
    assert (live.number, figure(live)) == (1, "37座")
    assert [r.levelname for r in caplog.records if "cannot be served" in r.message] == ["ERROR"]
    roll_back(database.revisions, 1, "li")
    assert follower.look()
    assert live.number == 3


def test_an_outage_of_the_database_is_waited_for(
    live: LiveDesk, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    class Failing:
        """The revisions of a database that is away for the first three looks."""

        looks = 0

        def live_number(self) -> int | None:
            Failing.looks += 1
            if Failing.looks <= 3:
                raise StorageError("away")
            return database.revisions.live_number()

        def __getattr__(self, name: str) -> object:
            return getattr(database.revisions, name)

    with Follower(live, Failing(), desk_of, Gentle(), every=0.01):  # type: ignore[arg-type]
        for _ in range(500):
            if Failing.looks > 4:
                break
            Event().wait(0.01)
    assert Failing.looks > 4
    assert [r.message for r in caplog.records if "cannot look" in r.message] == [
        "cannot look for a new revision, trying again: away"
    ]


def test_an_old_revision_is_freed_without_the_garbage_collector(database: Database, live: LiveDesk) -> None:
    desk = desk_of(read_revision(database.revisions, 1))
    old = weakref.ref(desk._answerer)
    desk.reply(QUESTION, "a")  # and what is remembered of it
    kept = desk._composer  # still used elsewhere: must stay whole
    gc.disable()
    try:
        Gentle().free(live.swap(desk, 2))
        last: list[object] = [desk]
        live.swap(desk_of(read_revision(database.revisions, 1)), 3)
        del desk
        Gentle().free(last)
        assert old() is None
    finally:
        gc.enable()
    assert kept.__class__.__name__ == "Composer"


class Counting:
    """Heavy work in a thread of its own: counts until it is told to stop."""

    def __init__(self, gentle: Gentle) -> None:
        self.count = 0
        self._over = Event()
        self._thread = Thread(target=self._work, args=(gentle,), daemon=True)

    def __enter__(self) -> "Counting":
        self._thread.start()
        assert self.goes_on()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _work(self, gentle: Gentle) -> None:
        with gentle.work():
            while not self._over.is_set():
                self.count += 1

    def goes_on(self) -> bool:
        """Whether it counts on, within ten seconds."""
        start = self.count
        return any(self.count > start + 1 or Event().wait(0.01) for _ in range(1000))


def test_heavy_work_stands_still_while_a_question_is_answered() -> None:
    gentle = Gentle(patience=60)
    with Counting(gentle) as work:
        with gentle.question(), gentle.question():
            start = work.count
            Event().wait(0.05)
            assert work.count <= start + 1  # what it was about to do
        assert work.goes_on()
        with gentle.question():  # one after the other, the work is told of the last
            pass
        assert work.goes_on()


def test_heavy_work_gets_its_turn_where_questions_never_end() -> None:
    gentle = Gentle(patience=0.001)
    with Counting(gentle) as work, gentle.question():
        assert work.goes_on()


def test_heavy_work_leaves_the_interpreter_as_it_was() -> None:
    # Works of two bots in one process, as in other tests, may end crosswise and leave a short turn behind.
    sys.setswitchinterval(0.005)
    before = sys.getswitchinterval()
    profiling = sys.getprofile()
    with suppress(KeyError), Gentle().work():
        assert sys.getprofile() is not profiling
        assert not gc.isenabled()
        assert sys.getswitchinterval() < before
        raise KeyError
    assert gc.isenabled()
    assert sys.getswitchinterval() == before
    assert sys.getprofile() is profiling


def test_the_files_of_a_revision_are_read_once(database: Database, live: LiveDesk) -> None:
    record = database.revisions.record(live.number)
    assert content_of(database.revisions.files(1), record).digest == record.digest

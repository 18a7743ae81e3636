"""The review: clusters of what got no answer, what a decision does, and how it comes into the files."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from program import SMALL_CONTENT

from bot.bootstrap import core_of
from bot.domain.bilingual import Bilingual, Language, Names
from bot.domain.gaps import Gap
from bot.domain.marks import Mark
from bot.drafting.tidy import DraftError
from bot.language.normalise import Normaliser
from bot.ports import QuestionRecord
from bot.publishing.answers import tables_of
from bot.publishing.publisher import Publisher, Refused, read_revision
from bot.publishing.review import Cluster, Review, clusters, nearest, pull, refuse_unpulled, unpulled
from bot.storage.database import Database
from bot.storage.decisions import Action
from bot.storage.revisions import Origin
from bot.storage.waiting import Waiting
from publishing.conftest import Edit, publish

NOW = datetime(2025, 1, 2, tzinfo=UTC)
ASKED = "柳树湾打铁的屋子几间"


def ask(database: Database, *texts: str, outcome: str = "unknown") -> None:
    for text in texts:
        database.questions.record(QuestionRecord(NOW, "c", text, "zh", outcome, "r", 0.1, ()))


@pytest.fixture
def guarded(database: Database, root: Path) -> Publisher:
    """A publisher that loses no approved phrasing."""
    desk_of = lambda revision: core_of(revision).desk_without_memory()  # noqa: E731

    def guard(draft: object) -> None:
        refuse_unpulled(database.decisions, database.revisions, draft, Language.ENGLISH)  # type: ignore[arg-type]

    return Publisher(database.revisions, desk_of, tables_of(root), Language.ENGLISH, guard=guard)


@pytest.fixture
def review(database: Database, guarded: Publisher, root: Path) -> Review:
    publish(guarded, root)
    return Review(database.decisions, database.revisions, guarded, Normaliser(), "li")


def one(text: str, count: int = 1, marked: int = 0) -> Waiting:
    return Waiting(text, count, marked, NOW)


def attach(review: Review, question: str, target: str) -> int:
    cluster = next(c for c in review.queue() if c.question == question)
    plan = review.plan_phrasing(question, target, Language.SIMPLIFIED)
    assert plan is not None
    return review.attach(cluster, target, Language.SIMPLIFIED, plan).number


def test_near_duplicates_are_one_and_other_years_are_not() -> None:
    found = clusters(
        [
            one("园区有游泳池吗", 3), one("园区有游泳池么？"), one("園區有游泳池嗎", 2),
            one("2021年的游泳池"), one("2022年的游泳池"), one("？？"),
        ],
        frozenset(), Normaliser(), str.upper,
    )  # fmt: skip
    assert [(c.question, c.count) for c in found] == [
        ("园区有游泳池吗", 6), ("2021年的游泳池", 1), ("2022年的游泳池", 1),
    ]  # fmt: skip
    assert found[0].questions == ("园区有游泳池吗", "园区有游泳池么？", "園區有游泳池嗎")


def test_the_queue_counts_what_got_no_answer(review: Review, database: Database) -> None:
    ask(database, ASKED, ASKED, "天气如何")
    ask(database, "柳树湾有几座厂房", outcome="answer")
    assert [(c.question, c.count) for c in review.queue()] == [(ASKED, 2), ("天气如何", 1)]


def test_ignored_questions_stay_away_until_that_is_undone(review: Review, database: Database) -> None:
    ask(database, "天气如何", "天气如何？")
    (cluster,) = review.queue()
    review.ignore(cluster, Language.SIMPLIFIED)
    assert review.queue() == ()
    ask(database, "天气如何")
    assert review.queue() == ()
    undone = review.undo()
    assert undone is not None
    assert (undone.action, undone.question) == (Action.IGNORE, "天气如何")
    assert len(review.queue()) == 1
    assert review.undo() is None


def test_an_approved_phrasing_is_live_recorded_and_can_be_taken_back(review: Review, database: Database) -> None:
    ask(database, ASKED)
    assert attach(review, ASKED, "willow-workshops") == 2
    live = read_revision(database.revisions, 2)
    assert ASKED in live.facts["willow-workshops"].phrasings.zh
    assert core_of(live).desk_without_memory().reply(ASKED, "c").lines[0].text == "37座"
    (decision,) = database.decisions.active()
    assert (decision.author, decision.target, decision.revision, decision.made) == ("li", "willow-workshops", 1, 2)
    assert database.revisions.record(2).origin is Origin.REVIEW
    assert review.queue() == ()

    review.undo()
    assert ASKED not in read_revision(database.revisions, 3).facts["willow-workshops"].phrasings.zh
    assert database.revisions.files(3) == database.revisions.files(1)
    assert [d.undone_at is not None for d in database.decisions.every()] == [True]
    assert [c.question for c in review.queue()] == [ASKED]


def test_what_else_would_change_is_shown_and_collisions_are_refused(review: Review, database: Database) -> None:
    plan = review.plan_phrasing(ASKED, "willow-workshops", Language.SIMPLIFIED)
    assert plan is not None
    assert [line.en for line in plan.changes] == [f"fact willow-workshops: phrasing added: {ASKED}"]
    with pytest.raises(Refused, match="willow-workshops"):
        review.plan_phrasing("柳树湾产业园有多少座厂房", "willow-founder", Language.SIMPLIFIED)
    with pytest.raises(DraftError, match="no fact, entry or gap “nothing”"):
        review.plan_phrasing(ASKED, "nothing", Language.SIMPLIFIED)
    assert review.plan_phrasing("柳树湾产业园有多少座厂房", "willow-workshops", Language.SIMPLIFIED) is None
    assert database.revisions.live_number() == 1


def test_pull_writes_it_into_the_files_and_nothing_else(
    review: Review, database: Database, guarded: Publisher, root: Path, edit: Edit
) -> None:
    ask(database, ASKED)
    attach(review, ASKED, "willow-workshops")
    before = (root / "data" / "all.yaml").read_text(encoding="utf-8")
    edit('"9.5亿元"', '"9.6亿元"')
    with pytest.raises(Refused, match=f"parkbot pull(.|\n)*{ASKED} → willow-workshops"):
        guarded.plan(root)

    from bot.content.load import load

    wanted = unpulled(database.decisions, database.revisions, load(root).usable)
    done = pull(root, wanted)
    assert [d.question for d in done.written] == [ASKED]
    after = (root / "data" / "all.yaml").read_text(encoding="utf-8")
    expected = before.replace('"9.5亿元"', '"9.6亿元"').replace("柳树湾建成几座厂房]", f"柳树湾建成几座厂房, {ASKED}]")
    assert after == expected
    assert unpulled(database.decisions, database.revisions, load(root).usable) == ()
    assert publish(guarded, root) == 3
    edit(f", {ASKED}]", "]")  # from now on it is a line of the files like any other
    assert publish(guarded, root) == 4


def test_a_phrasing_whose_target_is_gone_from_the_files_is_told(review: Review, database: Database, root: Path) -> None:
    ask(database, ASKED)
    attach(review, ASKED, "willow-founder")
    (root / "faq" / "willow.yaml").unlink()
    done = pull(root, database.decisions.active())
    assert (done.written, [d.target for d in done.homeless], done.paths) == ((), ["willow-founder"], ())


def test_the_nearest_candidates_are_those_of_the_bot() -> None:
    from bot.content.check import load_checked

    desk = core_of(load_checked(SMALL_CONTENT)).desk_without_memory()
    assert nearest("柳树湾的厂房", desk)[0] == "willow-workshops"
    assert len(nearest("柳树湾的厂房", desk)) <= 3


def test_a_cluster_is_named_by_its_most_frequent_question() -> None:
    assert Cluster(("a", "b"), 3, ("a", "b")).question == "a"


def test_what_was_marked_badly_or_turned_down_waits_and_a_known_gap_does_not(
    review: Review, database: Database
) -> None:
    """With the bot itself: a bad mark, also on what was tapped; "none of these", tapped and typed; a gap."""
    content = read_revision(database.revisions, 1)
    gap = Gap(
        "willow-bus", "willow-bay", Bilingual("有没有公交", "whether there are buses"), Names(("柳树湾有公交吗",))
    )
    desk = core_of(replace(content, gaps={gap.id: gap})).desk(database.contexts, database.questions)

    def marked(key: str, chat: str, mark: Mark) -> None:
        assert database.votes.vote(key, chat, mark)

    marked(desk.reply("柳树湾产业园有多少座厂房", "a").question, "a", Mark.HELPFUL)
    marked(desk.reply("柳树湾产业园谁创办的", "a").question, "a", Mark.OUTDATED)
    choices = desk.reply("柳树湾出口额", "b")
    marked(desk.choose(choices.buttons[0].target, "b").question, "b", Mark.NOT_MY_QUESTION)
    marked(desk.open("latest:willow-workshops", "b", Language.SIMPLIFIED).question, "b", Mark.WRONG_FIGURE)
    for chat, none in (("c", "none"), ("d", "都不是")):
        desk.reply("柳树湾出口额", chat)
        if chat == "c":
            desk.choose(none, chat)
        else:
            desk.reply(none, chat)
    assert desk.reply("柳树湾有公交吗", "e").outcome == "unknown"
    assert desk.reply("苏州的房价", "e").outcome == "unknown"
    assert [(c.question, c.count, c.marked) for c in review.queue()] == [
        ("柳树湾出口额", 2, 1), ("柳树湾产业园谁创办的", 0, 1), ("苏州的房价", 1, 0),
    ]  # fmt: skip


def test_what_is_decided_holds_without_the_words(review: Review, database: Database) -> None:
    ask(database, "天气如何")
    review.ignore(review.queue()[0], Language.SIMPLIFIED)
    database.privacy.forget("c")
    assert "天气" not in repr(database.decisions.every())
    ask(database, "天气如何")
    assert review.queue() == ()


def test_a_question_can_become_a_phrasing_of_a_gap(
    review: Review, database: Database, guarded: Publisher, root: Path
) -> None:
    file = root / "faq" / "willow.yaml"
    gap = "gaps:\n  - id: willow-bus\n    lacks: {zh: 有没有公交, en: whether there are buses}\n"
    gap += "    phrasings: {zh: [柳树湾有公交吗], en: [Is there a bus to Willow Bay]}\n"
    file.write_text(file.read_text(encoding="utf-8").rstrip("\n") + f"\n\n{gap}", encoding="utf-8")
    publish(guarded, root)
    ask(database, "柳树湾坐几路车去")
    attach(review, "柳树湾坐几路车去", "willow-bus")
    live = read_revision(database.revisions, 3)
    assert live.gaps["willow-bus"].phrasings.zh == ("柳树湾有公交吗", "柳树湾坐几路车去")
    with pytest.raises(Refused, match="willow-bus"):
        guarded.plan(root)
    pull(root, database.decisions.active())
    assert guarded.plan(root) is None  # the files are what is live

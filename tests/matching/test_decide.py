"""The decision rules, one by one, on candidates with given scores."""

from dataclasses import replace

import pytest
from builders import read, small

from bot.domain.outcomes import LackKind
from bot.matching.decide import Ambiguous, Answered, NotHeld, confidence, decide
from bot.matching.guards.agreement import Objection
from bot.matching.matcher import Scored
from bot.matching.weights import Weights

# Confidence is the score itself here; what else goes into it has tests of its own.
WEIGHTS = Weights(
    answer=0.5,
    choices=0.4,
    gap=0.05,
    outranked=0.1,
    strange=0.6,
    explained=0.6,
    lead=0.0,
    unknown_word=0.0,
    objected=0.0,
)
QUESTION = read("有多少个中试平台")


def scored(id: str, score: float, **changes: object) -> Scored:
    candidate = small().matcher.known(id).candidate
    return replace(Scored(candidate, score, (), 1.0, 0.0, 0.5, (), "…"), **changes)  # type: ignore[arg-type]


def objection(kind: LackKind = LackKind.PERIOD, subject: str = "2022") -> tuple[Objection, ...]:
    return (Objection(kind, subject),)


def test_a_clear_best_candidate_is_the_answer() -> None:
    decision = decide(QUESTION, (scored("east-platforms", 0.8), scored("west-shops", 0.6)), WEIGHTS)
    assert isinstance(decision, Answered)
    assert decision.best.candidate.id == "east-platforms"


def test_a_rival_as_close_makes_it_a_choice() -> None:
    decision = decide(QUESTION, (scored("east-platforms", 0.8), scored("west-shops", 0.78)), WEIGHTS)
    assert isinstance(decision, Ambiguous)
    assert [c.candidate.id for c in decision.choices] == ["east-platforms", "west-shops"]


def test_a_rival_that_holds_the_figure_is_no_rival() -> None:
    decision = decide(QUESTION, (scored("east-platforms", 0.8), scored("east-plan", 0.79)), WEIGHTS)
    assert isinstance(decision, Answered)


def test_a_rival_with_an_objection_is_no_rival() -> None:
    rival = scored("west-shops", 0.79, objections=objection())
    assert isinstance(decide(QUESTION, (scored("east-platforms", 0.8), rival), WEIGHTS), Answered)


def test_between_the_lines_it_is_asked() -> None:
    decision = decide(QUESTION, (scored("east-platforms", 0.45),), WEIGHTS)
    assert isinstance(decision, Ambiguous)


@pytest.mark.parametrize("candidates", [(), (("east-platforms", 0.39),)])
def test_below_the_lines_nothing_is_held(candidates: tuple[tuple[str, float], ...]) -> None:
    decision = decide(QUESTION, tuple(scored(*c) for c in candidates), WEIGHTS)
    assert isinstance(decision, NotHeld)
    assert decision.lack.kind is LackKind.NOTHING


def test_the_objection_of_the_best_says_what_is_missing() -> None:
    blocked = scored("west-trade-2023", 0.8, objections=objection())
    decision = decide(QUESTION, (blocked,), WEIGHTS)
    assert isinstance(decision, NotHeld)
    assert (decision.lack.kind, decision.lack.subject) == (LackKind.PERIOD, "2022")


@pytest.mark.parametrize(("blocked", "answered"), [(0.8, False), (0.62, True)])
def test_a_blocked_candidate_far_ahead_is_the_one_meant(blocked: float, answered: bool) -> None:
    candidates = (scored("west-trade-2023", blocked, objections=objection()), scored("west-shops", 0.6))
    assert isinstance(decide(QUESTION, candidates, WEIGHTS), Answered) == answered


@pytest.mark.parametrize(("strange", "answered"), [(0.59, True), (0.6, False)])
def test_a_word_that_the_candidate_does_not_know(strange: float, answered: bool) -> None:
    weights = replace(WEIGHTS, strange=0.6, certain=2.0)
    decision = decide(QUESTION, (scored("east-platforms", 0.9, strange=strange),), weights)
    assert isinstance(decision, Answered) == answered
    assert answered or isinstance(decision, NotHeld)


@pytest.mark.parametrize(("explained", "kind"), [(0.6, Answered), (0.55, Ambiguous), (0.3, NotHeld)])
def test_what_is_left_unexplained(explained: float, kind: type) -> None:
    assert isinstance(decide(QUESTION, (scored("east-platforms", 0.9, explained=explained),), WEIGHTS), kind)


def test_a_place_or_topic_outside_the_content_is_named_first() -> None:
    blocked = scored("east-platforms", 0.8, objections=objection())
    place = decide(read("苏州有多少个中试平台"), (blocked,), WEIGHTS)
    topic = decide(read("中试平台租金多少"), (blocked,), WEIGHTS)
    assert isinstance(place, NotHeld)
    assert isinstance(topic, NotHeld)
    assert (place.lack.kind, place.lack.subject) == (LackKind.PLACE, "苏州")
    assert topic.lack.kind is LackKind.TOPIC
    assert topic.lack.subject.startswith("rent")


def test_at_most_three_choices() -> None:
    ids = ("east-platforms", "west-shops", "west-trade-2022", "west-land", "west-pickup")
    decision = decide(QUESTION, tuple(scored(i, 0.8) for i in ids), WEIGHTS)
    assert isinstance(decision, Ambiguous)
    assert len(decision.choices) == 3


def test_offers_are_of_the_named_park() -> None:
    candidates = (scored("east-platforms", 0.3), scored("west-shops", 0.25), scored("west-land", 0.1))
    of_west = decide(read("西岸有什么"), candidates, WEIGHTS)
    of_any = decide(read("有商户和中试平台"), candidates, WEIGHTS)
    assert isinstance(of_west, NotHeld)
    assert isinstance(of_any, NotHeld)
    assert [o.candidate.id for o in of_west.offers] == ["west-shops"]
    assert [o.candidate.id for o in of_any.offers] == ["east-platforms", "west-shops"]


@pytest.mark.parametrize(
    ("asked", "covered", "answered"), [("有多大", 0.4, False), ("有多大", 0.6, True), ("", 0.4, True)]
)
def test_what_is_asked_of_a_name_is_not_answered_with_what_only_mentions_it(
    asked: str, covered: float, answered: bool
) -> None:
    # The size of the fund of funds is not the size of the fund that it took part in.
    candidates = (scored("east-yield-58", 0.8, covered=covered), scored("east-plan", 0.7, covered=1.0))
    decision = decide(read(f"金苗58号中试跨越计划{asked}"), candidates, replace(WEIGHTS, gap=0.01))
    assert isinstance(decision, Answered) == answered


def test_question_words_alone_are_nothing_to_look_for() -> None:
    decision = decide(read("有什么"), (scored("east-platforms", 0.9),), WEIGHTS)
    assert isinstance(decision, NotHeld)
    assert decision.lack.kind is LackKind.NOTHING


def test_who_and_when_are_read_more_strictly() -> None:
    candidates = (scored("east-yu", 0.9, strange=0.5),)
    weights = replace(WEIGHTS, strange=0.6, strictness=0.75, certain=2.0)
    assert isinstance(decide(read("余国锋主任介绍"), candidates, weights), Answered)
    assert isinstance(decide(read("谁是余国锋"), candidates, weights), NotHeld)


def test_confidence_grows_with_the_lead_and_falls_with_doubts() -> None:
    weights = Weights()
    best, close = scored("east-platforms", 0.7), scored("west-shops", 0.69)
    blocked = scored("west-trade-2023", 0.8, objections=objection())
    alone = confidence([best], None, weights)
    assert confidence([best, close], None, weights) < alone
    assert confidence([best], blocked, weights) < alone
    assert confidence([replace(best, strange=0.4)], None, weights) < alone
    assert confidence([], blocked, weights) == 0.0

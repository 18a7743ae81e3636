"""Fitting the decision's weights: what is searched, what is held out, and the block to paste."""

from dataclasses import asdict, dataclass, replace

import pytest
from builders import small
from fakes import HandClock

from bot.errors import ParkbotError
from bot.evaluation.fit import AIMS, STEPS, Fit, Fitter, block, group_of, objective, report, search
from bot.evaluation.judge import Verdict
from bot.evaluation.report import Tally
from bot.evaluation.tables import Question
from bot.matching.weights import Weights
from bot.reply.compose import Composer

# Weights that answer almost nothing: there is something to find.
SHY = replace(Weights(), answer=1.21, certain=1.25)


def asked(id: str, text: str, must: str = "", *, table: str = "t", kind: str = "figure") -> Question:
    expect = "answer" if must else "unknown"
    return Question(table, id, id, text, "zh", kind, expect, (), ((must,),) if must else (), ())


QUESTIONS = (
    asked("1", "东岭建成了几个中试平台呀", "49"),
    asked("2", "西岸综保区大概占地多少公顷", "2.4"),
    asked("3", "西岸一共入驻多少家商户", "120"),
    asked("4", "最快要几分钟能取到货呢", "3分钟"),
    asked("5", "东岭高新区有多少所大学", kind="near_miss"),
    asked("6", "今天天气怎么样", kind="chitchat"),
)
HELD = tuple(replace(q, table="heldout-x") for q in QUESTIONS)


def fitter(weights: Weights) -> Fitter:
    reading = replace(small(), weights=weights)
    return Fitter(reading, Composer(reading.revision, reading.scripts, HandClock()))


def test_weights_that_answer_more_are_found_and_twice_the_same() -> None:
    fit = fitter(SHY).fit(QUESTIONS)
    before, after = fit.fitted
    assert objective(after) > objective(before)
    assert fit.found.answer < SHY.answer
    assert fit == fitter(SHY).fit(QUESTIONS)


def test_what_candidates_score_is_left_as_it_is() -> None:
    found = asdict(fitter(SHY).fit(QUESTIONS).found)
    assert {name for name, value in found.items() if value != asdict(SHY)[name]} <= set(STEPS)
    assert set(found) - set(STEPS) == {
        "phrasing", "known", "wording", "asks", "status", "near", "gap_merit", "gap_explained", "gap_lead",
        "beside",  # what is told besides costs nothing in a table
        "clear_lead", "spoken_phrasing", "spoken_covered", "word_lead", "lead_whole",  # too few questions turn on each
    }  # fmt: skip


def test_held_out_tables_are_counted_and_never_fitted_on() -> None:
    spoilt = tuple(replace(q, must=(("nothing says this",),)) for q in HELD)  # would make every answer wrong
    alone, beside = fitter(SHY).fit(QUESTIONS), fitter(SHY).fit((*QUESTIONS, *spoilt))
    assert alone.found == beside.found
    assert alone.fitted == beside.fitted
    assert (alone.held_out, beside.held_out[1]["plain"].total()) == (({}, {}), 4)


def test_only_held_out_questions_are_nothing_to_fit_on() -> None:
    with pytest.raises(ParkbotError, match="Nothing to fit on"):
        fitter(SHY).fit(HELD)


def test_kinds_of_dialogues_and_context_are_left_out() -> None:
    followup = asked("7", "那占地呢", "120", kind="followup")
    context = replace(asked("8", "占地", "120"), expect="any")
    assert group_of(followup) is None
    fit = fitter(SHY).fit((*QUESTIONS, followup, context))
    assert sum(tally.total() for tally in fit.fitted[0].values()) == len(QUESTIONS)


def test_the_counts_before_are_those_of_the_whole_bot() -> None:
    one = fitter(Weights())
    fit = one.fit((*QUESTIONS, *HELD))
    assert fit.fitted[0] == fit.held_out[0]
    assert fit.fitted[1] == fit.held_out[1]


def test_a_wrong_answer_costs_more_than_a_right_one_gains() -> None:
    for name, aim in AIMS.items():
        assert aim.cost > 1
        one = {name: Tally({Verdict.RIGHT: 1, Verdict.WRONG: 1})}
        assert objective(one) == pytest.approx(aim.weight * (1 - aim.cost) / 2)
    assert objective({}) == 0


@dataclass
class Hill:
    """Best at one place; counts how often it is asked."""

    top: Weights
    asked: int = 0

    def __call__(self, weights: Weights) -> float:
        self.asked += 1
        return -sum(abs(asdict(weights)[name] - asdict(self.top)[name]) for name in STEPS)


def test_the_search_climbs_and_stops() -> None:
    hill = Hill(replace(Weights(), lead=Weights().lead + 0.2, gap=Weights().gap + 0.005))
    assert search(Weights(), hill) == hill.top
    assert hill.asked <= 1 + 2 * sum(map(len, STEPS.values()))


def test_thresholds_stay_in_order_and_nothing_falls_below_0() -> None:
    zero = replace(Weights(), **dict.fromkeys(STEPS, -1.0))
    found = search(Weights(), Hill(zero))
    assert found.choices <= found.answer <= found.certain
    assert min(asdict(found).values()) >= 0


def test_the_block_is_the_class_with_the_found_values() -> None:
    found = replace(Weights(), answer=0.615, gap=0.0, lead=1.25)
    scope: dict[str, object] = {"dataclass": dataclass}
    exec(block(found), scope)
    made = scope["Weights"]
    assert isinstance(made, type)
    assert asdict(made()) == asdict(found)
    assert "# a confidence below this is no answer" in block(found)


def test_the_report_shows_both_values_both_counts_and_the_block() -> None:
    fit = fitter(SHY).fit((*QUESTIONS, *HELD))
    lines = list(report(fit))
    row = next(line for line in lines if line.startswith("answer "))
    assert row.split() == ["answer", "1.21", f"{fit.found.answer:g}", "changed"]
    before, after = fit.held_out
    plain = ["plain", "4"] + [str(t["plain"][v]) for v in (Verdict.RIGHT, Verdict.WRONG) for t in (before, after)]
    assert [line.split() for line in lines].count(plain) == 2, "once fitted on, once held out"
    assert lines[-1] == block(fit.found)


def test_nothing_better_means_nothing_to_paste() -> None:
    same = Fit(SHY, SHY, ({}, {}), ({}, {}))
    assert list(report(same))[-1] == "The present weights are the best that were found."


def test_weights_that_do_worse_on_what_is_held_out_are_said_to() -> None:
    good, bad = ({"plain": Tally({verdict: 4})} for verdict in (Verdict.RIGHT, Verdict.WRONG))
    fit = Fit(SHY, Weights(), (bad, good), (good, bad))
    assert any("do worse" in line for line in report(fit))
    assert not any("do worse" in line for line in report(replace(fit, held_out=(bad, good))))

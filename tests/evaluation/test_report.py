"""The lines of a report."""

from bot.evaluation.judge import Verdict
from bot.evaluation.report import confusions, misses, table, tallies, threshold_curve
from evaluation.samples import judged, question

RIGHT, WRONG, MISSED = Verdict.RIGHT, Verdict.WRONG, Verdict.MISSED
ALL = (
    judged(question("1"), RIGHT),
    judged(question("2"), WRONG, score=0.6, shown=("g",)),
    judged(question("3", kind="english", language="en"), MISSED, outcome="unknown", score=0.3, shown=()),
    judged(question("4", kind="general", expect="unknown", articles=()), WRONG, score=0.7, shown=("g",)),
    judged(question("5", kind="compare", articles=("a", "b")), RIGHT, score=0.0),
)


def test_rows_are_kinds_groups_languages_articles_and_all() -> None:
    rows = tallies(ALL)
    assert rows["figure"] == {RIGHT: 1, WRONG: 1}
    assert rows["plain"] == {RIGHT: 1, WRONG: 1}
    assert rows["unanswerable"] == {WRONG: 1}
    assert rows["language en"] == {MISSED: 1}
    assert rows["article a"] == {RIGHT: 1, WRONG: 1, MISSED: 1}
    assert "article b" not in rows  # a comparison of two articles tells nothing about one
    assert rows["all"] == {RIGHT: 2, WRONG: 2, MISSED: 1}


def test_the_table_counts_and_ends_with_all() -> None:
    header, *rows = table(tallies(ALL))
    assert header.split() == ["right", "wrong", "missed", "asked", "right", "%", "wrong", "%"]
    assert rows[0].split() == ["figure", "1", "1", "0", "2", "50.0", "50.0"]
    assert rows[-1].split() == ["all", "2", "2", "1", "5", "40.0", "40.0"]


def test_misses_begin_with_the_wrong_ones_and_leave_out_the_right() -> None:
    told = [line for line in misses(ALL) if not line.startswith(" ")]
    assert [line.split()[1] for line in told] == ["t:2", "t:4", "t:3"]


def test_confusions_say_what_was_answered_instead() -> None:
    twice = (*ALL, judged(question("6"), WRONG, shown=("g",)))
    assert list(confusions(twice)) == ["   2  a -> g", "   1  (not held) -> g"]


def test_a_higher_line_turns_answers_into_misses_and_refusals() -> None:
    at = {row.split()[0]: [int(n) for n in row.split()[1:]] for row in list(threshold_curve(ALL, 0.50))[1:]}
    assert at["0.50"] == [2, 2, 1]
    assert at["0.62"] == [2, 1, 2]  # question 2 is no longer answered
    assert at["0.74"] == [3, 0, 2]  # nor is question 4, rightly
    assert at["0.90"] == [3, 0, 2]  # an answer that no score decided stays, and one just on the line too


def test_every_scored_question_stays_on_the_curve() -> None:
    assert all(sum(map(int, row.split()[1:])) == len(ALL) for row in list(threshold_curve(ALL, 0.5))[1:])

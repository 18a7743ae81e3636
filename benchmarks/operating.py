"""Operating points: what a method gets right for a number of wrong answers, its thresholds set to their best.

A method gives each question one best candidate with a score. From the answer line up it answers; from the choices
line up it asks "did you mean" with its best three; below that it says that it does not know. Both lines are set with
the questions' verdicts in sight, which flatters a method: no line chosen beforehand does better on these questions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.judge import Verdict


@dataclass(frozen=True, slots=True)
class Option:
    """What one question gets from a method: the score, and the verdict on answering, offering choices and declining."""

    score: float
    answered: Verdict
    offered: Verdict
    declined: Verdict


@dataclass(frozen=True, slots=True)
class Point:
    """Numbers of questions, and the lines that lead to them (both are scores; equal where nothing is offered)."""

    right: int
    wrong: int
    missed: int
    answer_line: float
    choices_line: float


def best_point(options: Sequence[Option], most_wrong: int) -> Point | None:
    """The point with the most right answers among those with at most `most_wrong` wrong ones; None: there is none.

    Of equals the one with the fewest wrong. Questions of one score stand on the same side of a line.
    """
    ordered = sorted(options, key=lambda o: -o.score)
    scores = np.array([o.score for o in ordered])
    # Where a line can be drawn: behind every question whose successor scores less.
    falls = np.flatnonzero(scores[1:] < scores[:-1]) + 1
    cuts = np.unique(np.concatenate([[0], falls, [len(ordered)]]))
    right = _sums(ordered, Verdict.RIGHT, cuts)
    wrong = _sums(ordered, Verdict.WRONG, cuts)
    allowed = (wrong <= most_wrong) & np.tri(len(cuts), dtype=bool).T
    if not allowed.any():
        return None
    merit = np.where(allowed, right * (len(ordered) + 1) - wrong, np.iinfo(np.int64).min)
    answered, offered = np.unravel_index(int(merit.argmax()), merit.shape)
    r, w = int(right[answered, offered]), int(wrong[answered, offered])
    return Point(r, w, len(ordered) - r - w, _line(scores, cuts[answered]), _line(scores, cuts[offered]))


def _sums(ordered: Sequence[Option], verdict: Verdict, cuts: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many get the verdict, of shape (answer line, choices line), both as numbers of questions above the line."""
    answered, offered, declined = (
        np.concatenate([[0], np.cumsum([getattr(o, name) is verdict for o in ordered])])[cuts]
        for name in ("answered", "offered", "declined")
    )
    sums: NDArray[np.int64] = (answered - offered)[:, None] + (offered - declined)[None, :]
    return sums + int(sum(o.declined is verdict for o in ordered))


def _line(scores: NDArray[np.float64], above: int) -> float:
    """The score of the last question above a line; above all scores where there is none."""
    return float(scores[above - 1]) if above else float("inf")

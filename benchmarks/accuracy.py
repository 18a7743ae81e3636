"""How right the answers are, beside the usual ways of matching text over the same content and the same questions.

    python -m benchmarks.accuracy [TABLE.jsonl ...]

The question: how many does each method get right **for the same number of wrong answers**? Wrong is far worse than
missed, and any method is seldom wrong if it seldom answers. So every other method has its thresholds set, on these very
questions, to the most right answers that as many wrong ones as the core's allow; then to those that 1, 3, 5 and 10 %
wrong allow. The core runs as it ships; its curve is that of raising its answer line, and ends where it stands.

The others (`benchmarks.rivals`) find the best phrasing of the same stored phrasings, each on the text as typed and on
the core's own normal form of it. A method with a choice to make is taken at its best choice in each column. What they
find is shown by the bot's own composer, and all are judged by the bot's own judge, so that only the finding differs.
They hold no conversation and work nothing out, so there is a second table without the kinds that need that.

Questions are those of the named tables, else of tests/questions. Libraries come with `pip install -e ".[bench]"`; one
that is missing is passed over with a line.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import Stored, read_content, read_questions, stored_phrasings
from benchmarks.operating import Option, Point, best_point
from benchmarks.rivals import RIVALS, Table
from bot.domain.bilingual import Language
from bot.domain.outcomes import Answer, Choice, Choices, EntryPart, FactPart, Outcome
from bot.errors import ParkbotError
from bot.evaluation.judge import Judge, Verdict
from bot.evaluation.tables import Question
from bot.in_memory import MemoryContexts, NoLog
from bot.matching.reading import Reading
from bot.reply.compose import Composer
from bot.reply.plain import plain
from bot.service import Answerer

CHOICES = 3
SHARES = (0.01, 0.03, 0.05, 0.10)
NEED_MORE = frozenset({"followup", "multi", "compare", "browse"})  # kinds that finding one text cannot answer
CORE = "core (as it ships)"


def main() -> int:
    """Run the benchmark; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="*", type=Path, help="question tables (JSONL); default: tests/questions")
    options = parser.parse_args()
    try:
        questions = read_questions(options.tables)
        content = read_content()
    except ParkbotError as error:
        print(error, file=sys.stderr)
        return 1
    scored = [q for q in questions if q.is_scored]
    if not scored:
        print("There are no questions: name a table, or write some under tests/questions.", file=sys.stderr)
        return 1
    reading = Reading.of(content.revision, content.vocabulary)
    replies = _Replies(reading)
    methods: dict[str, dict[str, list[Option]]] = {CORE: {"": replies.of_core(questions)}}
    for name, variants in _rivals(scored, reading, replies):
        methods.setdefault(name, {}).update(variants)
    _report("All questions", scored, methods, range(len(scored)))
    single = [i for i, q in enumerate(scored) if q.kind not in NEED_MORE]
    _report(f"Without {', '.join(sorted(NEED_MORE))}", scored, methods, single)
    return 0


class _Replies:
    """Renders and judges what a method would say."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._composer = Composer(reading.revision, reading.scripts, lambda: datetime.now(UTC))
        self._judge = Judge(reading.scripts.to_simplified)
        self._verdicts: dict[tuple[str, Outcome], Verdict] = {}

    def of_core(self, questions: Sequence[Question]) -> list[Option]:
        """The core's replies, in their conversations. Those that no candidate's score decided keep their verdict."""
        answerer = Answerer(self._reading, MemoryContexts(), NoLog(), lambda: datetime.now(UTC))
        options = []
        for question in questions:
            explained = answerer.explain(question.text, f"{question.table} {question.chat}")
            if not question.is_scored:
                continue
            verdict = self._verdict(question, explained.outcome)
            score = max((c.score for c in explained.trace.candidates), default=0.0)
            if isinstance(explained.outcome, Answer) and score > 0:
                options.append(Option(score, verdict, verdict, self._declined(question)))
            else:
                options.append(Option(float("inf"), verdict, verdict, verdict))
        return options

    def of_table(self, questions: Sequence[Question], table: Table, stored: Stored) -> list[Option]:
        """The replies of a method that scored every question against every stored phrasing."""
        options = []
        for question, scores in zip(questions, table, strict=True):
            best, found = float(scores.max()), _best_targets(scores, stored)
            answered, offered = self._answered(question, found[0]), self._offered(question, found)
            options.append(Option(best, answered, offered, self._declined(question)))
        return options

    def _answered(self, question: Question, target: str) -> Verdict:
        fact = self._reading.revision.facts.get(target)
        part = FactPart(fact) if fact else EntryPart(self._reading.revision.entries[target])
        return self._verdict(question, Answer(self._language(question), (part,)))

    def _offered(self, question: Question, targets: tuple[str, ...]) -> Verdict:
        return self._verdict(question, Choices(self._language(question), tuple(Choice(t) for t in targets)))

    def _language(self, question: Question) -> Language:
        return self._reading.scripts.language_of(question.text)

    def _verdict(self, question: Question, outcome: Outcome) -> Verdict:
        key = (question.key, outcome)  # the methods find the same things again and again
        if key not in self._verdicts:
            message = self._composer.compose(outcome)
            self._verdicts[key] = self._judge.verdict(question, message.outcome, plain(message), message.articles)
        return self._verdicts[key]

    def _declined(self, question: Question) -> Verdict:
        """The verdict on saying that the sources do not hold it, with nothing offered."""
        return self._judge.verdict(question, "unknown", "", ())


def _best_targets(scores: NDArray[np.float32], stored: Stored) -> tuple[str, ...]:
    """The facts and entries of the best phrasings, best first, each once; of equals the one stored first."""
    found: dict[str, None] = {}
    for row in np.argsort(-scores, kind="stable"):
        found.setdefault(stored.targets[row])
        if len(found) == CHOICES:
            break
    return tuple(found)


def _rivals(
    questions: Sequence[Question], reading: Reading, replies: _Replies
) -> Iterator[tuple[str, dict[str, list[Option]]]]:
    """Every other method on both forms of the text, with what it says to every question, variant by variant."""
    stored = stored_phrasings(reading.revision)
    normalise = reading.analyser.normalise
    forms = (
        ("as typed", [q.text for q in questions], list(stored.texts)),
        ("normalised", [normalise(q.text) for q in questions], [normalise(t) for t in stored.texts]),
    )
    for name, scorer in RIVALS:
        for form, asked, phrasings in forms:
            print(f"scoring: {name}, {form}", file=sys.stderr)
            try:
                variants = {v: replies.of_table(questions, table, stored) for v, table in scorer(asked, phrasings)}
            except ImportError as error:
                print(f'{name} is passed over: {error}. Install it with: pip install -e ".[bench]"')
                break
            yield f"{name}, {form}", variants


def _report(
    title: str,
    questions: Sequence[Question],
    methods: Mapping[str, Mapping[str, Sequence[Option]]],
    chosen: Sequence[int],
) -> None:
    """Print both tables for the chosen questions."""
    total = len(chosen)
    if not total:
        return
    core = [methods[CORE][""][i].answered for i in chosen]
    own_wrong = core.count(Verdict.WRONG)
    answerable = sum(questions[i].expect == "answer" for i in chosen)
    print(f"\n{title}: {total} questions, {answerable} of them answerable")
    print(f"\n{f'for at most {own_wrong} wrong':40}{'right':>7}{'wrong':>7}{'missed':>7}{'right %':>9}   at its best")
    right = core.count(Verdict.RIGHT)
    _row(CORE, Point(right, own_wrong, total - right - own_wrong, 0.0, 0.0), total, "")
    for name, variants in methods.items():
        if name != CORE:
            best = _best(variants, chosen, own_wrong)
            _row(name, best[1] if best else None, total, best[0] if best else "")
    limits = "".join(f"{f'{share:.0%} ({int(share * total)})':>12}" for share in SHARES)
    print(f"\n{'right % for at most … % (number) wrong':40}{limits}")
    for name, variants in methods.items():
        cells = ""
        for share in SHARES:
            best = _best(variants, chosen, int(share * total))
            cells += f"{100 * best[1].right / total:12.1f}" if best else f"{'-':>12}"
        print(f"{name:40}{cells}")


def _best(variants: Mapping[str, Sequence[Option]], chosen: Sequence[int], most_wrong: int) -> tuple[str, Point] | None:
    """The variant of a method that gets most right, and its point."""
    points = [(v, p) for v, options in variants.items() if (p := best_point([options[i] for i in chosen], most_wrong))]
    return max(points, key=lambda p: (p[1].right, -p[1].wrong), default=None)


def _row(name: str, point: Point | None, total: int, variant: str) -> None:
    if point is None:
        print(f"{name:40}{'-':>7}   cannot be that seldom wrong")
        return
    lines = f"{variant} answers from {point.answer_line:.4g}, offers from {point.choices_line:.4g}".strip()
    shown = f"{name:40}{point.right:7}{point.wrong:7}{point.missed:7}{100 * point.right / total:9.1f}"
    print(shown if name == CORE else f"{shown}   {lines}")


if __name__ == "__main__":
    sys.exit(main())

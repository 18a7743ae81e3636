"""`parkbot eval`: the tables it runs, and everything it prints."""

import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track

from bot.errors import ParkbotError
from bot.evaluation import last_run
from bot.evaluation import report as shown
from bot.evaluation.judge import Judge
from bot.evaluation.run import Explains, Judged, ask_all
from bot.evaluation.tables import Question, read_tables
from bot.language.script import Scripts


@dataclass(frozen=True)
class Evaluation:
    """One run over the tables: every scored question, the rows of the table, and the seconds it took."""

    judged: Sequence[Judged]
    rows: Mapping[str, shown.Tally]
    asked: int
    seconds: float


def tables(files: Iterable[Path] | None, checkout: Path) -> tuple[Question, ...]:
    """The questions of `files`, or of the checkout's own tables where none are named. Raises ParkbotError."""
    paths = tuple(files or sorted((checkout / "tests" / "questions").glob("*.jsonl")))
    questions = read_tables(paths)
    if not questions:
        raise ParkbotError("There are no question tables in tests/questions. Name some: parkbot eval FILE.jsonl")
    return questions


def evaluate(questions: Sequence[Question], desk: Explains, scripts: Scripts) -> Evaluation:
    """Ask everything; at a terminal the progress is shown on stderr."""
    started = time.perf_counter()
    progress = track(questions, "asking", console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    judged = tuple(ask_all(progress, desk, Judge(scripts.to_simplified)))
    return Evaluation(judged, shown.tallies(judged), len(questions), time.perf_counter() - started)


def report(evaluation: Evaluation, answer_line: float, last: Path, *, with_misses: bool) -> Iterator[str]:
    """Everything there is to see, section by section."""
    judged = evaluation.judged
    if with_misses:
        yield from shown.misses(judged)
        yield ""
    yield from shown.table(evaluation.rows)
    yield f"{evaluation.asked} messages, {1000 * evaluation.seconds / evaluation.asked:.1f} ms each"
    yield from _section("Answered instead (article wanted -> what was shown):", shown.confusions(judged))
    yield from _section("If the answer line stood higher:", shown.threshold_curve(judged, answer_line))
    before = last_run.read_verdicts(last)
    if before is not None:
        yield from _section("Changed since the run that was kept:", last_run.changes(before, judged))


def save(evaluation: Evaluation, last: Path) -> None:
    """Keep this run for later ones to be compared with."""
    last_run.save_verdicts(last, evaluation.judged)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield title
        yield from found

"""The question tables, asked before and after a change: which questions now get another answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from bot.domain.bilingual import Bilingual
from bot.evaluation import bars
from bot.evaluation.judge import Judge, Verdict
from bot.evaluation.report import tallies
from bot.evaluation.run import Explains, Judged, ask_all
from bot.evaluation.tables import Question, read_tables
from bot.language.script import Scripts

MOST_LISTED = 30
LONGEST = 60  # characters of a question or reply that is shown
_VERDICTS = {
    Verdict.RIGHT: Bilingual("对", "right"),
    Verdict.WRONG: Bilingual("错", "wrong"),
    Verdict.MISSED: Bilingual("未答", "missed"),
}


@dataclass(frozen=True, slots=True)
class Tables:
    """The questions that a content is measured by, and its bars; both may be empty."""

    questions: tuple[Question, ...]
    bars: tuple[bars.Bar, ...]

    def ask(self, desk: Explains) -> tuple[Judged, ...]:
        """Ask everything."""
        return tuple(ask_all(self.questions, desk, Judge(Scripts().to_simplified)))

    def below(self, judged: Sequence[Judged]) -> tuple[str, ...]:
        """A line for each bar that is not reached."""
        return tuple(bars.below(self.bars, tallies(judged))) if self.questions else ()


def tables_of(content: Path) -> Tables:
    """The tables beside a content folder: `tests/questions` or `questions` in it, with the bars of its pyproject.toml.

    Raises:
        ParkbotError: a table or the bars cannot be read.
    """
    found = [sorted((content / folder).glob("*.jsonl")) for folder in ("tests/questions", "questions")]
    paths = next((paths for paths in found if paths), [])
    project = content / "pyproject.toml"
    return Tables(read_tables(paths), bars.read_bars(project) if paths and project.is_file() else ())


def changed(before: Sequence[Judged], after: Sequence[Judged]) -> tuple[Bilingual, ...]:
    """A line for each question whose reply differs, those that became worse first; long lists end with a count."""
    earlier = {one.question.key: one for one in before}
    pairs = [(earlier[one.question.key], one) for one in after if one.question.key in earlier]
    differing = [(old, new) for old, new in pairs if old.text != new.text]
    differing.sort(key=lambda pair: (pair[0].verdict is not Verdict.RIGHT, pair[1].verdict is not Verdict.WRONG))
    lines = [*_lines(differing[:MOST_LISTED])]
    rest = len(differing) - MOST_LISTED
    if rest > 0:
        lines.append(Bilingual(f"……另有 {rest} 个问题的回答也变了", f"… and {rest} more questions get another reply"))
    return tuple(lines)


def _lines(pairs: Sequence[tuple[Judged, Judged]]) -> Iterator[Bilingual]:
    for old, new in pairs:
        was, now = _VERDICTS[old.verdict], _VERDICTS[new.verdict]
        zh = "" if was is now else f"（{was.zh}→{now.zh}）"
        en = "" if was is now else f" ({was.en} → {now.en})"
        asked, (before, after) = _short(new.question.text), _first_difference(old.text, new.text)
        yield Bilingual(f"问“{asked}”{zh}：{before} → {after}", f"“{asked}”{en}: {before} → {after}")


def _first_difference(before: str, after: str) -> tuple[str, str]:
    """The first lines of two texts that differ."""
    pairs = zip_longest(before.splitlines(), after.splitlines(), fillvalue="—")
    old, new = next((old, new) for old, new in pairs if old != new)
    return _short(old), _short(new)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

"""The verdicts of an earlier run, kept to see what a change has done."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.errors import ParkbotError
from bot.evaluation.judge import Verdict
from bot.evaluation.run import Judged

MOST_LISTED = 30


def read_verdicts(path: Path) -> dict[str, Verdict] | None:
    """The verdicts by question, None where no run was saved yet.

    Raises:
        ParkbotError: the file is not what `save_verdicts` writes.
    """
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        return {key: Verdict(value) for key, value in saved["verdicts"].items()}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ParkbotError(f"{path} does not hold an earlier run ({error}). Delete it and run with --save.") from error


def save_verdicts(path: Path, judged: Iterable[Judged]) -> None:
    """Keep the verdicts of this run. Raises ParkbotError where the file cannot be written."""
    text = json.dumps({"verdicts": {one.question.key: one.verdict for one in judged}}, indent=1, ensure_ascii=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise ParkbotError(f"{path} cannot be written ({error.strerror}).") from error


def changes(before: Mapping[str, Verdict], judged: Iterable[Judged]) -> Iterator[str]:
    """Every question of both runs whose verdict differs, the new wrong ones first."""
    changed = [
        (one, before[one.question.key])
        for one in judged
        if one.question.key in before and before[one.question.key] is not one.verdict
    ]
    worse_first = {Verdict.WRONG: 0, Verdict.MISSED: 1, Verdict.RIGHT: 2}
    changed.sort(key=lambda pair: worse_first[pair[0].verdict])
    for one, earlier in changed[:MOST_LISTED]:
        yield f"{earlier} -> {one.verdict}  {one.question.key} {one.question.text[:60]}"
    if len(changed) > MOST_LISTED:
        yield f"… and {len(changed) - MOST_LISTED} more"
    if not changed:
        yield "nothing"

"""Comparing with the run that was kept."""

from pathlib import Path

import pytest

from bot.errors import ParkbotError
from bot.evaluation.judge import Verdict
from bot.evaluation.last_run import changes, read_verdicts, save_verdicts
from evaluation.samples import judged, question

RIGHT, WRONG, MISSED = Verdict.RIGHT, Verdict.WRONG, Verdict.MISSED


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "last.json"
    save_verdicts(path, [judged(question("1"), RIGHT), judged(question("问"), MISSED)])
    assert read_verdicts(path) == {"t:1": RIGHT, "t:问": MISSED}


def test_no_run_was_kept_yet(tmp_path: Path) -> None:
    assert read_verdicts(tmp_path / "last.json") is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"verdicts": {"a": "fine"}}', '{"verdicts": 3}', "\udcff"])
def test_a_file_of_another_form_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "last.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ParkbotError, match="Delete it"):
        read_verdicts(path)


def test_changes_tell_the_new_wrong_ones_first_and_nothing_of_new_questions() -> None:
    before = {"t:1": WRONG, "t:2": RIGHT, "t:3": RIGHT, "t:4": RIGHT}
    now = [
        judged(question("1"), RIGHT),
        judged(question("2"), MISSED),
        judged(question("3"), WRONG),
        judged(question("4"), RIGHT),
        judged(question("5"), WRONG),
    ]
    assert [line.split("  ")[0] for line in changes(before, now)] == [
        "right -> wrong",
        "right -> missed",
        "wrong -> right",
    ]
    assert list(changes({}, now)) == ["nothing"]

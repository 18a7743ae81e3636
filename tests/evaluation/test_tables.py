"""Reading tables of questions."""

import json
from pathlib import Path

import pytest

from bot.evaluation.tables import KINDS, PLAIN, UNANSWERABLE, Question, TableError, read_tables

ROW = {
    "id": "q1", "chat": "c1", "text": "有几座", "lang": "zh", "kind": "figure", "expect": "answer",
    "article": ["a"], "must": [["37", "三十七"], ["座"]], "must_not": ["38"],
}  # fmt: skip


def _write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n", encoding="utf-8")
    return path


def test_a_row_is_read_as_it_stands(tmp_path: Path) -> None:
    assert read_tables([_write(tmp_path / "plain.jsonl", ROW)]) == (
        Question("plain", "q1", "c1", "有几座", "zh", "figure", "answer", ("a",), (("37", "三十七"), ("座",)), ("38",)),
    )


def test_order_is_kept_over_files_and_ids_may_repeat_between_them(tmp_path: Path) -> None:
    files = [_write(tmp_path / f"{name}.jsonl", ROW, ROW | {"id": "q2"}) for name in ("b", "a")]
    assert [q.key for q in read_tables(files)] == ["b:q1", "b:q2", "a:q1", "a:q2"]


def test_lists_may_be_left_out(tmp_path: Path) -> None:
    row = {key: ROW[key] for key in ("id", "chat", "text", "lang", "kind")} | {"expect": "any"}
    (question,) = read_tables([_write(tmp_path / "t.jsonl", row)])
    assert (question.articles, question.must, question.must_not) == ((), (), ())
    assert not question.is_scored


@pytest.mark.parametrize(
    "change",
    [
        {"id": 1}, {"id": ""}, {"chat": None}, {"text": None}, {"lang": "de"}, {"kind": "riddle"}, {"expect": "maybe"},
        {"article": "a"}, {"must": ["37"]}, {"must": [[]]}, {"must": "37"}, {"must_not": [37]},
    ],
)  # fmt: skip
def test_a_row_that_is_not_of_the_form_is_named(tmp_path: Path, change: dict[str, object]) -> None:
    file = _write(tmp_path / "t.jsonl", ROW, ROW | {"id": "q2"} | change)
    with pytest.raises(TableError) as caught:
        read_tables([file])
    assert str(caught.value).startswith(f'{file}:2: "{next(iter(change))}" must be')
    assert "\n" not in str(caught.value)


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    first.write_text("nonsense\n[]\n", encoding="utf-8")
    _write(second, ROW, ROW)
    with pytest.raises(TableError) as caught:
        read_tables([first, second, tmp_path / "3.jsonl"])
    told = str(caught.value).splitlines()
    assert [line.split(": ")[0] for line in told] == [
        f"{first}:1",
        f"{first}:2",
        f"{second}:2",
        f"{tmp_path / '3.jsonl'}",
    ]


def test_groups_are_made_of_known_kinds() -> None:
    assert set(KINDS) >= PLAIN | UNANSWERABLE
    assert not PLAIN & UNANSWERABLE

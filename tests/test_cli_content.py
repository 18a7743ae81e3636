"""The administrators' commands as processes: what they print, and their exit codes."""

import shutil
from pathlib import Path

import pytest
from program import SMALL_CONTENT, Program


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL_CONTENT, tmp_path / "content"))


@pytest.fixture
def program(tmp_path: Path, root: Path) -> Program:
    return Program(tmp_path).with_settings(PARKBOT_CONTENT=str(root))


def edit(root: Path, old: str, new: str) -> None:
    file = root / "data" / "all.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_from_draft_to_live_and_back(program: Program, root: Path) -> None:
    assert program.run("revisions").lines == ["Nothing has been published yet."]
    first = program.run("publish", "--note", "the beginning")
    assert (first.code, first.lines[-1]) == (0, "Published as revision 1.")
    assert program.run("publish").lines == ["The files are what is live already; there is nothing to publish."]
    assert program.run("diff").lines == ["  No difference."]

    edit(root, '"37座"', '"39座"')
    assert program.run("diff").lines == ["  fact willow-workshops: figure 37座 → 39座"]
    dry = program.run("publish", "--dry-run")
    assert dry.lines == ["  fact willow-workshops: figure 37座 → 39座", "Nothing was published (--dry-run)."]
    second = program.run("publish")
    assert second.lines[-1] == "Published as revision 2. To undo: parkbot rollback 1"

    back = program.run("rollback", "1", "--note", "a slip")
    assert back.lines[0] == "  fact willow-workshops: figure 39座 → 37座"
    assert back.lines[1].startswith("Revision 3 is live")
    assert program.run("diff", "1", "3").lines == ["  No difference."]
    assert program.run("diff", "2", "1").lines == ["  fact willow-workshops: figure 39座 → 37座"]
    listed = program.run("revisions").lines
    assert [line.split()[0] for line in listed] == ["3", "2", "1"]
    assert listed[0].endswith("rollback 1  a slip")
    assert listed[2].endswith("files  the beginning")
    assert len(program.run("revisions", "--limit", "1").lines) == 1


def test_a_draft_with_errors_is_refused_and_can_still_be_asked_about_once_mended(program: Program, root: Path) -> None:
    program.run("publish")
    edit(root, "  - id: willow-exports-2021", "  - id：willow-exports-2021")
    done = program.run("publish")
    assert done.code == 1
    assert "nothing was published" in done.err
    assert "data/all.yaml:" in done.err
    assert program.run("diff").code == 1
    assert [line.split()[0] for line in program.run("revisions").lines] == ["1"]


def test_ask_and_chat_answer_from_the_draft(program: Program, root: Path) -> None:
    program.run("publish")
    edit(root, '"37座"', '"39座"')
    assert program.run("ask", "柳树湾产业园有多少座厂房").lines[0] == "39座"
    assert program.run("chat", stdin="柳树湾产业园有多少座厂房\n".encode()).lines[0] == "39座"


def test_messages_follow_the_locale(program: Program, root: Path) -> None:
    chinese = program.with_settings(LANG="zh_CN.UTF-8")
    assert chinese.run("publish").lines[-1] == "已发布为版本 1。"
    edit(root, '"37座"', '"39座"')
    assert chinese.run("diff").lines == ["  数据 willow-workshops：数字 37座 → 39座"]


@pytest.mark.parametrize("arguments", [["rollback", "7"], ["diff", "7"]])
def test_a_revision_that_is_not_there_is_named(program: Program, arguments: list[str]) -> None:
    program.run("publish")
    done = program.run(*arguments)
    assert (done.code, "There is no revision 7" in done.err) == (1, True)

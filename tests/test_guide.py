"""The administrators' guide: every recipe is run, command by command, and both languages give the same commands."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from drafting.completing import ARTICLE as DRAFTED
from drafting.completing import complete
from program import ROOT, SMALL_CONTENT, Program
from test_cli_content import FACT, INDICATOR, ODD, edit

from bot.content.check import check

QUESTION = "柳树湾产业园有多少座厂房"
NEW = "柳树湾盖起来的车间有几座"


def recipes(name: str) -> dict[int, list[str]]:
    """The commands of each recipe, by its number."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    found = re.findall(r"^## (\d+)\. .*?^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return {int(number): commands.splitlines() for number, commands in found}


RECIPES = recipes("admin.zh.md")
ENTRY = ["willow-why", "willow-bay", "why", "为什么建柳树湾", "why was Willow Bay built", "为了办厂。", "For workshops.", "willow", "1"]  # fmt: skip # noqa: E501
# What is typed at the prompts of a command.
TYPED = {
    "new entry": ENTRY, "new indicator": INDICATOR,
    "new fact": [FACT[0], "willow-bay", *FACT[2:6], "willow", *FACT[7:]], "review": ["willow-workshops", "y"],
}  # fmt: skip


def delete_last_fact(root: Path) -> None:
    file = root / "data" / "all.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("  - id: willow-exports-2022")], encoding="utf-8")


# What the recipe says to do in the editor, before its commands.
EDITS: dict[int, Callable[[Path], None]] = {
    1: lambda root: edit(root, '"37座"', '"39座"'),
    2: lambda root: edit(root, "柳树湾建成几座厂房]", f"柳树湾建成几座厂房, {NEW}]"),
    6: lambda root: edit(root, "[柳树湾, 柳树湾园区]", "[柳树湾, 柳树湾园区, 杨柳湾]"),
    7: delete_last_fact,
    11: lambda root: edit(root, '"37座"', '"37座"\n    expires: 2020-12-31'),
}
# What it says to do between two of its commands: after the first, before the second.
BETWEEN: dict[int, Callable[[Path], None]] = {4: lambda root: complete(root, "lake-news")}


def test_both_languages_give_the_same_recipes() -> None:
    assert sorted(RECIPES) == list(range(1, 12))
    assert recipes("admin.en.md") == RECIPES


@pytest.mark.parametrize("number", sorted(RECIPES))
def test_the_recipe_works(number: int, tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL_CONTENT, tmp_path / "content"))
    program = Program(tmp_path).with_settings(PARKBOT_CONTENT=str(root))
    program.run("publish")
    if number == 8:
        edit(root, '"37座"', '"39座"')
        program.run("publish")
    if number == 4:
        shutil.copy(DRAFTED, tmp_path / "lake-news.txt")
    if number in (9, 10):
        program.run("ask", ODD)
    EDITS.get(number, lambda _: None)(root)
    outputs = []
    for line in RECIPES[number]:
        name, *arguments = shlex.split(line.replace("你的问题", NEW))
        assert name == "parkbot"
        typed = TYPED.get(" ".join(arguments), [])
        done = program.run(*arguments, stdin=("\n".join(typed) + "\n").encode())
        assert (done.code, done.err) == (0, ""), done.out
        outputs.append(done.out)
        if len(outputs) == 1:
            BETWEEN.get(number, lambda _: None)(root)
    CHECKS[number](program, root, outputs)


def _published(program: Program, question: str, figure: str) -> None:
    assert program.run("diff").lines == ["  No difference."]
    assert program.run("ask", question).lines[0] == figure


CHECKS: dict[int, Callable[[Program, Path, list[str]], None]] = {
    1: lambda program, _root, _out: _published(program, QUESTION, "39座"),
    2: lambda program, _root, _out: _published(program, NEW, "37座"),
    3: lambda program, _root, _out: _published(program, "为什么建柳树湾", "为了办厂。"),
    4: lambda program, _root, _out: _published(program, "青岚湾绿色产业园2023年总产值是多少", "48.6亿元"),
    5: lambda program, _root, _out: _published(program, "湖边园区有多少人上班", "超3000人"),
    6: lambda program, _root, _out: _published(program, "杨柳湾有多少座厂房", "37座"),
    7: lambda _program, _root, out: _holds(out[-1], "fact willow-exports-2022 removed"),
    8: lambda program, _root, out: _holds(out[-1] + program.run("revisions").out, "Revision 3 is live"),
    9: lambda _program, root, _out: _holds((root / "data" / "all.yaml").read_text(encoding="utf-8"), ODD),
    10: lambda _program, _root, out: _holds("".join(out), ODD),
    11: lambda program, _root, out: (
        _holds(out[0], "“willow-workshops” was valid until 2020-12-31"),
        _published(program, QUESTION, "注意：这条内容的有效期到2020年12月31日，现在可能已经过时。"),
    )[0],
}


def _holds(text: str, wanted: str) -> None:
    assert wanted in text


def test_the_filled_in_draft_is_one_that_check_understands(tmp_path: Path) -> None:
    blocks = [
        re.findall(
            r"^```yaml\n(.*?)^```$", (ROOT / "docs" / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        )
        for name in ("admin.zh.md", "admin.en.md")
    ]
    assert blocks[0] == blocks[1]
    assert len(blocks[0]) == 1
    root = Path(shutil.copytree(SMALL_CONTENT, tmp_path / "content"))
    (root / "data" / "lake.yaml").write_text(blocks[0][0], encoding="utf-8")
    found = [p for p in check(root) if p.place.file.endswith("lake.yaml")]
    assert {p.code for p in found} == {"reference"}, found  # its park and its article are not there

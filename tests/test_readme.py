"""The README: its two lines, and that it documents what there is."""

import re
from pathlib import Path

import pytest
from program import ROOT, Program
from typer.main import get_command

from bot.cli import app
from bot.settings import Settings

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("block", BLOCKS[:2])
def test_the_first_two_blocks_are_one_line_each(block: str) -> None:
    assert block.count("\n") == 1
    assert block.startswith("python3 -m venv .venv && ")
    assert not block.rstrip("\n").endswith("\\")


def test_the_first_opens_the_prompt_and_the_second_runs_the_tests() -> None:
    assert BLOCKS[0].endswith("parkbot chat\n")
    assert BLOCKS[1].endswith("-m pytest\n")
    assert "'.[dev]'" in BLOCKS[1]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_its_options_are_documented(command: str) -> None:
    assert f"`parkbot {command}" in README
    for parameter in COMMANDS[command].params:
        for option in parameter.opts:
            if option.startswith("--") and option != "--help":
                assert f"`{option}" in README or f" {option} " in README, option


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_every_setting_is_documented(field: str) -> None:
    assert f"| `PARKBOT_{field.upper()}` |" in README


def test_no_setting_is_documented_that_is_none() -> None:
    named = set(re.findall(r"PARKBOT_([A-Z_]+)", README))
    assert named == {field.upper() for field in Settings.model_fields}


def test_every_package_the_program_needs_is_explained() -> None:
    import tomllib

    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[\[><=,]", package)[0] for package in needed}
    section = README.partition("## What it is built with")[2].lower()
    assert {name for name in names if name.lower() not in section} == set()


def test_the_map_names_every_module_and_package_of_bot() -> None:
    section = README.partition("## Where things are")[2]
    for path in (ROOT / "bot").iterdir():
        if path.name.startswith("_") or path.name == "shipped":
            continue
        assert (f"{path.name}/" if path.is_dir() else path.name) in section, path.name


def test_the_worked_example_is_an_entry_that_exists() -> None:
    entry = re.search(r"- id: (\S+)\n", README)
    assert entry
    assert f"- id: {entry[1]}\n" in (ROOT / "faq" / "jinzhong-agri.yaml").read_text(encoding="utf-8")


def test_the_conversation_is_what_the_bot_says(tmp_path: Path) -> None:
    (conversation,) = (b for b in re.findall(r"^```\n(.*?)^```$", README, re.MULTILINE | re.DOTALL) if b[:2] == "> ")
    turns = [turn.partition("\n") for turn in conversation.strip().split("\n\n")]
    asked = "\n".join(question.removeprefix("> ") for question, _, _ in turns)
    said = Program(tmp_path).with_settings(PARKBOT_CONTENT=str(ROOT)).run("chat", stdin=asked.encode()).out
    assert said.strip().split("\n\n") == [reply for _, _, reply in turns]

"""The commands as processes: what they print, where, and their exit codes."""

import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from program import PATIENCE, SMALL_CONTENT, Program

QUESTION = "柳树湾产业园有多少座厂房"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def _logged(program: Program) -> list[tuple[str, str, str]]:
    with sqlite3.connect(program.folder / "parkbot.sqlite3") as connection:
        return connection.execute("SELECT chat, question, outcome FROM questions ORDER BY id").fetchall()


def _broken_content(tmp_path: Path) -> Path:
    """The small content with a full-width colon in the line of an answer."""
    root = tmp_path / "content"
    shutil.copytree(SMALL_CONTENT, root)
    file = root / "faq" / "willow.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("      zh: 柳树湾", "      zh：柳树湾"), encoding="utf-8")
    return root


# ask


def test_ask_answers_with_figure_and_source_in_the_poorest_locale(program: Program) -> None:
    done = program.run("ask", QUESTION)
    assert (done.code, done.err) == (0, "")
    assert done.lines[0] == "37座"
    assert "《柳树湾产业园稳步前行》" in done.lines[-1]
    assert [row[1:] for row in _logged(program)] == [(QUESTION, "answer")]


def test_ask_takes_a_question_without_quotes(program: Program) -> None:
    done = program.run("ask", "How", "many", "workshops", "does", "Willow", "Bay", "have")
    assert done.code == 0
    assert done.lines[0].startswith("37")


def test_ask_why_prints_how_it_was_decided(program: Program) -> None:
    done = program.run("ask", QUESTION, "--why")
    assert done.lines[0] == "37座"
    assert f"read as:    {QUESTION}" in done.lines
    assert any(line.startswith("spotted:") and "park:willow-bay" in line for line in done.lines)
    assert any(line.startswith("candidates:") and "willow-workshops" in line and "+0." in line for line in done.lines)
    assert done.lines[-1].startswith("decided by: ")


def test_ask_json_is_one_object_with_the_same_reply(program: Program) -> None:
    done = program.run("ask", QUESTION, "--json", "--why")
    data = json.loads(done.out)
    assert data["outcome"] == "answer"
    assert data["articles"] == ["willow"]
    assert data["text"].splitlines()[0] == "37座"
    assert data["why"]["candidates"][0]["target"] == "willow-workshops"
    assert "why" not in json.loads(program.run("ask", QUESTION, "--json").out)


def test_a_batch_is_answered_in_order_and_logged(program: Program) -> None:
    lines = [
        {"id": "1", "chat": "a", "text": QUESTION},
        {"id": "2", "chat": "b", "text": "你好"},
        {"id": "3", "chat": "a", "text": "2022年出口额呢"},
    ]
    done = program.run("ask", "--jsonl", stdin="\n".join(json.dumps(line) for line in lines).encode())
    replies = [json.loads(line) for line in done.lines]
    assert (done.code, done.err) == (0, "")
    assert [r["id"] for r in replies] == ["1", "2", "3"]
    assert [r["outcome"] for r in replies] == ["answer", "help", "answer"]
    assert "9.5亿元" in replies[2]["text"]  # the park is that of the chat's first line
    assert len(_logged(program)) == 3


def test_batches_do_not_depend_on_earlier_ones(program: Program) -> None:
    follow_up = json.dumps({"id": 1, "chat": "a", "text": "它2022年的呢"}).encode()
    alone = program.run("ask", "--jsonl", stdin=follow_up)
    program.run("ask", "--jsonl", stdin=json.dumps({"id": 1, "chat": "a", "text": QUESTION}).encode())
    assert program.run("ask", "--jsonl", stdin=follow_up).out == alone.out


def test_a_malformed_line_of_a_batch_ends_it_with_1_after_all_others(program: Program) -> None:
    done = program.run("ask", "--jsonl", stdin=b'oops\n{"id": 2, "text": "hello"}\n')
    assert done.code == 1
    assert [json.loads(line)["id"] for line in done.lines] == [2]
    assert done.err.startswith("line 1: not JSON")


def test_half_a_surrogate_pair_is_still_json(program: Program) -> None:
    done = program.run("ask", "--jsonl", stdin=rb'{"id": "\udce9", "text": "\ud83d"}')
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["id"] == "\udce9"


def test_a_reader_who_stops_reading_is_no_error(program: Program) -> None:
    process = program.start("ask", "--jsonl")
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(b'{"id": 1, "text": "hello"}\n')
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == 1
    process.stdout.close()
    process.stdin.write(b'{"id": 2, "text": "hello"}\n' * 3)
    process.stdin.close()
    assert process.wait(PATIENCE) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.parametrize(
    "arguments",
    [["ask"], ["ask", "x", "--jsonl"], ["ask", "--jsonl", "--why"], ["ask", "--wat"], ["wat"], ["eval", "--bars"], []],
)
def test_wrong_usage_is_2(program: Program, arguments: list[str]) -> None:
    done = program.run(*arguments)
    assert done.code == 2
    assert "Usage: parkbot" in done.out + done.err


# check


def test_check_counts_and_is_content(program: Program) -> None:
    done = program.run("check")
    assert (done.code, done.err) == (0, "")
    assert done.lines == ["1 articles, 1 parks, 3 facts, 1 entries, 0 gaps: errors 0, warnings 0."]


@pytest.mark.parametrize(
    ("arguments", "locale", "expected"),
    [
        ([], "zh_CN.UTF-8", "半角冒号"),
        ([], "en_GB.UTF-8", "ordinary colon"),
        (["--lang", "zh"], "en_GB.UTF-8", "半角冒号"),
        (["--lang", "en"], "zh_CN.UTF-8", "ordinary colon"),
    ],
)
def test_check_names_file_line_and_column_in_the_readers_language(
    program: Program, tmp_path: Path, arguments: list[str], locale: str, expected: str
) -> None:
    done = program.with_settings(PARKBOT_CONTENT=str(_broken_content(tmp_path)), LC_ALL=locale).run("check", *arguments)
    assert done.code == 1
    assert done.lines[0].startswith("faq/willow.yaml:9:1  ")
    assert expected in done.lines[0]


def test_check_proves_the_content_against_the_article_texts(program: Program, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    article = (
        "title: 柳树湾产业园稳步前行\nbyline: 柳湾晚报 高山\n¶1 柳树湾产业园由渔民合作社创办。\n¶2 园区有厂房38座。\n"
    )
    (source / "willow.txt").write_text(article, encoding="utf-8")
    done = program.run("check", "--lang", "en", "--source", str(source))
    assert done.code == 1
    assert any(line.startswith("data/all.yaml:") and "37座" in line for line in done.lines)


def test_content_with_errors_is_not_served_and_check_is_named(program: Program, tmp_path: Path) -> None:
    broken = program.with_settings(PARKBOT_CONTENT=str(_broken_content(tmp_path)))
    for arguments in (["ask", QUESTION], ["chat"]):
        done = broken.run(*arguments)
        assert (done.code, done.out) == (1, "")
        assert "parkbot check" in done.err
        assert "faq/willow.yaml:9:1" in done.err
        assert "Traceback" not in done.err


# run, settings, help


def test_run_without_a_token_says_how_to_get_one(program: Program) -> None:
    for token in ({}, {"PARKBOT_TOKEN": " "}):
        done = program.with_settings(**token).run("run")
        assert (done.code, done.out) == (1, "")
        for word in ("@BotFather", "PARKBOT_TOKEN", "parkbot chat"):
            assert word in done.err
        assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("name", "value"),
    [("PARKBOT_DATABASE_URL", "mysql://x/y"), ("PARKBOT_API_URL", "example.org"), ("PARKBOT_CONTENT", "gone")],
)
def test_a_setting_that_cannot_be_used_is_named_or_explained(program: Program, name: str, value: str) -> None:
    done = program.with_settings(**{name: value}).run("ask", QUESTION)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("parkbot: ")
    assert name in done.err or value in done.err
    assert "Traceback" not in done.err


def test_help_lists_every_command_and_setting(program: Program) -> None:
    text = program.run("--help").out
    for word in ("chat", "ask", "run", "check", "eval", "PARKBOT_TOKEN", "PARKBOT_API_URL", "PARKBOT_DATABASE_URL"):
        assert word in text


def test_version_is_that_of_the_package(program: Program) -> None:
    done = program.run("--version")
    assert done.code == 0
    assert done.out.strip().count(".") == 2


# eval


@pytest.fixture
def table(tmp_path: Path) -> Path:
    figure = {"lang": "zh", "kind": "figure", "expect": "answer", "article": ["willow"]}
    rows = [
        {**figure, "id": "1", "chat": "a", "text": QUESTION, "must": [["37"]]},
        {**figure, "id": "2", "chat": "b", "text": "柳树湾2021年出口额", "must": [["7亿"]]},  # really 8: answered wrong
        {"id": "3", "chat": "c", "text": "苏州的房价是多少", "lang": "zh", "kind": "near_miss", "expect": "unknown"},
    ]
    file = tmp_path / "some.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file


def test_eval_prints_the_table_and_what_was_answered_instead(program: Program, table: Path) -> None:
    done = program.run("eval", str(table), "--misses")
    assert (done.code, done.err) == (0, "")
    rows = {line.split()[0]: line.split()[1:5] for line in done.lines if line[:1].isalpha() and len(line.split()) == 7}
    assert rows["figure"] == ["1", "1", "0", "2"]
    assert rows["near_miss"] == ["1", "0", "0", "1"]
    assert rows["all"] == ["2", "1", "0", "3"]
    assert any(line.startswith("wrong some:2 ") for line in done.lines)
    assert "   1  willow -> willow-exports-2021" in done.lines
    assert not (program.folder / "parkbot.sqlite3").exists()  # nothing is logged


def test_eval_compares_with_the_run_that_was_kept(program: Program, table: Path) -> None:
    program.run("eval", str(table), "--save")
    assert "nothing" in program.run("eval", str(table)).lines
    table.write_text(table.read_text(encoding="utf-8").replace("37", "36"), encoding="utf-8")
    changed = program.run("eval", str(table)).lines
    assert any(line.startswith("right -> wrong  some:1 ") for line in changed)


def test_eval_ends_with_1_below_the_bar(program: Program, table: Path) -> None:
    done = program.run("eval", str(table), "--bar")
    assert done.code == 1
    assert "below the bar" in done.err
    assert "plain: 50.0 % right" in done.err


def test_eval_fit_shows_the_weights_and_goes_with_nothing_else(program: Program, table: Path) -> None:
    done = program.run("eval", "--fit", str(table))
    assert (done.code, done.err) == (0, "")
    assert any(line.split()[:1] == ["certain"] for line in done.lines)
    assert "Fitted on:" in done.lines
    assert program.run("eval", "--fit", "--save", str(table)).code == 2


def test_eval_names_every_faulty_line_at_once(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text('{"id": "1"}\nnonsense\n', encoding="utf-8")
    done = program.run("eval", str(file))
    assert done.code == 1
    assert f"{file}:1: " in done.err
    assert f"{file}:2: not JSON" in done.err


def test_python_is_not_started_with_telegram_for_a_question(program: Program) -> None:
    """The Telegram client and the prompt take a while to read, and a question needs neither."""
    code = (
        "import sys; sys.argv = ['parkbot', 'ask', 'hello']\n"
        "from bot.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert end.code == 0\n"
        "print(sorted(m for m in ('telegram', 'prompt_toolkit') if m in sys.modules))"
    )
    done = subprocess.run(
        [program.command[0], "-c", code],
        capture_output=True, cwd=program.folder, env=program.environment, timeout=PATIENCE, check=True,
    )  # fmt: skip
    assert done.stdout.decode().splitlines()[-1] == "[]"

"""The prompt: conversations against a desk that only repeats; the real program in a pipe and at a pseudo-terminal."""

import contextlib
import io
import os
import re
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from program import PATIENCE, Program

from bot.domain.bilingual import Language
from bot.reply.message import Button, Line, Message, Role
from bot.terminal import Conversation, chat_in_lines, numbered

CHOICES = (Button("出口 2021", "f-2021"), Button("出口 2022", "f-2022"), Button("都不是", "none"))


class Desk:
    """Offers choices for every question, and says what it was asked to do."""

    def __init__(self, buttons: tuple[Button, ...] = CHOICES) -> None:
        self.buttons = buttons

    def reply(self, text: str, chat: str) -> Message:  # noqa: ARG002
        return Message("choices", (Line(Role.BODY, f"reply {text}"),), self.buttons)

    def choose(self, target: str, chat: str) -> Message:  # noqa: ARG002
        return Message("answer", (Line(Role.HEADLINE, f"choose {target}"),))

    def start(self, language_code: str | None, chat: str) -> Message:  # noqa: ARG002
        return Message("help", (Line(Role.HEADLINE, f"start {language_code}"),), (Button("例", "f-1"),))


def _said(message: Message) -> str:
    return message.lines[0].text


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("1", "f-2021"),
        ("2", "f-2022"),
        ("0", "none"),
        ("２．", "f-2022"),
        (" 2. ", "f-2022"),
        ("(1)", "f-2021"),
        ("1、", "f-2021"),
    ],
)
def test_a_number_chooses_what_the_last_reply_offered(typed: str, target: str) -> None:
    conversation = Conversation(Desk(), "c")
    conversation.say("出口")
    assert _said(conversation.say(typed)) == f"choose {target}"


@pytest.mark.parametrize("typed", ["3", "12", "2022", "1个", "-1", "1.5"])
def test_a_number_that_was_not_offered_is_a_question(typed: str) -> None:
    conversation = Conversation(Desk(), "c")
    conversation.say("出口")
    assert _said(conversation.say(typed)) == f"reply {typed}"


def test_numbers_are_those_of_the_last_reply_only() -> None:
    conversation = Conversation(Desk(), "c")
    conversation.say("出口")
    conversation.say("2")
    assert _said(conversation.say("2")) == "reply 2"


def test_nothing_is_chosen_before_anything_was_offered() -> None:
    assert _said(Conversation(Desk(), "c").say("0")) == "reply 0"


def test_zero_is_none_of_these_where_only_examples_are_offered() -> None:
    conversation = Conversation(Desk((Button("例", "f-1"),)), "c")
    conversation.say("x")
    assert _said(conversation.say("0")) == "choose none"


def test_the_examples_of_the_greeting_can_be_chosen() -> None:
    conversation = Conversation(Desk(), "c")
    assert _said(conversation.greet(Language.ENGLISH)) == "start en"
    assert _said(conversation.say("1")) == "choose f-1"


def test_none_of_these_is_number_0_wherever_it_stands() -> None:
    message = Message("choices", (), (CHOICES[2], *CHOICES[:2]))
    assert [(n, b.target) for n, b in numbered(message)] == [(1, "f-2021"), (2, "f-2022"), (0, "none")]


def test_lines_are_answered_in_order_with_numbered_buttons() -> None:
    out = io.StringIO()
    chat_in_lines(["出口\n".encode(), b"\n", b"2\n", "谢谢".encode()], out, Conversation(Desk(), "c"))
    assert out.getvalue() == (
        "reply 出口\n1. 出口 2021\n2. 出口 2022\n0. 都不是\n\n"
        "choose f-2022\n\n"
        "reply 谢谢\n1. 出口 2021\n2. 出口 2022\n0. 都不是\n\n"
    )


def test_bytes_that_are_no_utf8_are_a_question_all_the_same() -> None:
    out = io.StringIO()
    chat_in_lines(["面积\n".encode("gbk")], out, Conversation(Desk(()), "c"))
    assert out.getvalue().startswith("reply ")


def test_control_characters_do_not_reach_the_output() -> None:
    out = io.StringIO()
    chat_in_lines([b"a\x1b[31mb\x07c\x9b\n"], out, Conversation(Desk(()), "c"))
    assert "\x1b" not in out.getvalue()
    assert "\x07" not in out.getvalue()


# The program in a pipe.


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def test_a_pipe_gets_a_reply_for_each_line_and_ends_at_its_end(program: Program) -> None:
    done = program.run("chat", stdin="柳树湾产业园有多少座厂房\n柳树湾出口额\n2".encode())
    assert done.code == 0
    assert done.err == ""
    first, second, third = done.out.strip().split("\n\n")
    assert first.startswith("37座\n")
    assert "0. 都不是" in second.splitlines()
    assert third.startswith("9.5亿元\n")
    assert "\x1b" not in done.out


def test_an_empty_pipe_prints_nothing(program: Program) -> None:
    done = program.run("chat")
    assert (done.code, done.out, done.err) == (0, "", "")


# The program at a terminal.

pty = pytest.importorskip("pty", reason="pseudo-terminals are a Unix thing")
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")


class Terminal:
    """A pseudo-terminal with the program on it: type, and wait for what appears."""

    def __init__(self, program: Program, *arguments: str) -> None:
        self._master, slave = pty.openpty()
        environment = {**program.environment, "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"}
        self.process = subprocess.Popen(
            [*program.command, *arguments],
            stdin=slave, stdout=slave, stderr=slave, cwd=program.folder, env=environment,
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.raw = ""

    @property
    def seen(self) -> str:
        return _ESCAPES.sub("", self.raw)

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def wait_for(self, text: str, after: int = 0) -> int:
        """Wait until `text` is on the screen; returns where it ends in `seen`."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.seen[after:]:
            if not self._read(deadline):
                pytest.fail(f"{text!r} did not appear; on the screen is {self.seen!r}")
        return self.seen.index(text, after) + len(text)

    def wait_for_prompt(self, after: int = 0) -> int:
        """Keys pressed before it count as typed ahead, and Ctrl-D and Ctrl-C then mean other things."""
        return self.wait_for("\n>", after)

    def end(self) -> int:
        """The exit code, once the program has ended by itself."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)

    def _read(self, deadline: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], max(0, deadline - time.monotonic()))
        if not ready:
            return False
        with contextlib.suppress(OSError):  # Linux reports the end of a pseudo-terminal as an error
            if chunk := os.read(self._master, 65536):
                self.raw += chunk.decode("utf-8", "replace")
                return True
        return False


@pytest.fixture
def terminal(program: Program) -> Iterator[Terminal]:
    opened = Terminal(program.with_settings(LANG="zh_CN.UTF-8"), "chat")
    try:
        opened.wait_for_prompt()
        yield opened
    finally:
        opened.close()


def test_a_terminal_is_greeted_with_examples_in_its_language(terminal: Terminal) -> None:
    assert "您好" in terminal.seen
    assert "1. 柳树湾产业园" in terminal.seen
    assert "Ctrl-D" in terminal.seen


def test_a_question_and_a_choice_by_number(terminal: Terminal) -> None:
    terminal.type("柳树湾出口额\r")
    end = terminal.wait_for_prompt(terminal.wait_for("0. 都不是"))
    terminal.type("1\r")
    terminal.wait_for_prompt(terminal.wait_for("超8亿元", end))
    assert "\x1b[1m" in terminal.raw  # the figure is bold
    terminal.type("\x04")
    assert terminal.end() == 0


def test_ctrl_d_leaves_with_0(terminal: Terminal) -> None:
    terminal.type("\x04")
    assert terminal.end() == 0


def test_ctrl_c_clears_the_line_then_leaves_with_130(terminal: Terminal) -> None:
    before = len(terminal.seen)
    terminal.type("柳树湾")
    terminal.wait_for("柳树湾", before)
    terminal.type("\x03")
    terminal.type("柳树湾产业园有多少座厂房\r")
    end = terminal.wait_for("37座", before)
    assert "您问的是" not in terminal.seen[before:end]  # the cleared text was not asked
    terminal.wait_for_prompt(end)
    terminal.type("\x03")
    assert terminal.end() == 130
    assert "Interrupted." in terminal.seen
    assert "Traceback" not in terminal.seen


def test_the_arrow_key_brings_the_last_question_back(terminal: Terminal) -> None:
    terminal.type("柳树湾产业园有多少座厂房\r")
    end = terminal.wait_for_prompt(terminal.wait_for("第2段"))
    terminal.type("\x1b[A\r")
    terminal.wait_for("37座", end)


def test_no_terminal_is_asked_where_its_cursor_is(terminal: Terminal) -> None:
    assert "\x1b[6n" not in terminal.raw


def test_sigint_in_a_pipe_ends_with_130(program: Program) -> None:
    process = program.start("chat")
    assert process.stdin
    assert process.stdout
    process.stdin.write("柳树湾产业园有多少座厂房\n".encode())
    process.stdin.flush()
    assert process.stdout.readline().decode().startswith("37座")
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert errors.decode() == "Interrupted.\n"

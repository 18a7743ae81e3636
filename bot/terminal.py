"""`parkbot chat`: the bot at a prompt. At a terminal with line editing and colours, in a pipe a question a line."""

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Protocol, TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.console import Console
from rich.text import Text

from bot.domain.bilingual import Bilingual, Language
from bot.reply.compose import NONE
from bot.reply.message import Button, Message, Role

PROMPT = "> "
_NUMBER = re.compile(r"[(（]?(\d{1,2})[)）.．、。]?")  # \d and int() take full-width digits too
_CONTROL = {*range(32), *range(127, 160)} - {ord("\n")}
_STYLES = {Role.HEADLINE: "bold", Role.BODY: "", Role.SOURCE: "italic", Role.NOTE: "dim", Role.NOTICE: "yellow"}
_LEAVE = Bilingual(
    "输入问题后按回车；输入数字选择；Ctrl-D 结束。", "Type a question and Enter, or a number to choose; Ctrl-D ends."
)


class Speaks(Protocol):
    """What the terminal needs of the desk."""

    def reply(self, text: str, chat: str) -> Message: ...

    def choose(self, target: str, chat: str) -> Message: ...

    def start(self, language_code: str | None, chat: str) -> Message: ...


class Conversation:
    """One chat: remembers which numbers the last reply gave to its buttons."""

    def __init__(self, desk: Speaks, chat: str) -> None:
        self._desk = desk
        self._chat = chat
        self._choices: dict[int, str] = {}

    def greet(self, language: Language) -> Message:
        return self._numbered(self._desk.start(language, self._chat))

    def say(self, text: str) -> Message:
        """The reply to a line: a number that the last reply offered, or a question."""
        match = _NUMBER.fullmatch(text.strip())
        target = self._choices.get(int(match[1])) if match else None
        if target is not None:
            return self._numbered(self._desk.choose(target, self._chat))
        return self._numbered(self._desk.reply(text, self._chat))

    def _numbered(self, message: Message) -> Message:
        self._choices = {number: button.target for number, button in numbered(message)}
        if self._choices:
            self._choices.setdefault(0, NONE)  # taken wherever there are numbers, printed or not
        return message


def numbered(message: Message) -> list[tuple[int, Button]]:
    """The buttons with their numbers: from 1, "none of these" 0."""
    offers = [b for b in message.buttons if b.target != NONE]
    return [*enumerate(offers, 1), *((0, b) for b in message.buttons if b.target == NONE)]


def chat_in_lines(lines: Iterable[bytes], out: TextIO, conversation: Conversation) -> None:
    """Answer each line of a pipe or file until it ends; blank lines are passed over. Nothing but text is printed."""
    for line in lines:
        text = line.decode("utf-8-sig", "replace").strip()
        if text:
            print("\n".join(_rows(conversation.say(text))), end="\n\n", file=out, flush=True)


def chat_at_terminal(conversation: Conversation, language: Language) -> None:
    """Prompt and answer until Ctrl-D.

    Raises:
        KeyboardInterrupt: Ctrl-C at an empty line; on a line with text it clears the line.
    """
    console = Console(highlight=False)
    _print(console, conversation.greet(language))
    console.print(_LEAVE.get(language), style="dim", end="\n\n")
    for text in _typed():
        _print(console, conversation.say(text))
        console.print()


def at_terminal() -> bool:
    """Whether someone sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _rows(message: Message) -> Iterator[str]:
    yield from (_clean(line.text) for line in message.lines)
    yield from (f"{number}. {_clean(button.label)}" for number, button in numbered(message))


def _clean(text: str) -> str:
    """Without control characters, which could drive a terminal."""
    return text.translate(dict.fromkeys(_CONTROL))


def _typed() -> Iterator[str]:
    """The lines typed at the prompt, with editing and a history that lasts as long as the session."""
    keys = KeyBindings()

    @keys.add("c-c")
    def _(event: KeyPressEvent) -> None:
        if event.current_buffer.text:
            event.current_buffer.reset()
        else:
            event.app.exit(exception=KeyboardInterrupt)

    output = create_output()
    if isinstance(output, Vt100_Output):
        # Nothing here needs the cursor's position, and terminals that do not tell it would get a warning.
        output.enable_cpr = False
    session: PromptSession[str] = PromptSession(history=InMemoryHistory(), key_bindings=keys, output=output)
    while True:
        try:
            text = session.prompt(PROMPT)
        except EOFError:
            return
        if text.strip():
            yield text


def _print(console: Console, message: Message) -> None:
    for line in message.lines:
        console.print(Text(_clean(line.text), style=_STYLES[line.role]), soft_wrap=True)
    for number, button in numbered(message):
        console.print(Text.assemble((f"{number}. ", "bold cyan"), _clean(button.label)), soft_wrap=True)

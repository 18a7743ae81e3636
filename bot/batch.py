"""`parkbot ask --jsonl`: a question a line in, a reply a line out, in order."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TextIO, TypeGuard

from bot.reply.message import Message
from bot.reply.plain import plain


class Answers(Protocol):
    """What a batch needs of the desk."""

    def reply(self, text: str, chat: str) -> Message: ...


class LineError(ValueError):
    """A line that holds no question; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a batch. `id` comes back as it was given; without a `chat` the line is a conversation of its own."""

    id: str | int
    chat: str | None
    text: str


def answer_lines(source: Iterable[bytes], out: TextIO, errors: TextIO, desk: Answers) -> int:
    """Answer every line, each flushed before the next is read; return how many lines were malformed.

    A malformed line is reported on `errors` with its number and gets no reply; blank lines are passed over.
    """
    malformed = 0
    for number, line in enumerate(source, 1):
        try:
            asked = read(line)
        except LineError as error:
            malformed += 1
            print(f"line {number}: {error}", file=errors, flush=True)
            continue
        if asked is not None:
            chat = f"jsonl line {number}" if asked.chat is None else f"jsonl {asked.chat}"
            print(reply_line(asked.id, desk.reply(asked.text, chat)), file=out, flush=True)
    return malformed


def read(line: bytes) -> Asked | None:
    """Read one line; None for a blank one.

    Raises:
        LineError: it is not UTF-8, no JSON object, or lacks an id or a text.
    """
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise LineError(f"not UTF-8 (byte {error.start + 1})") from error
    if not text:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LineError(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise LineError('not a JSON object like {"id": "1", "chat": "a", "text": "…"}')
    id, chat, question = value.get("id"), value.get("chat"), value.get("text")
    if not _is_name(id):
        raise LineError('"id" must be a text or a whole number')
    if chat is not None and not _is_name(chat):
        raise LineError('"chat" must be a text or a whole number')
    if not isinstance(question, str):
        raise LineError('"text" must be a text')
    return Asked(id, None if chat is None else str(chat), question)


def reply_line(id: str | int, message: Message) -> str:
    """A reply as one line of JSON: its text is the whole reply, with button labels a line each."""
    reply = {"id": id, "outcome": message.outcome, "text": plain(message), "articles": list(message.articles)}
    return json.dumps(reply, ensure_ascii=False)


def _is_name(value: object) -> TypeGuard[str | int]:
    return isinstance(value, str | int) and not isinstance(value, bool)

"""Batches: a line in, a line out, against a desk that only repeats."""

import io
import json

import pytest

from bot.batch import Asked, LineError, answer_lines, read
from bot.reply.message import Button, Line, Message, Role


class Echo:
    """Answers with the text and remembers in which chat it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def reply(self, text: str, chat: str) -> Message:
        self.asked.append((chat, text))
        return Message(
            "choices",
            (Line(Role.BODY, f"“{text}”"), Line(Role.SOURCE, "来源")),
            (Button("都不是", "none"),),
            ("a", "b"),
        )


class Stream(io.StringIO):
    """Counts how often it is flushed."""

    flushes = 0

    def flush(self) -> None:
        self.flushes += 1
        super().flush()


def _answer(*lines: bytes) -> tuple[int, list[dict[str, object]], str, Echo]:
    out, errors, desk = Stream(), Stream(), Echo()
    malformed = answer_lines(lines, out, errors, desk)
    return malformed, [json.loads(line) for line in out.getvalue().splitlines()], errors.getvalue(), desk


def test_a_reply_holds_the_whole_text_and_the_articles() -> None:
    malformed, replies, errors, _ = _answer('{"id": "q1", "chat": "c", "text": "面积？"}\n'.encode())

    assert replies == [{"id": "q1", "outcome": "choices", "text": "“面积？”\n来源\n都不是", "articles": ["a", "b"]}]
    assert list(replies[0]) == ["id", "outcome", "text", "articles"]
    assert (malformed, errors) == (0, "")


def test_order_is_kept_and_each_line_is_flushed() -> None:
    out = Stream()
    answer_lines((b'{"id": %d, "text": "x"}' % n for n in range(20)), out, Stream(), Echo())

    assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == list(range(20))
    assert out.flushes == 20


def test_a_reply_is_written_before_the_next_line_is_read() -> None:
    out = Stream()
    seen = []

    def lines():  # type: ignore[no-untyped-def]
        for n in range(3):
            seen.append(out.getvalue().count("\n"))
            yield b'{"id": %d, "text": "x"}' % n

    answer_lines(lines(), out, Stream(), Echo())
    assert seen == [0, 1, 2]


def test_the_same_chat_is_one_conversation_and_no_chat_is_one_of_its_own() -> None:
    *_, desk = _answer(
        b'{"id": 1, "chat": "a", "text": "1"}',
        b'{"id": 2, "chat": "b", "text": "2"}',
        b'{"id": 3, "chat": "a", "text": "3"}',
        b'{"id": 4, "text": "4"}',
        b'{"id": 5, "chat": null, "text": "5"}',
    )
    chats = {text: chat for chat, text in desk.asked}
    assert chats["1"] == chats["3"]
    assert len(set(chats.values())) == 4


def test_characters_are_not_escaped_but_one_line_stays_one_line() -> None:
    out = Stream()
    answer_lines(['{"id": "中", "text": "一\\n二\u2028三"}'.encode()], out, Stream(), Echo())
    assert "中" in out.getvalue()
    assert out.getvalue().count("\n") == 1


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b"{", "JSON"),
        (b"[1]", "object"),
        (b'"text"', "object"),
        (b'{"text": "x"}', '"id"'),
        (b'{"id": true, "text": "x"}', '"id"'),
        (b'{"id": 1.5, "text": "x"}', '"id"'),
        (b'{"id": 1}', '"text"'),
        (b'{"id": 1, "text": null}', '"text"'),
        (b'{"id": 1, "text": "x", "chat": ["a"]}', '"chat"'),
        (b"{'id': 1}", "JSON"),
        ('{"id": 1, "text": "面积"}'.encode("gbk"), "UTF-8"),
        (b"[" * 100_000, "JSON"),
    ],
)
def test_a_malformed_line_is_reported_with_its_number_and_the_others_are_answered(line: bytes, complaint: str) -> None:
    malformed, replies, errors, _ = _answer(b'{"id": 1, "text": "a"}', line, b'{"id": 3, "text": "c"}')

    assert malformed == 1
    assert [reply["id"] for reply in replies] == [1, 3]
    assert errors.startswith("line 2: ")
    assert complaint in errors
    assert errors.count("\n") == 1


def test_blank_lines_are_passed_over_but_counted() -> None:
    malformed, replies, errors, _ = _answer(b"\n", b"  \r\n", b"nonsense\n")
    assert (malformed, replies) == (1, [])
    assert errors.startswith("line 3: ")


def test_a_byte_order_mark_and_unknown_keys_do_no_harm() -> None:
    assert read('\ufeff{"id": 7, "chat": 8, "text": "x", "lang": "zh"}\r\n'.encode()) == Asked(7, "8", "x")


def test_an_empty_question_is_a_question() -> None:
    assert read(b'{"id": 1, "text": ""}') == Asked(1, None, "")


def test_half_a_surrogate_pair_is_answered() -> None:
    malformed, _, errors, desk = _answer(rb'{"id": 1, "text": "\ud800"}')
    assert (malformed, errors) == (0, "")
    assert desk.asked[0][1] == "\ud800"


def test_line_error_is_a_value_error() -> None:
    with pytest.raises(LineError, match="not JSON"):
        read(b"?")

"""Contexts that last as long as the program."""

from datetime import UTC, datetime

from bot.domain.turns import Context
from bot.in_memory import MemoryContexts


def _context(question: str) -> Context:
    return Context(datetime(2024, 11, 7, tzinfo=UTC), question=question)


def test_each_chat_has_its_own_last_turn() -> None:
    contexts = MemoryContexts()
    contexts.save("a", _context("1"))
    contexts.save("b", _context("2"))
    contexts.save("a", _context("3"))

    assert contexts.load("a") == _context("3")
    assert contexts.load("b") == _context("2")
    assert contexts.load("c") is None


def test_the_chat_that_was_silent_longest_is_forgotten_first() -> None:
    contexts = MemoryContexts(size=2)
    for chat in ("a", "b", "a", "c"):
        contexts.save(chat, _context(chat))

    assert contexts.load("b") is None
    assert contexts.load("a") is not None
    assert contexts.load("c") is not None

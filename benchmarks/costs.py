"""What the core's work costs piece by piece: building the index, and the parts of one answer."""

import gc
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from benchmarks.common import Content
from benchmarks.times import Times, heading
from bot.in_memory import MemoryContexts, NoLog
from bot.matching.candidates import candidates
from bot.matching.decide import decide
from bot.matching.index import Index, Recalled
from bot.matching.matcher import Matcher
from bot.matching.question import understand
from bot.matching.reading import Reading
from bot.reply.compose import Composer
from bot.service import Answerer

PARTS = ("normalise", "understand", "recall", "score", "decide", "compose")


@dataclass(frozen=True)
class Asked:
    """A message and the conversation it belongs to."""

    text: str
    chat: str


def index_cost(content: Content, built: Times) -> Iterator[str]:
    """Seconds and MiB of what is built once for a revision; `built` is how long the whole took in this run.

    Memory is measured in builds of their own, because measuring it slows them.
    """
    analyser = Reading.of(content.revision, content.vocabulary).analyser
    items = candidates(content.revision)
    indexed = Times()
    indexed.time(lambda: Index(items, analyser))
    yield f"{'built once for a revision':36}{'seconds':>9}{'MiB':>9}{'peak MiB':>9}"
    builds: tuple[tuple[str, Times, Callable[[], object]], ...] = (
        ("the whole reading", built, lambda: Reading.of(content.revision, content.vocabulary)),
        ("  of it the index", indexed, lambda: Index(items, analyser)),
    )
    for name, times, build in builds:
        kept, peak = _memory(build)
        yield f"{name:36}{times.total():9.2f}{kept:9.1f}{peak:9.1f}"


def parts_cost(asked: Sequence[Asked], reading: Reading) -> Iterator[str]:
    """The time of each part of an answer, each on its own and once a message, beside the whole answer."""
    clocked = _Clocked(reading.matcher.index)
    matcher = _Matcher(reading.matcher, clocked)
    answerer = Answerer(replace(reading, matcher=matcher), MemoryContexts(), NoLog(), lambda: datetime.now(UTC))
    composer = Composer(reading.revision, reading.scripts, lambda: datetime.now(UTC))
    parts, whole = {name: Times() for name in PARTS}, Times()
    answered = 0
    for message in asked:
        _time_parts(message.text, reading, matcher, parts)
        parts["recall"].seconds.append(clocked.times.seconds[-1])
        before = len(clocked.times.seconds)
        whole.time(lambda m=message: answerer.answer(m.text, m.chat))  # type: ignore[misc]
        answered += len(clocked.times.seconds) - before
        outcome = answerer.answer(message.text, f"composed {message.chat}")
        parts["compose"].time(lambda o=outcome: composer.compose(o))  # type: ignore[misc]
    yield heading("ms a part, timed on its own")
    yield from (times.row(name) for name, times in parts.items())
    yield whole.row("an answer (compose comes after it)")
    yield f"An answer recalls and scores {answered / len(asked):.2f} times. Score is matching without recall."


def _time_parts(text: str, reading: Reading, matcher: "_Matcher", parts: dict[str, Times]) -> None:
    """Time all parts but composing; recall is read off the matcher's clock."""
    analyser = reading.analyser
    language = reading.scripts.language_of(text)
    parts["normalise"].time(lambda: analyser.normalise(text))
    normal = analyser.normalise(text)
    parts["understand"].time(lambda: understand(normal, language, analyser))
    question = understand(normal, language, analyser)
    match = Times()
    match.time(lambda: matcher.match(question))
    parts["score"].seconds.append(match.total() - matcher.clocked.times.seconds[-1])
    scored = reading.matcher.match(question)
    parts["decide"].time(lambda: decide(question, scored, reading.weights))


def _memory(build: Callable[[], object]) -> tuple[float, float]:
    """MiB that what is built holds on to, and that building needs at most."""
    gc.collect()
    tracemalloc.start()
    try:
        kept = build()
        gc.collect()
        now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    del kept
    return now / 2**20, peak / 2**20


class _Clocked(Index):
    """A built index that times its recall where it happens, within matching."""

    def __init__(self, index: Index) -> None:
        self.__dict__.update(index.__dict__)
        self.times = Times()

    def recall(self, *arguments: Any, **options: Any) -> Recalled:
        started = time.perf_counter()
        recalled = super().recall(*arguments, **options)
        self.times.seconds.append(time.perf_counter() - started)
        return recalled


class _Matcher(Matcher):
    """A built matcher over a clocked index."""

    def __init__(self, matcher: Matcher, clocked: _Clocked) -> None:
        self.__dict__.update(matcher.__dict__)
        self.index = self.clocked = clocked

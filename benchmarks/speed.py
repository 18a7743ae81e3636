"""How long one question takes, beside rapidfuzz's `extractOne` with `WRatio` over the same stored phrasings.

    python -m benchmarks.speed [TABLE.jsonl ...] [--rounds N] [--most N]

Both are timed in one run and one process, question by question, in turns, so that a busy machine is busy for both:
the core as the bot calls it (`Answerer.answer`, chats remembered in memory, nothing logged), and
`rapidfuzz.process.extractOne(question, phrasings, scorer=fuzz.WRatio)` as its documentation shows it. The bar is that
the core takes at most 0.3 of rapidfuzz's time, in the median and in the sum. Questions are those of the named tables,
else of tests/questions, else a dozen of this file. One round before the timed ones is not counted.

Then what it costs to build the index, in seconds and in memory, and how the time of a question is spent. The parts are
timed on their own, once a question; an answer may need several of them more than once (two questions in one message,
typos mended, a follow-up filled in), and does other things as well, so they do not add up to the whole.
"""

import argparse
import gc
import itertools
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.common import Content, read_content, read_questions, stored_phrasings
from bot.errors import ParkbotError
from bot.in_memory import MemoryContexts, NoLog
from bot.matching.candidates import candidates
from bot.matching.decide import decide
from bot.matching.index import Index
from bot.matching.matcher import Matcher, Scored
from bot.matching.question import Question, understand
from bot.matching.reading import Reading
from bot.reply.compose import Composer
from bot.service import Answerer

BAR = 0.3
NAMES = ("core", "WRatio over all phrasings", "WRatio over those written by hand")

DOZEN = (
    "成都高新区建成了多少个中试平台",
    "2025年要建成几个中试平台？",
    "贵阳综保区2023年外贸进出口总额是多少",
    "那2022年呢",
    "晋杂金苗158号亩产多少公斤",
    "谁是白银市气象局局长",
    "Tcar时尚汽車產業園佔地多少畝",
    "园博数字经济产业园规划总面积和二期占地面积各是多少",
    "贵羊综保区有多少家跨境电商企业",
    "How many pilot-scale platforms has Chengdu Hi-tech Zone built?",
    "苏州工业园区的GDP是多少",
    "你好，你能做什么",
)


@dataclass
class Times:
    """Seconds, one number for each timed call."""

    seconds: list[float] = field(default_factory=list)

    def time(self, call: Callable[[], object]) -> None:
        started = time.perf_counter()
        call()
        self.seconds.append(time.perf_counter() - started)

    def median(self) -> float:
        return statistics.median(self.seconds)

    def p99(self) -> float:
        """The least time that 99 of 100 calls do not exceed."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]

    def total(self) -> float:
        return sum(self.seconds)


@dataclass(frozen=True)
class Asked:
    """A message and the conversation it belongs to."""

    text: str
    chat: str


def main() -> int:
    """Run the benchmark; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="*", type=Path, help="question tables (JSONL); default: tests/questions")
    parser.add_argument("--rounds", type=int, default=3, help="how often every question is timed (default 3)")
    parser.add_argument("--most", type=int, default=400, help="questions that are timed, taken evenly from all (default 400)")
    options = parser.parse_args()
    if options.rounds < 1 or options.most < 1:
        parser.error("--rounds and --most must be at least 1")
    try:
        asked, where = _questions(options.tables, options.most)
        content = read_content()
    except ParkbotError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(asked)} messages from {where}, {options.rounds} rounds")
    reading, seconds = _built(content)
    within = _side_by_side(asked, reading, options.rounds)
    print()
    _index_cost(content, seconds)
    print()
    _parts(asked, reading)
    return 0 if within else 1


def _questions(tables: Sequence[Path], most: int) -> tuple[tuple[Asked, ...], str]:
    """At most about `most` messages, whole conversations only, so that every follow-up has what it follows."""
    read = read_questions(tables)
    if not read:
        return tuple(Asked(text, "dozen" if text == "那2022年呢" or "外贸进出口" in text else f"dozen {n}") for n, text in enumerate(DOZEN)), "this file"
    chats: dict[str, list[Asked]] = {}
    for question in read:
        chat = f"{question.table} {question.chat}"
        chats.setdefault(chat, []).append(Asked(question.text, chat))
    every = max(1, -(-len(read) // most))
    return tuple(itertools.chain.from_iterable(list(chats.values())[::every])), "the tables"


def _built(content: Content) -> tuple[Reading, float]:
    started = time.perf_counter()
    reading = Reading.of(content.revision, content.vocabulary)
    return reading, time.perf_counter() - started


def _side_by_side(asked: Sequence[Asked], reading: Reading, rounds: int) -> bool:
    """Time all three in turns and print the table; whether the core is within the bar."""
    stored = stored_phrasings(reading.revision)
    all_texts = tuple(dict.fromkeys(stored.texts))
    by_hand = tuple(dict.fromkeys(t for t, own in zip(stored.texts, stored.by_hand, strict=True) if own))
    answerer = Answerer(reading, MemoryContexts(), NoLog(), lambda: datetime.now(UTC))
    times = [Times() for _ in NAMES]
    turns = list(itertools.permutations(range(len(NAMES))))
    gc.collect()
    for turn in range(rounds + 1):
        counted = times if turn else [Times() for _ in NAMES]
        for number, message in enumerate(asked):
            calls: tuple[Callable[[], object], ...] = (
                lambda m=message, t=turn: answerer.answer(m.text, f"{t} {m.chat}"),  # type: ignore[misc]
                lambda m=message: process.extractOne(m.text, all_texts, scorer=fuzz.WRatio),  # type: ignore[misc]
                lambda m=message: process.extractOne(m.text, by_hand, scorer=fuzz.WRatio),  # type: ignore[misc]
            )
            for which in turns[(number + turn) % len(turns)]:
                counted[which].time(calls[which])
    core = times[0]
    print(f"{len(all_texts)} distinct phrasings, {len(by_hand)} of them written by hand")
    print()
    print(f"{'ms a question':36}{'median':>9}{'p99':>9}{'mean':>9}   core / this: {'median':>7}{'sum':>7}")
    for name, one in zip(NAMES, times, strict=True):
        median, total = core.median() / one.median(), core.total() / one.total()
        ratios = "" if one is core else f"{median:23.3f}{total:7.3f}"
        mean = one.total() / len(one.seconds)
        print(f"{name:36}{1000 * one.median():9.3f}{1000 * one.p99():9.3f}{1000 * mean:9.3f}{ratios}")
    worst = max(core.median() / times[1].median(), core.total() / times[1].total())
    within = worst <= BAR
    print(f"The bar is {BAR} of WRatio over all phrasings: {'kept' if within else 'NOT KEPT'} ({worst:.3f}).")
    return within


def _index_cost(content: Content, seconds: float) -> None:
    """Seconds and MiB of what is built once for a revision. Memory is measured in builds of their own: it slows them."""
    analyser = Reading.of(content.revision, content.vocabulary).analyser
    items = candidates(content.revision)
    indexed = Times()
    indexed.time(lambda: Index(items, analyser))
    print(f"{'built once for a revision':36}{'seconds':>9}{'MiB':>9}{'peak MiB':>9}")
    builds: tuple[tuple[str, float, Callable[[], object]], ...] = (
        ("the whole reading", seconds, lambda: Reading.of(content.revision, content.vocabulary)),
        ("  of it the index", indexed.total(), lambda: Index(items, analyser)),
    )
    for name, took, build in builds:
        kept, peak = _memory(build)
        print(f"{name:36}{took:9.2f}{kept:9.1f}{peak:9.1f}")


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


class _Counting(Matcher):
    """The matcher of a reading, counting how often it is asked."""

    def __init__(self, matcher: Matcher) -> None:
        self.__dict__.update(matcher.__dict__)
        self.calls = 0

    def match(self, question: Question, eligible: object = None) -> tuple[Scored, ...]:
        self.calls += 1
        return super().match(question, eligible)  # type: ignore[arg-type]


def _parts(asked: Sequence[Asked], reading: Reading) -> None:
    """Time each part of an answer on its own."""
    counting = _Counting(reading.matcher)
    answerer = Answerer(replace(reading, matcher=counting), MemoryContexts(), NoLog(), lambda: datetime.now(UTC))
    composer = Composer(reading.revision, reading.scripts)
    parts = {name: Times() for name in ("normalise", "understand", "recall", "score", "decide", "compose")}
    whole = Times()
    analyser, matcher = reading.analyser, reading.matcher
    for message in asked:
        language = reading.scripts.language_of(message.text)
        parts["normalise"].time(lambda m=message: analyser.normalise(m.text))  # type: ignore[misc]
        normal = analyser.normalise(message.text)
        parts["understand"].time(lambda n=normal, g=language: understand(n, g, analyser))  # type: ignore[misc]
        question = understand(normal, language, analyser)
        recall = Times()
        recall.time(lambda q=question: matcher.index.recall(q.pieces))  # type: ignore[misc]
        match = Times()
        match.time(lambda q=question: matcher.match(q))  # type: ignore[misc]
        parts["recall"].seconds += recall.seconds
        parts["score"].seconds.append(max(0.0, match.total() - recall.total()))
        scored = matcher.match(question)
        parts["decide"].time(lambda q=question, s=scored: decide(q, s, reading.weights))  # type: ignore[misc]
        whole.time(lambda m=message: answerer.answer(m.text, f"parts {m.chat}"))  # type: ignore[misc]
        outcome = answerer.answer(message.text, f"compose {message.chat}")
        parts["compose"].time(lambda o=outcome: composer.compose(o))  # type: ignore[misc]
    print(f"{'part, timed on its own':36}{'median':>9}{'p99':>9}{'mean':>9}   ms")
    for name, times in (*parts.items(), ("an answer, all in all", whole)):
        mean = times.total() / len(times.seconds)
        print(f"{name:36}{1000 * times.median():9.3f}{1000 * times.p99():9.3f}{1000 * mean:9.3f}")
    print(f"An answer recalls and scores {counting.calls / (2 * len(asked)):.2f} times. Score is matching less recall;")
    print("compose is not part of an answer: the edge that shows it calls it.")


if __name__ == "__main__":
    sys.exit(main())

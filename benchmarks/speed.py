"""How long one question takes, beside rapidfuzz's `extractOne` with `WRatio` over the same stored phrasings.

    python -m benchmarks.speed [TABLE.jsonl ...] [--rounds N] [--most N]

Both are timed in one run and one process, question by question, in turns, so that a busy machine is busy for both:

* the core as the bot calls it: `Answerer.answer`, chats remembered in memory, nothing logged;
* `rapidfuzz.process.extractOne(question, phrasings, scorer=fuzz.WRatio)`, as its documentation shows it, over every
  distinct stored phrasing; and once more over those only that stand in the content, without those that are made from
  the names of indicators.

The bar is that the core takes at most 0.3 of rapidfuzz's time over all phrasings, in the median and in the sum; the
exit code is 1 where it takes more. Questions are those of the named tables, else of tests/questions, else a dozen of
this file. A first round is not counted. Then follow what it costs to build the index, in seconds and in memory, and
the parts of an answer. An answer may need parts more than once (two questions in one message, typos, follow-ups) and
does other things as well, so the parts do not add up to the whole.
"""

import argparse
import gc
import itertools
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.common import read_content, read_questions, stored_phrasings
from benchmarks.costs import Asked, index_cost, parts_cost
from benchmarks.times import Times, heading
from bot.errors import ParkbotError
from bot.in_memory import MemoryContexts, NoLog
from bot.matching.reading import Reading
from bot.service import Answerer

BAR = 0.3
NAMES = ("core", "WRatio over all phrasings", "WRatio over those written by hand")

# Conversations, for when there are no tables.
DOZEN = (
    ("贵阳综保区2023年外贸进出口总额是多少", "那2022年呢"),
    ("成都高新区建成了多少个中试平台",),
    ("2025年要建成几个中试平台？",),
    ("晋杂金苗158号亩产多少公斤",),
    ("谁是白银市气象局局长",),
    ("Tcar時尚汽車產業園佔地多少畝",),
    ("园博数字经济产业园规划总面积和二期占地面积各是多少",),
    ("贵羊综保区有多少家跨境电商企业",),
    ("How many pilot-scale platforms has Chengdu Hi-tech Zone built?",),
    ("苏州工业园区的GDP是多少",),
    ("你好，你能做什么",),
)


def main() -> int:
    """Run the benchmark; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="*", type=Path, help="question tables (JSONL); default: tests/questions")
    parser.add_argument("--rounds", type=int, default=3, help="how often every question is timed (default 3)")
    parser.add_argument("--most", type=int, default=400, help="about how many messages are timed (default 400)")
    options = parser.parse_args()
    if options.rounds < 1 or options.most < 1:
        parser.error("--rounds and --most must be at least 1")
    try:
        asked = _messages(options.tables, options.most)
        content = read_content()
    except ParkbotError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(asked)} messages, {options.rounds} rounds")
    built = Times()
    read = partial(Reading.of, content.revision, content.vocabulary)
    built.time(read)
    reading = read()
    within = _side_by_side(asked, read, options.rounds)
    for lines in (index_cost(content, built), parts_cost(asked, reading)):
        print()
        print(*lines, sep="\n")
    return 0 if within else 1


def _messages(tables: Sequence[Path], most: int) -> tuple[Asked, ...]:
    """About `most` messages in whole conversations, so that every follow-up has what it follows."""
    read = read_questions(tables)
    if not read:
        return tuple(Asked(text, f"dozen {n}") for n, chat in enumerate(DOZEN) for text in chat)
    chats: dict[str, list[Asked]] = {}
    for question in read:
        chat = f"{question.table} {question.chat}"
        chats.setdefault(chat, []).append(Asked(question.text, chat))
    every = -(-len(read) // most)
    return tuple(itertools.chain.from_iterable(list(chats.values())[::every]))


def _side_by_side(asked: Sequence[Asked], read: Callable[[], Reading], rounds: int) -> bool:
    """Time all three in turns and print the table; whether the core is within the bar.

    Each round reads the content anew: what the core remembers of the questions of a round before must not count.
    """
    stored = stored_phrasings(read().revision)
    every = tuple(dict.fromkeys(stored.texts))
    by_hand = tuple(dict.fromkeys(t for t, own in zip(stored.texts, stored.by_hand, strict=True) if own))
    times = [Times() for _ in NAMES]
    orders = list(itertools.permutations(range(len(NAMES))))
    gc.collect()
    for turn in range(rounds + 1):
        counted = times if turn else [Times() for _ in NAMES]
        answerer = Answerer(read(), MemoryContexts(), NoLog(), lambda: datetime.now(UTC))
        for number, message in enumerate(asked):
            calls: tuple[Callable[[], object], ...] = (
                lambda m=message, a=answerer: a.answer(m.text, m.chat),  # type: ignore[misc]
                lambda m=message: process.extractOne(m.text, every, scorer=fuzz.WRatio),  # type: ignore[misc]
                lambda m=message: process.extractOne(m.text, by_hand, scorer=fuzz.WRatio),  # type: ignore[misc]
            )
            for which in orders[(number + turn) % len(orders)]:
                counted[which].time(calls[which])
    print(f"{len(every)} distinct phrasings, {len(by_hand)} of them written by hand")
    print()
    print(f"{heading('ms a question')}   core / this: {'median':>7}{'sum':>7}")
    print(times[0].row(NAMES[0]))
    for name, other in zip(NAMES[1:], times[1:], strict=True):
        median, total = _ratios(times[0], other)
        print(f"{other.row(name)}{median:23.3f}{total:7.3f}")
    within = max(_ratios(times[0], times[1])) <= BAR
    print(f"The bar is {BAR} of {NAMES[1]}: {'kept' if within else 'NOT KEPT'}")
    return within


def _ratios(core: Times, other: Times) -> tuple[float, float]:
    """The ratio of the medians and of the sums."""
    return core.median() / other.median(), core.total() / other.total()


if __name__ == "__main__":
    sys.exit(main())

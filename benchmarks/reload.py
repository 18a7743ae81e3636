"""How long questions wait while a new revision is built, swapped in, and the old one freed.

    python benchmarks/reload.py

Prints the waits in ms: with nothing else going on, and during reloads of the shipped content; and how long a reload
takes, beside such questions and beside none.
"""

import time
from collections.abc import Callable
from threading import Thread

from bot.bootstrap import core_of
from bot.content.check import load_checked
from bot.evaluation.command import tables
from bot.publishing.gentle import Gentle
from bot.publishing.live import LiveDesk
from bot.settings import CHECKOUT, default_content

PAUSE_SECONDS = 0.005
RELOADS = 3


def waits(live: LiveDesk, texts: list[str], going_on: Callable[[], bool]) -> list[float]:
    """Ask one question after the other; how long each took, in ms, sorted."""
    found = []
    while going_on():
        start = time.perf_counter()
        live.reply(texts[len(found) % len(texts)], str(len(found)))
        found.append(1000 * (time.perf_counter() - start))
        time.sleep(PAUSE_SECONDS)
    return sorted(found)


def line(label: str, found: list[float]) -> str:
    return (
        f"{label:12} {len(found):6} questions  median {found[len(found) // 2]:6.1f}  "
        f"99 % {found[int(0.99 * len(found))]:6.1f}  longest {found[-1]:6.1f} ms"
    )


def main() -> None:
    content, gentle = load_checked(default_content()), Gentle()
    texts = [question.text for question in tables(None, CHECKOUT)]
    with gentle.before_questions():
        live = LiveDesk(core_of(content).desk_without_memory(), 0, gentle)
    end = time.perf_counter() + 10
    print(line("quiet", waits(live, texts, lambda: time.perf_counter() < end)))

    def reload() -> float:
        start = time.perf_counter()
        with gentle.work():
            desk = core_of(content).desk_without_memory()
        old = live.swap(desk, live.number + 1)
        del desk
        gentle.free(old)
        return time.perf_counter() - start

    took: list[float] = []
    thread = Thread(target=lambda: took.extend(reload() for _ in range(RELOADS)))
    thread.start()
    print(line("reloading", waits(live, texts, thread.is_alive)))
    print(f"a reload takes {max(took):.1f} s beside them, {reload():.1f} s alone")


if __name__ == "__main__":
    main()

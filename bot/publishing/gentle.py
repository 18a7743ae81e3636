"""Heavy work beside questions that must not wait: building a revision, and letting an old one go.

A build takes seconds of pure Python. Three things would hold up whoever asks meanwhile: the interpreter gives a thread
its turn only every 5 ms, and a question needs many turns; the garbage collector looks at everything there is, in one
go; and so does freeing an old revision. Measured by benchmarks/reload.py.
"""

import gc
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from types import FunctionType, ModuleType

TURN_SECONDS = 0.00005
_CHUNK = 200  # containers freed in one go: far below a millisecond
_NOT_OURS = (type, ModuleType, FunctionType)


class Gentle:
    """One heavy piece of work at a time; questions hardly notice it."""

    def __init__(self) -> None:
        self._one = Lock()

    @contextmanager
    def work(self) -> Iterator[None]:
        """Inside, other threads get their turns often and the garbage collector rests.

        Afterwards everything that is alive is put out of the collector's sight: it lives until the next revision
        anyway, and is freed by its reference counts then.
        """
        with self._one:
            turn, collecting = sys.getswitchinterval(), gc.isenabled()
            sys.setswitchinterval(TURN_SECONDS)
            gc.disable()
            try:
                yield
            finally:
                gc.freeze()
                if collecting:
                    gc.enable()
                sys.setswitchinterval(turn)

    def free(self, last: list[object]) -> None:
        """Free what `last` holds, bit by bit; it should be the only reference there is.

        Every container inside is held once more, then they are let go a few at a time: whatever is still used
        elsewhere stays.
        """
        with self.work():
            parts = _containers(last)
            last.clear()
            while parts:
                del parts[-_CHUNK:]


def _containers(roots: list[object]) -> list[object]:
    """Everything reachable that the garbage collector knows of, what holds others behind what it holds.

    Let go from the end, nothing takes much along: what it held is still held by this list.
    """
    found: list[object] = []
    seen: set[int] = set()
    waiting = deque(roots)
    while waiting:  # breadth first, so that what holds a lot comes before it
        part = waiting.popleft()
        if id(part) in seen or isinstance(part, _NOT_OURS) or not gc.is_tracked(part):
            continue
        seen.add(id(part))
        found.append(part)
        held = gc.get_referents(part)
        waiting.extend(held)
        if len(held) > _CHUNK:  # a large table of texts or numbers
            found.extend(one for one in held if not gc.is_tracked(one))
    while seen:
        seen.pop()
    found.reverse()
    return found

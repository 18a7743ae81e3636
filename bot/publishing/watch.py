"""Publishing by itself: a good edit goes live, a bad one is reported, and what is live stays live."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from bot.content.files import content_files
from bot.domain.bilingual import Bilingual, Language
from bot.domain.errors import words_of
from bot.errors import ParkbotError, StorageError
from bot.publishing.background import Background
from bot.publishing.gentle import Gentle
from bot.publishing.publisher import Plan, Publisher
from bot.storage.revisions import RevisionError

LOOK_SECONDS = 0.5  # how often the files are looked at; also how long they must have stayed as they are
_TRIES = 3  # when somebody else publishes at the same moment
_LOG = logging.getLogger(__name__)
_REMOVES = Bilingual(
    "这次改动会删除 {gone}，没有自动发布。确实要删，请运行 parkbot publish。",
    "This edit removes {gone}; it was not published by itself. If you mean it, run: parkbot publish",
)

State = tuple[tuple[str, int, int], ...]


def edits(root: Path, stop: Event, every: float = LOOK_SECONDS) -> Iterator[None]:
    """Once at the start, then after every change of the content files under `root`, until `stop` is set.

    Files are looked at, not listened to: that works on network drives and in containers too. A change counts once the
    files have stayed as they are for `every` seconds: editors write in more than one step.
    """
    told: State | None = None
    seen = _state(root)
    while not stop.wait(every):
        now = _state(root)
        if now == seen and now != told:
            told = now
            yield
        seen = now


class Watcher(Background):
    """Publishes good edits of the files under `root` in a thread of its own. Use as a context manager."""

    def __init__(
        self, root: Path, publisher: Publisher, author: str, language: Language, gentle: Gentle,
        every: float = LOOK_SECONDS,
    ) -> None:  # fmt: skip
        super().__init__("watcher")
        self._root = root
        self._publisher = publisher
        self._author = author
        self._language = language
        self._gentle = gentle
        self._every = every

    def _run(self) -> None:
        for _ in edits(self._root, self._stop, self._every):
            try:
                self.edited()
            except Exception:
                # The thread must outlive whatever this was: without it no edit would ever be published again.
                _LOG.exception("the edit could not be published")

    def edited(self) -> None:
        """Publish the files if they may be published; report in the log what came of it."""
        try:
            for left in reversed(range(_TRIES)):
                with self._gentle.work():
                    plan = self._publisher.plan(self._root)
                if plan is None or not self._may(plan):
                    return
                try:
                    record = self._publisher.write(plan, self._author, note="--watch")
                except RevisionError:
                    if not left:
                        raise
                    continue  # somebody published meanwhile: what this changes must be worked out anew
                _LOG.info("published revision %d\n%s", record.number, told(plan, self._language))
                return
        except StorageError as error:
            _LOG.warning("the edit could not be published: %s", error)
        except ParkbotError as error:
            _LOG.error("%s", words_of(error).get(self._language))

    def _may(self, plan: Plan) -> bool:
        if plan.removed:
            _LOG.warning("%s", _REMOVES.get(self._language).format(gone=", ".join(plan.removed)))
        return not plan.removed


def when_edited(root: Path, act: Callable[[], object]) -> None:
    """Call `act` at the start and after every change of the files, until KeyboardInterrupt."""
    for _ in edits(root, Event()):
        act()


def told(plan: Plan, language: Language) -> str:
    """What a plan changes, a line each."""
    return "\n".join(f"  {line.get(language)}" for line in (*plan.changes, *plan.replies))


def _state(root: Path) -> State:
    """Name, time and size of every content file; one that is just being replaced is left out."""
    found = []
    for path in content_files(root):
        try:
            stat = path.stat()
        except OSError:
            continue
        found.append((str(path), stat.st_mtime_ns, stat.st_size))
    return tuple(found)

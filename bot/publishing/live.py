"""What a running bot serves: always one whole revision, replaced in one step when another is published."""

import logging
from collections.abc import Callable, Sequence, Set

from bot.desk import Desk, ExplainedMessage, Found
from bot.domain.bilingual import Language
from bot.domain.revision import Revision
from bot.errors import ContentError, StorageError
from bot.pictures.pictures import Picture
from bot.ports import QuestionRecord
from bot.publishing.background import Background
from bot.publishing.gentle import Gentle
from bot.publishing.publisher import Revisions, content_of
from bot.reply.message import Button, Message
from bot.storage.revisions import RevisionError

LOOK_SECONDS = 1.0  # how often a running bot looks for a new revision: one short query
_LOG = logging.getLogger(__name__)


class LiveDesk:
    """A desk whose content changes while it answers. Every call is answered by one revision from start to end.

    Whatever is made from a revision belongs to its desk (replies given before, pages, what buttons may point at), so
    all of it is replaced together.
    """

    def __init__(self, desk: Desk, number: int, gentle: Gentle) -> None:
        # One reference, so that a swap is one step: nobody sees the number of one revision and the desk of another.
        self._served = (desk, number)
        self._gentle = gentle

    @property
    def number(self) -> int:
        """The revision that is served now."""
        return self._served[1]

    @property
    def name(self) -> str:
        """Its number, and the beginning of its digest."""
        desk, number = self._served
        return f"{number}-{desk.digest[:12]}"

    def swap(self, desk: Desk, number: int) -> list[object]:
        """Serve another revision from now on; returns the desk that was served, for freeing it gently."""
        old, self._served = self._served, (desk, number)
        return [old[0]]

    @property
    def revision(self) -> Revision:
        """The content that is served now."""
        return self._served[0].revision

    def consider(self, text: str) -> ExplainedMessage:
        """As `Desk.consider`."""
        return self._served[0].consider(text)

    def again(self, records: Sequence[QuestionRecord]) -> tuple[ExplainedMessage, ...]:
        """As `Desk.again`."""
        return self._served[0].again(records)

    def label(self, target: str, language: Language) -> str:
        """As `Desk.label`."""
        return self._served[0].label(target, language)

    def reply(self, text: str, chat: str) -> Message:
        """As `Desk.reply`."""
        with self._gentle.question():
            return self._served[0].reply(text, chat)

    def at_hand(self, text: str, chat: str) -> Message | None:
        """As `Desk.at_hand`."""
        return self._served[0].at_hand(text, chat)

    def choose(self, target: str, chat: str, default: Language = Language.SIMPLIFIED) -> Message:
        """As `Desk.choose`. What the revision served does not hold any more gets an overview."""
        with self._gentle.question():
            return self._served[0].choose(target, chat, default)

    def open(self, page: str, chat: str, language: Language) -> Message:
        """As `Desk.open`. A page that the revision served does not hold any more gets a list to start from."""
        with self._gentle.question():
            return self._served[0].open(page, chat, language)

    def further(self, message: Message) -> tuple[Button, ...]:
        """As `Desk.further`; the message may be of the revision before."""
        return self._served[0].further(message)

    def picture(self, facts: Sequence[str], language: Language) -> Picture | None:
        """As `Desk.picture`. None where the revision served does not hold the figures any more."""
        return self._served[0].picture(facts, language)

    def roots(self, language: Language) -> tuple[Button, ...]:
        """As `Desk.roots`."""
        return self._served[0].roots(language)

    def search(self, text: str, language: Language, limit: int) -> tuple[Found, ...]:
        """As `Desk.search`."""
        with self._gentle.question():
            return self._served[0].search(text, language, limit)

    def start(self, language_code: str | None, chat: str) -> Message:
        """As `Desk.start`."""
        return self._served[0].start(language_code, chat)

    def help(self, language_code: str | None, chat: str) -> Message:
        """As `Desk.help`."""
        return self._served[0].help(language_code, chat)

    def targets(self) -> Set[str]:
        """As `Desk.targets`, of the revision served now."""
        return self._served[0].targets()

    def pages(self) -> Set[str]:
        """As `Desk.pages`, of the revision served now."""
        return self._served[0].pages()


class Follower(Background):
    """Looks for new revisions in a thread of its own, builds them, and swaps them in. Use as a context manager.

    Trouble never stops the bot: it goes on serving what it serves, says so in the log, and looks again.
    """

    def __init__(
        self, live: LiveDesk, revisions: Revisions, desk_of: Callable[[Revision], Desk], gentle: Gentle,
        every: float = LOOK_SECONDS,
    ) -> None:  # fmt: skip
        super().__init__("follower")
        self._live = live
        self._revisions = revisions
        self._desk_of = desk_of
        self._gentle = gentle
        self._every = every
        self._unfit: int | None = None

    def _run(self) -> None:
        in_trouble = False
        while not self._stop.wait(self._every):
            try:
                self.look()
                in_trouble = False
            except StorageError as error:
                if not in_trouble and not self._stop.is_set():
                    _LOG.warning("cannot look for a new revision, trying again: %s", error)
                in_trouble = True
            except Exception:
                # The thread must outlive whatever this was: without it no revision would ever be taken again.
                _LOG.exception("a new revision could not be taken; revision %d is served on", self._live.number)

    def look(self) -> bool:
        """Take the newest revision if it is not the one served; whether it was taken. Raises StorageError."""
        number = self._revisions.live_number()
        if number is None or number in (self._live.number, self._unfit):
            return False
        try:
            record = self._revisions.record(number)
            with self._gentle.work():
                desk = self._desk_of(content_of(self._revisions.files(number), record))
        except (ContentError, RevisionError) as error:
            self._unfit = number
            _LOG.error("revision %d cannot be served, revision %d is served on: %s", number, self._live.number, error)
            return False
        old = self._live.swap(desk, number)
        _LOG.info("serving revision %d (%s, by %s)", number, record.origin, record.author)
        self._gentle.free(old)
        return True

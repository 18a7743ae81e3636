"""The only place that chooses and wires: settings, content, reading, database, answerer."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bot.content.check import check_loaded, load_checked
from bot.content.load import load
from bot.content.vocabulary import load_vocabulary
from bot.desk import Desk
from bot.domain.bilingual import Language
from bot.domain.problems import Problem
from bot.domain.revision import Revision
from bot.errors import SettingsError
from bot.in_memory import MemoryContexts, NoLog
from bot.language.normalise import Normaliser
from bot.matching.reading import Reading
from bot.ports import Contexts, QuestionLog
from bot.publishing.answers import tables_of
from bot.publishing.gentle import Gentle
from bot.publishing.live import Follower, LiveDesk
from bot.publishing.publisher import Progress, Publisher, content_of, read_revision
from bot.publishing.review import Review, refuse_unpulled
from bot.publishing.start import author, first_revision, say_what_is_live
from bot.publishing.watch import Watcher
from bot.reply.compose import Composer
from bot.service import Answerer
from bot.settings import Settings
from bot.storage.database import Database, utc_now

NO_TOKEN = """\
No bot token is set, so there is no Telegram bot to run. To get one:
  1. Write /newbot to @BotFather on Telegram and answer its two questions.
  2. Put the token it sends you into the environment: export PARKBOT_TOKEN=123456:ABC...
  3. Start again: parkbot run
Without a token the same bot answers at this terminal: parkbot chat"""


@dataclass(frozen=True)
class Core:
    """The content, checked and made readable; built once, shared by all that answer from it."""

    reading: Reading
    composer: Composer

    def desk(self, contexts: Contexts, log: QuestionLog) -> Desk:
        """Something to ask, with its own memory of chats and its own log."""
        return Desk(Answerer(self.reading, contexts, log, utc_now), self.composer)

    def desk_without_memory(self, log: QuestionLog | None = None) -> Desk:
        """The same, depending on nothing that is stored: chats are remembered while the program runs."""
        return self.desk(MemoryContexts(), log or NoLog())


def load_core(settings: Settings, language: Language) -> Core:
    """Read and check the content.

    Raises:
        ContentError: it has errors; the message names the first of them, in `language`.
    """
    return core_of(load_checked(settings.content, language=language))


def core_of(revision: Revision) -> Core:
    """Make a content readable."""
    reading = Reading.of(revision, load_vocabulary())
    return Core(reading, Composer(revision, reading.scripts))


def open_database(settings: Settings) -> Database:
    """Connect to the database of the settings. Use it as a context manager. Raises StorageError."""
    return Database.open(settings.database_url)


def run_telegram(settings: Settings, language: Language, *, watch: bool = False) -> None:
    """Answer on Telegram from the live revision until SIGINT or SIGTERM; with `watch` good edits are published.

    Where nothing was ever published, the content of the settings is published first.

    Raises:
        SettingsError: there is no token.
        ParkbotError: the content, the database or Telegram cannot be used.
    """
    # Here, not above: no other command needs the Telegram client, and reading it takes a while.
    from bot.chat.app import ChatOptions, run

    if settings.token is None:
        raise SettingsError(NO_TOKEN)
    gentle = Gentle()
    with open_database(settings) as database, ExitStack() as beside:

        def desk_of(revision: Revision) -> Desk:
            return core_of(revision).desk(database.contexts, database.questions)

        record = first_revision(database.revisions, settings.content, language)
        with gentle.work():
            desk = desk_of(content_of(database.revisions.files(record.number), record))
        live = LiveDesk(desk, record.number)
        del desk  # held by nobody else, so that it can be freed when another takes its place
        say_what_is_live(settings.content, record)
        beside.enter_context(Follower(live, database.revisions, desk_of, gentle))
        if watch:
            watched = publisher(settings, database, language)
            beside.enter_context(Watcher(settings.content, watched, author(), language, gentle))
        options = ChatOptions(settings.token.get_secret_value(), settings.api_url)
        run(options, live, database.updates)


def publisher(
    settings: Settings, database: Database, language: Language, progress: Progress = lambda _: None
) -> Publisher:
    """What publishes the content of the settings. Raises ParkbotError where its question tables cannot be read."""
    revisions, decisions = database.revisions, database.decisions

    def guard(draft: Revision) -> None:
        refuse_unpulled(decisions, revisions, draft, language)

    desk_of = lambda revision: core_of(revision).desk_without_memory()  # noqa: E731
    return Publisher(revisions, desk_of, tables_of(settings.content), language, progress, guard)


def review(database: Database, publisher: Publisher) -> tuple[Review, Core]:
    """The review of unanswered questions, and the live content to look for candidates in.

    Raises:
        RevisionError: nothing was published yet.
    """
    made = Review(database.decisions, database.revisions, publisher, Normaliser(), author())
    return made, core_of(read_revision(database.revisions, made.live_number()))


def check_content(settings: Settings, source: Path | None) -> tuple[tuple[Problem, ...], Revision]:
    """Every problem of the content, and what of it could be read."""
    loaded = load(settings.content)
    return check_loaded(loaded, source, Normaliser()), loaded.usable

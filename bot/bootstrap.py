"""The only place that chooses and wires: settings, content, reading, database, answerer."""

from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.content.check import check_dates, check_loaded, load_checked
from bot.content.load import load
from bot.content.report import in_order
from bot.content.vocabulary import load_vocabulary
from bot.desk import Desk
from bot.domain.bilingual import Bilingual, Language
from bot.domain.problems import Level, Problem
from bot.domain.revision import Revision
from bot.domain.validity import day_of
from bot.errors import SettingsError
from bot.in_memory import MemoryContexts, NoLog
from bot.language.normalise import Normaliser
from bot.language.script import Scripts
from bot.matching.reading import Reading
from bot.pictures.pictures import Pictures
from bot.ports import Clock, Contexts, QuestionLog
from bot.publishing.administration import Administration
from bot.publishing.answers import tables_of
from bot.publishing.explaining import Explaining
from bot.publishing.figures import Figures
from bot.publishing.gentle import Gentle
from bot.publishing.live import Follower, LiveDesk
from bot.publishing.publisher import Progress, Publisher, content_of, read_revision
from bot.publishing.review import Review, refuse_unpulled
from bot.publishing.start import author, first_revision, say_what_is_live
from bot.publishing.watch import Watcher
from bot.reply.compose import Composer
from bot.service import Answerer
from bot.settings import Settings, host_and_port, time_of_day
from bot.storage.database import Database, utc_now
from bot.storage.engine import PATIENCE_SECONDS

if TYPE_CHECKING:
    from bot.chat.app import ChatOptions

_WEBHOOK_PATIENCE = 5.0  # seconds to wait for the database

_MENUS = "chats with an administrator's menu"  # a note

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
    clock: Clock

    @property
    def revision(self) -> str:
        """The short name of the content served."""
        return self.reading.revision.digest[:12]

    def desk(self, contexts: Contexts, log: QuestionLog, *, with_pictures: bool = False) -> Desk:
        """Something to ask, with its own memory of chats and its own log."""
        pictures = self._pictures() if with_pictures else None
        return Desk(Answerer(self.reading, contexts, log, self.clock), self.composer, pictures)

    def desk_without_memory(self, log: QuestionLog | None = None) -> Desk:
        """The same, depending on nothing that is stored: chats are remembered while the program runs."""
        return self.desk(MemoryContexts(), log or NoLog())

    def _pictures(self) -> Pictures:
        from bot.pictures.painter import Painter  # Pillow and the font: a terminal needs neither

        return Pictures(self.reading.revision, self.composer, Painter())


def load_core(settings: Settings, language: Language) -> Core:
    """Read and check the content.

    Raises:
        ContentError: it has errors; the message names the first of them, in `language`.
    """
    return core_of(load_checked(settings.content, language=language))


def core_of(revision: Revision, clock: Clock = utc_now) -> Core:
    """Make a content readable; what is over is told by the `clock`."""
    reading = Reading.of(revision, load_vocabulary())
    return Core(reading, Composer(revision, reading.scripts, clock), clock)


def open_database(settings: Settings, patience: float = PATIENCE_SECONDS) -> Database:
    """Connect to the database of the settings. Use it as a context manager. Raises StorageError.

    `patience` is how many seconds to wait for other writers or a free connection.
    """
    key = settings.hash_key.get_secret_value().encode() if settings.hash_key else None
    return Database.open(settings.database_url, patience=patience, hash_key=key)


def run_telegram(settings: Settings, language: Language, *, delete_webhook: bool = False, watch: bool = False) -> None:
    """Answer on Telegram from the live revision until SIGINT or SIGTERM.

    Where nothing was ever published, the content of the settings is published first; with `watch` good edits of it are
    published by themselves. `delete_webhook` removes a webhook that is set before polling.

    Raises:
        SettingsError: there is no token.
        ParkbotError: the content, the database or Telegram cannot be used.
    """
    # Here, not above: no other command needs the Telegram client, and reading it takes a while.
    from bot.chat.app import run

    if settings.token is None:
        raise SettingsError(NO_TOKEN)
    gentle = Gentle()
    # In webhook mode Telegram waits for the answer, and asks again: better soon than in half a minute.
    patience = PATIENCE_SECONDS if settings.webhook_url is None else _WEBHOOK_PATIENCE
    with open_database(settings, patience) as database, ExitStack() as beside:

        def desk_of(revision: Revision) -> Desk:
            return core_of(revision).desk(database.contexts, database.questions, with_pictures=True)

        database.privacy.hide(database.chat_names)
        record = first_revision(database.revisions, settings.content, language)
        with gentle.before_questions():
            desk = desk_of(content_of(database.revisions.files(record.number), record))
        live = LiveDesk(desk, record.number, gentle)
        del desk  # held by nobody else, so that it can be freed when another takes its place
        say_what_is_live(settings.content, record)
        beside.enter_context(Follower(live, database.revisions, desk_of, gentle))
        if watch:
            watched = publisher(settings, database, language)
            beside.enter_context(Watcher(settings.content, watched, author(), language, gentle))
        options = _chat_options(settings, settings.token, delete_webhook)
        run(options, live, database, lambda: live.name, administration(settings, database, live, gentle))


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


def administration(settings: Settings, database: Database, live: LiveDesk, gentle: Gentle) -> Administration:
    """What administrators do from Telegram, on what is served and stored."""
    normaliser, scripts = Normaliser(), Scripts()

    @cache
    def publisher_in(language: Language) -> Publisher:  # each keeps what the tables said of the revision before
        return publisher(settings, database, language)

    def review_of(language: Language, author: str) -> Review:
        return Review(database.decisions, database.revisions, publisher_in(language), normaliser, author)

    return Administration(
        live, database.decisions, review_of, figures(settings, database, scripts),
        Explaining(database.questions, live, scripts.say), normaliser, gentle, settings.content,
    )  # fmt: skip


def figures(settings: Settings, database: Database, scripts: Scripts | None = None) -> Figures:
    """Figures of use, by days of the settings' zone."""
    say = Bilingual.get if scripts is None else scripts.say
    return Figures(database.questions, database.votes, utc_now, ZoneInfo(settings.time_zone), say)


def _chat_options(settings: Settings, token: SecretStr, delete_webhook: bool) -> "ChatOptions":
    from bot.chat.app import ChatOptions, WebhookOptions
    from bot.chat.digest import DigestTime

    digest = None
    if settings.digest is not None:
        digest = DigestTime(time_of_day(settings.digest), ZoneInfo(settings.time_zone))
    webhook = None
    if settings.webhook_url is not None and settings.webhook_secret is not None:
        secret = settings.webhook_secret.get_secret_value()
        webhook = WebhookOptions(settings.webhook_url, secret, host_and_port(settings.webhook_listen))
    ops = None if settings.ops_listen is None else host_and_port(settings.ops_listen)
    return ChatOptions(
        token.get_secret_value(), settings.api_url,
        staff_chat=settings.staff_chat, retention_days=settings.retention_days,
        webhook=webhook, delete_webhook=delete_webhook, ops_listen=ops,
        administrators=frozenset(settings.admins), digest=digest,
    )  # fmt: skip


def set_up_telegram(settings: Settings) -> tuple[str, ...]:
    """Set the menus and texts that Telegram shows of the bot; returns what was changed, a line each.

    Raises:
        SettingsError: there is no token.
        ParkbotError: Telegram cannot be reached, or refuses the token.
    """
    from bot.chat.app import ChatOptions
    from bot.chat.setup import set_up

    if settings.token is None:
        raise SettingsError(NO_TOKEN)
    now = frozenset(settings.admins)
    options = ChatOptions(settings.token.get_secret_value(), settings.api_url, administrators=now)
    with open_database(settings) as database:
        kept = database.notes.get(_MENUS) or ""
        former = [int(number) for number in kept.split()]
        # Whoever may get a menu is noted before: what fails half-way is mended the next time.
        database.notes.put(_MENUS, " ".join(str(n) for n in sorted({*former, *now})))
        changed = set_up(options, former)
        database.notes.put(_MENUS, " ".join(str(n) for n in sorted(now)))
    return changed


def forget_chat(settings: Settings, chat: str) -> int:
    """Delete what is stored of a chat, given by its Telegram number or its name; returns how many records.

    Raises:
        StorageError: the database cannot be used.
    """
    with open_database(settings) as database:
        count = database.privacy.forget(chat)
        if chat.removeprefix("-").isdecimal():
            count += database.privacy.forget(database.chat_names(int(chat)))
        return count


def check_content(settings: Settings, source: Path | None) -> tuple[tuple[Problem, ...], Revision]:
    """Every problem of the content, what is due today among them, and what of it could be read."""
    loaded = load(settings.content)
    problems = (*check_loaded(loaded, source, Normaliser()), *check_dates(loaded, day_of(utc_now())))
    return in_order(problems), loaded.usable


def check_due(settings: Settings, days: int) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What is due today or within `days`, and the errors for which some of it may be missing."""
    loaded = load(settings.content)
    errors = tuple(p for p in loaded.problems if p.level is Level.ERROR)
    return check_dates(loaded, day_of(utc_now()), days), errors

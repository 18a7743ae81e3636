"""The bot on Telegram, wired: connect, poll or listen, answer, stop on a signal."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from telegram import Bot
from telegram.error import BadRequest, EndPointNotFound, InvalidToken, TelegramError

from bot.chat.administration import Administration
from bot.chat.backoff import Backoff
from bot.chat.dealing import Dealing
from bot.chat.digest import Digest, DigestTime
from bot.chat.errors import ChatError, token_refused, webhook_refused
from bot.chat.handlers import HandlerOptions, Handlers
from bot.chat.health import Health
from bot.chat.menus import register_menus
from bot.chat.metrics import Metrics
from bot.chat.operations import routes
from bot.chat.polling import WANTED, Poller
from bot.chat.redact import token_redacted
from bot.chat.registration import register_webhook
from bot.chat.request import AiohttpRequest, environment_proxy
from bot.chat.sender import Sender
from bot.chat.server import Address, serving
from bot.chat.service import ChatService, Stores
from bot.chat.upkeep import keep_up
from bot.chat.webhook import Webhook
from bot.errors import StorageError

_LOG = logging.getLogger(__name__)
_CHATTY = ("httpx", "httpcore", "aiohttp", "telegram", "uvicorn")  # they log every request, with its URL


@dataclass(frozen=True, slots=True)
class WebhookOptions:
    """The public address, the secret that Telegram's requests carry, and where to listen."""

    url: str
    secret: str = field(repr=False)
    listen: Address = ("127.0.0.1", 8080)

    @property
    def path(self) -> str:
        return urlsplit(self.url).path or "/"


@dataclass(frozen=True, slots=True)
class ChatOptions:
    """How to reach Telegram. `api_url` is the root of the Bot API server, without /bot; times are in seconds."""

    token: str = field(repr=False)
    api_url: str = "https://api.telegram.org"
    in_flight: int = 64  # updates handled at the same time when polling
    poll_seconds: int = 30
    grace: float = 5.0  # for what is being handled when the bot is stopped
    staff_chat: int | None = None  # where questions are passed on to
    retention_days: int = 180  # how long what is stored of chats is kept
    webhook: WebhookOptions | None = None  # without it the bot polls
    delete_webhook: bool = False  # before polling
    administrators: frozenset[int] = frozenset()  # people, by their Telegram numbers
    digest: DigestTime | None = None  # when the staff chat gets the numbers of the day before
    ops_listen: Address | None = None  # where health and metrics are; otherwise with the webhook, or nowhere


def run(
    options: ChatOptions, service: ChatService, stores: Stores, revision: Callable[[], str],
    administration: Administration | None = None,
) -> None:  # fmt: skip
    """Answer on Telegram until SIGINT or SIGTERM. `revision` names the content that is served.

    Without an `administration` there is nothing for administrators, and no digest.

    Raises:
        ChatError: Telegram refuses the token or the webhook, an address cannot be listened at, or another program polls
            for this bot.
        StorageError: the database cannot be used at the start.
    """
    with asyncio.Runner(loop_factory=_new_loop) as runner:
        runner.run(_until_signal(options, service, stores, revision, administration))


def checked_token(text: str) -> str:
    """The token without the white space around it. Raises ChatError where it cannot be one."""
    token = text.strip()
    if not token or "/" in token or not token.isprintable() or " " in token:
        raise ChatError("The bot token is malformed. Copy it from @BotFather (/mybots, API Token) into PARKBOT_TOKEN.")
    return token


async def serve(
    options: ChatOptions,
    service: ChatService,
    stores: Stores,
    stop: asyncio.Event,
    revision: Callable[[], str] = lambda: "",
    administration: Administration | None = None,
) -> None:
    """As `run`, until `stop` is set."""
    token = checked_token(options.token)
    with token_redacted(token):
        for name in _CHATTY:
            logger = logging.getLogger(name)
            if logger.level == logging.NOTSET:
                logger.setLevel(logging.WARNING)
        proxy = environment_proxy(options.api_url)
        bot = Bot(
            token,
            base_url=f"{options.api_url.rstrip('/')}/bot",
            request=AiohttpRequest(connections=2 * options.in_flight, proxy=proxy),
            get_updates_request=AiohttpRequest(connections=1, proxy=proxy),
        )
        try:
            await _App(bot, options, service, stores, stop, revision, administration).serve()
        except InvalidToken:
            raise token_refused() from None  # PTB's message holds the token
        finally:
            await bot.shutdown()


class _App:
    def __init__(
        self,
        bot: Bot,
        options: ChatOptions,
        service: ChatService,
        stores: Stores,
        stop: asyncio.Event,
        revision: Callable[[], str],
        administration: Administration | None,
    ) -> None:
        self._bot = bot
        self._administration = administration
        self._options = options
        self._service = service
        self._stores = stores
        self._stop = stop
        self._metrics = Metrics()
        mode = "webhook" if options.webhook else "polling"
        self._health = Health(mode, stores.ping, revision, self._metrics, options.poll_seconds)

    async def serve(self) -> None:
        hook, grace = self._options.webhook, self._options.grace
        # Probes are answered from the start: what cannot reach Telegram yet lives, and is not ready.
        probes = routes(self._health, self._metrics)
        async with AsyncExitStack() as stack:
            if self._options.ops_listen is not None:
                await stack.enter_async_context(serving(self._options.ops_listen, probes, 1))
                probes = []
            if hook is None:
                await self._poll()
                return
            webhook = Webhook(self._bot, self._stores.updates, hook.secret, self._metrics)
            server = await stack.enter_async_context(serving(hook.listen, probes, grace, {hook.path: webhook}))
            await self._take(webhook, hook, server)

    async def _poll(self) -> None:
        bot, updates = self._bot, self._stores.updates
        if not await _connect(bot, self._stop):
            return
        if self._options.delete_webhook:
            await bot.delete_webhook()
        freed = await asyncio.to_thread(updates.release_abandoned)
        if freed:
            _LOG.info("%d updates were being handled when the bot was last stopped; they come again", freed)
        async with self._ready() as (dealing, _):
            poller = Poller(
                bot, dealing, metrics=self._metrics,
                in_flight=self._options.in_flight, poll_seconds=self._options.poll_seconds, grace=self._options.grace,
            )  # fmt: skip
            await poller.run(self._stop)

    async def _take(self, webhook: Webhook, hook: WebhookOptions, server: asyncio.Task[None]) -> None:
        if not await _connect(self._bot, self._stop):
            return
        async with self._ready() as (dealing, sender):
            webhook.open(dealing, sender)
            try:
                await self._register(hook)
                stopping = asyncio.create_task(self._stop.wait())
                ends: set[asyncio.Future[Any]] = {stopping, webhook.broken, server}
                await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
                stopping.cancel()
                if webhook.broken.done():
                    webhook.broken.result()
            finally:
                self._health.stopping = True
                webhook.close()

    async def _register(self, hook: WebhookOptions) -> None:
        """Set the webhook, trying again until Telegram can be reached."""
        trouble = Backoff()
        while not self._stop.is_set():
            try:
                await register_webhook(self._bot, hook.url, hook.secret, WANTED, self._stores.notes)
                return
            except InvalidToken:
                raise
            except BadRequest as error:
                raise webhook_refused(str(error)) from None
            except (TelegramError, StorageError, KeyError, TypeError) as error:
                _LOG.warning("the webhook is not set, trying again: %s", error)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), trouble.next())

    @asynccontextmanager
    async def _ready(self) -> AsyncIterator[tuple[Dealing, Sender]]:
        """What deals with updates, with its upkeep at work in the block."""
        bot, updates = self._bot, self._stores.updates
        await register_menus(bot)
        last = await asyncio.to_thread(updates.last)
        if last is not None:
            self._metrics.updated(last.at)
        sender = Sender(bot, self._metrics)
        days = self._options.retention_days
        options = HandlerOptions(self._options.staff_chat, days, self._options.administrators)
        handlers = Handlers(self._service, sender, self._stores, bot.bot, options, self._administration)
        dealing = Dealing(handlers.handle, updates, self._metrics, self._stores.chat_names)
        upkeep = asyncio.gather(keep_up(updates, self._stores.privacy, days, dealing.claims), self._digests(sender))
        self._health.connected = True
        _LOG.info("answering as @%s", bot.username)
        try:
            yield dealing, sender
        finally:
            self._health.stopping = True
            upkeep.cancel()
            await asyncio.gather(upkeep, return_exceptions=True)
            _LOG.info("stopped")

    async def _digests(self, sender: Sender) -> None:
        at, chat, administration = self._options.digest, self._options.staff_chat, self._administration
        if at is not None and chat is not None and administration is not None:
            await Digest(sender, self._stores, administration, chat, at).run()


async def _connect(bot: Bot, stop: asyncio.Event) -> bool:
    """Ask Telegram who the bot is, until it answers; False when `stop` was set before."""
    trouble = Backoff()
    while not stop.is_set():
        try:
            await bot.initialize()
            return True
        except (InvalidToken, EndPointNotFound):
            raise
        except (TelegramError, KeyError, TypeError) as error:
            _LOG.log(logging.INFO if trouble.failures else logging.WARNING, "no connection, trying again: %s", error)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), trouble.next())
    return False


async def _until_signal(
    options: ChatOptions, service: ChatService, stores: Stores, revision: Callable[[], str],
    administration: Administration | None,
) -> None:  # fmt: skip
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    await serve(options, service, stores, stop, revision, administration)


def _new_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:  # Windows
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()

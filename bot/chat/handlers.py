"""What is done with an update: read it, ask the service, send the reply."""

import asyncio
import logging
from collections.abc import Callable
from typing import ParamSpec, assert_never

from telegram import CallbackQuery, Message, Update, User

from bot.chat.backoff import Backoff
from bot.chat.callback_data import decode
from bot.chat.reading import Asked, HelpWanted, Nothing, NotText, Question, Start, asked
from bot.chat.recent import Recent
from bot.chat.sender import Destination, Sender
from bot.chat.service import ChatService
from bot.chat.wording import FAILED, NOT_TEXT, STALE, language_of, line
from bot.errors import StorageError
from bot.reply.message import Message as Reply

_LOG = logging.getLogger(__name__)
_TRIES = 3  # of the service while the database is in trouble
_REMEMBERED = 10_000  # questions whose reply can still be edited, and albums already answered

P = ParamSpec("P")


class Handlers:
    """Handles updates, at most one at a time for each chat; `me` is the bot itself."""

    def __init__(self, service: ChatService, sender: Sender, me: User) -> None:
        self._service = service
        self._sender = sender
        self._me = me
        # (chat, message id): the question as answered and the id of the reply. Only what an edit of it needs, so it
        # need not survive a restart: an edit of an older question gets a reply of its own.
        self._answered: Recent[tuple[int, int], tuple[str, int | None]] = Recent(_REMEMBERED)
        self._albums: Recent[str, bool] = Recent(_REMEMBERED)

    async def handle(self, update: Update) -> None:
        """Do what an update asks for. Whatever goes wrong is raised, after the reader was told."""
        if update.callback_query is not None:
            await self._tapped(update.callback_query)
        elif update.edited_message is not None:
            await self._edited(update.edited_message)
        elif update.message is not None:
            await self._written(update.message)

    async def _written(self, message: Message) -> None:
        ask = asked(message, self._me)
        album = message.media_group_id
        if isinstance(ask, NotText) and album is not None:
            if self._albums.get(album):
                return
            self._albums.put(album, True)
        reply = await self._reply(ask, message)
        if reply is not None:
            await self._answer(message, ask, reply)

    async def _edited(self, message: Message) -> None:
        ask = asked(message, self._me)
        earlier = self._answered.get((message.chat.id, message.message_id))
        # Telegram also reports edits that change nothing a reader sees.
        if not isinstance(ask, Question) or (earlier is not None and earlier[0] == ask.text):
            return
        reply = await self._reply(ask, message)
        if reply is not None:
            await self._answer(message, ask, reply, None if earlier is None else earlier[1])

    async def _answer(self, message: Message, ask: Asked, reply: Reply, editing: int | None = None) -> None:
        to = _destination(message)
        sent = await (self._sender.send(to, reply) if editing is None else self._sender.edit(to, editing, reply))
        if isinstance(ask, Question):
            self._answered.put((message.chat.id, message.message_id), (ask.text, sent))

    async def _reply(self, ask: Asked, message: Message) -> Reply | None:
        user = message.from_user
        code, chat, to = user.language_code if user else None, _chat_key(message), _destination(message)
        match ask:
            case Nothing():
                return None
            case NotText():
                return line(NOT_TEXT, code)
            case HelpWanted():
                return await self._ask(to, code, self._service.help, code, chat)
            case Start(payload=payload) if payload in self._service.targets():
                return await self._ask(to, code, self._service.choose, payload, chat)
            case Start():
                return await self._ask(to, code, self._service.start, code, chat)
            case Question(text=text):
                return await self._ask(to, code, self._service.reply, text, chat)
            case _:
                assert_never(ask)

    async def _tapped(self, query: CallbackQuery) -> None:
        code, message = query.from_user.language_code, query.message
        target = decode(query.data or "", self._service.targets())
        if target is None or message is None:
            await self._sender.acknowledge(query.id, STALE.get(language_of(code)))
            return
        await self._sender.acknowledge(query.id)
        # The message may be too old to be seen; then only its chat and number are known.
        to = _destination(message) if isinstance(message, Message) else Destination(message.chat.id, message.message_id)
        chat = _chat_key(message) if isinstance(message, Message) else str(message.chat.id)
        await self._sender.send(to, await self._ask(to, code, self._service.choose, target, chat))

    async def _ask(
        self, to: Destination, code: str | None, call: Callable[P, Reply], *args: P.args, **kwargs: P.kwargs
    ) -> Reply:
        """Call the service in a thread, so that the loop is never held; trouble with the database is tried again."""
        trouble = Backoff()
        while True:
            try:
                return await asyncio.to_thread(call, *args, **kwargs)
            except StorageError as error:
                if trouble.failures + 1 >= _TRIES:
                    await self._sender.send(to, line(FAILED, code))
                    raise
                _LOG.warning("trouble with the database, trying again: %s", error)
                await asyncio.sleep(trouble.next())
            except Exception:
                await self._sender.send(to, line(FAILED, code))
                raise


def _destination(message: Message) -> Destination:
    return Destination(message.chat.id, message.message_id, _topic(message))


def _topic(message: Message) -> int | None:
    # Replies in ordinary groups carry a thread id too; sending to it would fail.
    return message.message_thread_id if message.is_topic_message else None


def _chat_key(message: Message) -> str:
    """The conversation: a chat, or a topic of it."""
    topic = _topic(message)
    return str(message.chat.id) if topic is None else f"{message.chat.id}/{topic}"

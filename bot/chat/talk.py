"""Where a message or tap came from, and how the service is asked on its behalf."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from telegram import Chat, Message, Update, User

from bot.chat.backoff import Backoff
from bot.chat.outgoing import Destination
from bot.chat.sender import Sender
from bot.chat.service import ChatNames, ChatService, Stores
from bot.chat.wording import FAILED, Wording, language_of
from bot.domain.bilingual import Language
from bot.errors import StorageError
from bot.reply.message import Message as Reply

_LOG = logging.getLogger(__name__)
_TRIES = 3  # of the service while the database is in trouble

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Talk:
    """One side of a conversation.

    `chat` names the conversation (a chat, or a topic of it) and `whole` the chat, as they are stored; `code` is the
    language of the reader's client, `user` the reader's number, `user_name` what stands behind their @.
    """

    to: Destination
    chat: str
    whole: str
    code: str | None
    user: int | None
    user_name: str | None = None


def talk_of(message: Message, names: ChatNames, user: User | None) -> Talk:
    """The conversation that a message belongs to, with the reader `user`."""
    # Replies in ordinary groups carry a thread id too; sending to it would fail.
    topic = message.message_thread_id if message.is_topic_message else None
    to = Destination(message.chat.id, message.message_id, topic)
    return _talk(to, names, user)


def conversation_of(update: Update, names: ChatNames) -> str | None:
    """The conversation that an update belongs to, as it is stored; None where it belongs to none that is known."""
    tapped = update.callback_query.message if update.callback_query else None
    message = update.message or update.edited_message or (tapped if isinstance(tapped, Message) else None)
    return None if message is None else talk_of(message, names, None).chat


def talk_in(chat: Chat, message_id: int, names: ChatNames, user: User) -> Talk:
    """The same for a message too old to be seen: only its chat and number are known."""
    return _talk(Destination(chat.id, message_id), names, user)


def _talk(to: Destination, names: ChatNames, user: User | None) -> Talk:
    chat, whole = names(to.chat, to.topic), names(to.chat)
    if user is None:
        return Talk(to, chat, whole, None, None)
    return Talk(to, chat, whole, user.language_code, user.id, user.username)


class Counter:
    """Serves readers: asks the service and the stores in threads, so that the loop is never held."""

    def __init__(self, sender: Sender, stores: Stores, wording: Wording) -> None:
        self._sender = sender
        self._stores = stores
        self._wording = wording

    async def ask(self, talk: Talk, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call, again where the database is in trouble. What goes wrong is raised after the reader was told."""
        trouble = Backoff()
        while True:
            try:
                return await asyncio.to_thread(call, *args, **kwargs)
            except StorageError as error:
                if trouble.failures + 1 >= _TRIES:
                    await self._apologise(talk)
                    raise
                _LOG.warning("trouble with the database, trying again: %s", error)
                await asyncio.sleep(trouble.next())
            except Exception:
                await self._apologise(talk)
                raise

    async def reply(self, talk: Talk, service: ChatService, text: str) -> Reply:
        """The reply to a question: at once where it is at hand, and else from a thread."""
        try:
            known = service.at_hand(text, talk.chat)
        except Exception:
            await self._apologise(talk)
            raise
        return await self.ask(talk, service.reply, text, talk.chat) if known is None else known

    async def language(self, talk: Talk) -> Language:
        """The language of the bot's own words in a chat: the one chosen there, else that of the reader's client."""
        return await self.ask(talk, self._stores.chat_settings.language, talk.whole) or language_of(talk.code)

    async def _apologise(self, talk: Talk) -> None:
        await self._sender.send(talk.to, self._wording.line(FAILED, language_of(talk.code)))

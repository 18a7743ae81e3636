"""Passing a question on to the staff, with its asker's consent, and their reply back."""

import re

from telegram import InlineKeyboardMarkup, Message, User

from bot.chat.callback_data import AskStaff, Step
from bot.chat.keyboard import Keyboards
from bot.chat.outgoing import Destination
from bot.chat.sender import Sender
from bot.chat.service import Stores
from bot.chat.talk import Counter, Talk, talk_of
from bot.chat.wording import (
    FAILED,
    FOR_STAFF,
    FROM_STAFF,
    GONE,
    NOT_DONE,
    STAFF_ASKED,
    STAFF_ASKED_BEFORE,
    STAFF_CLOSED,
    STAFF_CONSENT,
    STAFF_NOT_SENT,
    STAFF_SENT,
    STAFF_TEXT_ONLY,
    YES_SEND,
    Wording,
    language_of,
)
from bot.domain.bilingual import Bilingual, Language
from bot.reply.html import shortened
from bot.reply.message import Line, Role
from bot.reply.message import Message as Reply

# The first line of what the bot wrote to the staff. What people ask comes after it, and cannot pretend to be it.
_KEY = re.compile(r"\S+ #([A-Za-z0-9_-]{6,40})\n")
_LONGEST = 2000  # UTF-16 units of a question that are shown


class Staff:
    """The way to the staff's chat and back; without a chat there is none."""

    def __init__(
        self, sender: Sender, stores: Stores, counter: Counter, keyboards: Keyboards, wording: Wording, chat: int | None
    ) -> None:
        self._sender = sender
        self._stores = stores
        self._counter = counter
        self._keyboards = keyboards
        self._wording = wording
        self._chat = chat

    async def asked(self, press: AskStaff, talk: Talk, language: Language) -> tuple[Reply, InlineKeyboardMarkup | None]:
        """What is said to a tap on the way to the staff."""
        question = await self._counter.ask(talk, self._stores.relays.question, press.question, talk.chat)
        if press.step is Step.NO:
            return self._wording.line(NOT_DONE, language), None
        if question is None or self._chat is None:
            return self._wording.line(GONE, language), None
        if press.step is Step.ASK:
            text = self._wording.say(STAFF_CONSENT, language).format(question=shortened(question, _LONGEST))
            yes, no = AskStaff(press.question, Step.YES), AskStaff(press.question, Step.NO)
            return _note(text, language), self._keyboards.consent(YES_SEND, yes, no, language)
        return self._wording.line(await self._pass_on(press.question, question, talk), language), None

    async def replied(self, message: Message, me: User) -> bool:
        """Pass a reply of the staff back to the asker; False where the message is something else."""
        earlier = message.reply_to_message
        if (
            message.chat.id != self._chat
            or earlier is None
            or earlier.from_user is None
            or earlier.from_user.id != me.id
        ):
            return False
        key = _KEY.match(earlier.text or "")
        if key is None:
            return False
        talk = talk_of(message, self._stores.chat_names, message.from_user)
        said = await self._pass_back(key[1], message.text, talk)
        await self._sender.send(talk.to, self._wording.line(said, language_of(talk.code)))
        return True

    async def _pass_on(self, key: str, question: str, talk: Talk) -> Bilingual:
        address = "/".join(str(n) for n in (talk.to.chat, talk.to.reply_to or "", talk.to.topic or ""))
        if not await self._counter.ask(talk, self._stores.relays.open, key, talk.chat, address):
            return STAFF_ASKED_BEFORE
        text = self._wording.say(FOR_STAFF, Language.SIMPLIFIED)
        text = text.format(key=key, question=shortened(question, _LONGEST))
        assert self._chat is not None
        if await self._sender.send_now(Destination(self._chat), _note(text, Language.SIMPLIFIED)) is None:
            await self._counter.ask(talk, self._stores.relays.close, key)
            return FAILED
        return STAFF_ASKED

    async def _pass_back(self, key: str, text: str | None, talk: Talk) -> Bilingual:
        if not text:
            return STAFF_TEXT_ONLY
        address = await self._counter.ask(talk, self._stores.relays.address, key)
        if address is None:
            return STAFF_CLOSED
        chat, reply_to, topic = (int(n) if n else None for n in address.split("/"))
        assert chat is not None
        name = self._stores.chat_names(chat)
        asker = await self._counter.ask(talk, self._stores.chat_settings.language, name) or Language.SIMPLIFIED
        lines = (Line(Role.HEADLINE, self._wording.say(FROM_STAFF, asker)), Line(Role.BODY, text))
        sent = await self._sender.send_now(Destination(chat, reply_to, topic), Reply("help", lines, language=asker))
        await self._counter.ask(talk, self._stores.relays.close, key)
        return STAFF_NOT_SENT if sent is None else STAFF_SENT


def _note(text: str, language: Language) -> Reply:
    return Reply("help", (Line(Role.NOTE, text),), language=language)

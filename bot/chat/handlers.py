"""What is done with an update: read it, ask the service, send the reply."""

import asyncio
from dataclasses import dataclass
from typing import assert_never

from telegram import ChatMember, ChatMemberUpdated, InlineKeyboardMarkup, Message, Update, User

from bot.chat.admin import Admin
from bot.chat.administration import Administration
from bot.chat.callback_data import Choose, Forget, Open, Step
from bot.chat.inline import Inline
from bot.chat.keyboard import Keyboards, rows
from bot.chat.links import Links, opened
from bot.chat.reading import (
    Asked,
    Browse,
    Command,
    ForgetWanted,
    HelpWanted,
    LanguageWanted,
    Nothing,
    NotText,
    PrivacyWanted,
    Question,
    ReviewWanted,
    Start,
    StatsWanted,
    WhyWanted,
    asked,
)
from bot.chat.recent import Recent
from bot.chat.sender import Sender
from bot.chat.service import ChatService, Stores
from bot.chat.staff import Staff
from bot.chat.talk import Counter, Talk, talk_of
from bot.chat.taps import Taps
from bot.chat.wording import (
    FORGET_CONSENT,
    NOT_TEXT,
    PRIVACY,
    PRIVACY_ADMINS,
    PRIVACY_STAFF,
    WHICH_LANGUAGE,
    YES_DELETE,
    Wording,
    language_named,
)
from bot.domain.bilingual import Language
from bot.language.script import Scripts
from bot.reply.message import Line, Role
from bot.reply.message import Message as Reply

_REMEMBERED = 10_000  # questions whose reply can still be edited, and albums already answered


@dataclass(frozen=True, slots=True)
class _Said:
    """A reply with its keyboard; without one it has the buttons of the reply."""

    reply: Reply
    keyboard: InlineKeyboardMarkup | None = None


@dataclass(frozen=True, slots=True)
class HandlerOptions:
    """`staff_chat` is where questions are passed on to (None: nowhere), `retention_days` how long records are kept.

    `administrators` are people by their Telegram numbers.
    """

    staff_chat: int | None
    retention_days: int
    administrators: frozenset[int] = frozenset()


class Handlers:
    """Handles updates, at most one at a time for each chat; `me` is the bot itself."""

    def __init__(
        self, service: ChatService, sender: Sender, stores: Stores, me: User, options: HandlerOptions,
        administration: Administration | None = None,
    ) -> None:  # fmt: skip
        self._service = service
        self._sender = sender
        self._stores = stores
        self._me = me
        self._options = options
        self._wording = Wording(Scripts())
        self._keyboards = Keyboards(self._wording, Links(me.username or ""), with_staff=options.staff_chat is not None)
        self._counter = Counter(sender, stores, self._wording)
        tools = (self._counter, self._keyboards, self._wording)
        self._staff = Staff(sender, stores, *tools, options.staff_chat)
        self._admin = Admin(service, sender, self._counter, self._wording, administration, options.administrators)
        self._taps = Taps(service, sender, stores, *tools, self._staff, self._admin)
        self._inline = Inline(service, sender, Links(me.username or ""), self._wording)
        # (chat, message id): the question as answered and the id of the reply. Only what an edit of it needs, so it
        # need not survive a restart: an edit of an older question gets a reply of its own.
        self._answered: Recent[tuple[int, int], tuple[str, int | None]] = Recent(_REMEMBERED)
        self._albums: Recent[str, bool] = Recent(_REMEMBERED)

    async def handle(self, update: Update) -> None:
        """Do what an update asks for. Whatever goes wrong is raised, after the reader was told."""
        if update.callback_query is not None:
            await self._taps.handle(update.callback_query)
        elif update.inline_query is not None:
            await self._inline.handle(update.inline_query)
        elif update.edited_message is not None:
            await self._edited(update.edited_message)
        elif update.message is not None:
            await self._written(update.message)
        elif update.my_chat_member is not None:
            await self._membership(update.my_chat_member)

    async def _membership(self, change: ChatMemberUpdated) -> None:
        """The bot was blocked or removed, or let in again."""
        active = change.new_chat_member.status not in (ChatMember.LEFT, ChatMember.BANNED)
        name = self._stores.chat_names(change.chat.id)
        await asyncio.to_thread(self._stores.chat_settings.set_active, name, active)

    async def _moved(self, old: int, new: int) -> None:
        """A group became a supergroup, with a number of its own."""
        names = self._stores.chat_names
        await asyncio.to_thread(self._stores.privacy.moved, names(old), names(new))

    async def _written(self, message: Message) -> None:
        if message.migrate_to_chat_id is not None:
            await self._moved(message.chat.id, message.migrate_to_chat_id)
            return
        talk = talk_of(message, self._stores.chat_names, message.from_user)
        if await self._admin.replied(message, self._me, talk) or await self._staff.replied(message, self._me):
            return
        ask = asked(message, self._me, administrator=self._admin.serves(talk))
        album = message.media_group_id
        if isinstance(ask, NotText) and album is not None:
            if self._albums.get(album):
                return
            self._albums.put(album, True)
        await self._answer(message, ask)

    async def _edited(self, message: Message) -> None:
        ask = asked(message, self._me)
        earlier = self._answered.get((message.chat.id, message.message_id))
        # Telegram also reports edits that change nothing a reader sees.
        if not isinstance(ask, Question) or (earlier is not None and earlier[0] == ask.text):
            return
        await self._answer(message, ask, None if earlier is None else earlier[1])

    async def _answer(self, message: Message, ask: Asked, editing: int | None = None) -> None:
        talk = talk_of(message, self._stores.chat_names, message.from_user)
        said = await self._said(ask, talk)
        if said is None:
            return
        if editing is None:
            sent = await self._sender.send(talk.to, said.reply, said.keyboard)
        else:
            sent = await self._sender.edit(talk.to, editing, said.reply, said.keyboard)
        if isinstance(ask, Question):
            self._answered.put((message.chat.id, message.message_id), (ask.text, sent))

    async def _said(self, ask: Asked, talk: Talk) -> _Said | None:
        match ask:
            case Nothing():
                return None
            case Question(text=text):
                reply = await self._counter.reply(talk, self._service, text)
                return _Said(reply, self._keyboards.under(reply, self._service.further(reply)))
            case _:
                return await self._command(ask, talk, await self._counter.language(talk))

    async def _command(self, ask: Command, talk: Talk, language: Language) -> _Said:
        service = self._service
        match ask:
            case Start(payload=payload):
                return await self._started(payload, talk, language)
            case HelpWanted():
                return self._welcome(await self._counter.ask(talk, service.help, language, talk.chat), language)
            case Browse(page=page):
                return _Said(await self._counter.ask(talk, service.open, page, talk.chat, language))
            case LanguageWanted(code=code):
                chosen = language_named(code)
                if chosen is None:
                    return _Said(self._wording.line(WHICH_LANGUAGE, language), self._keyboards.languages())
                return _Said(await self._taps.choose_language(chosen, talk), self._keyboards.languages())
            case PrivacyWanted():
                return _Said(self._privacy(language))
            case ForgetWanted():
                yes, no = Forget(Step.YES), Forget(Step.NO)
                keyboard = self._keyboards.consent(YES_DELETE, yes, no, language)
                return _Said(self._wording.line(FORGET_CONSENT, language), keyboard)
            case ReviewWanted() | StatsWanted() | WhyWanted():
                return _Said(*await self._admin.command(ask, talk, language))
            case NotText():
                return _Said(self._wording.line(NOT_TEXT, language))
            case _:
                assert_never(ask)

    async def _started(self, payload: str, talk: Talk, language: Language) -> _Said:
        service = self._service
        match opened(payload, service.targets(), service.pages()):
            case Choose(target):
                reply = await self._counter.ask(talk, service.choose, target, talk.chat, language)
                return _Said(reply, self._keyboards.under(reply, service.further(reply)))
            case Open(page):
                return _Said(await self._counter.ask(talk, service.open, page, talk.chat, language))
            case None:
                return self._welcome(await self._counter.ask(talk, service.start, language, talk.chat), language)

    def _privacy(self, language: Language) -> Reply:
        said = self._wording.say(PRIVACY, language).format(days=self._options.retention_days)
        lines = [Line(Role.NOTE, said)]
        if self._options.staff_chat is not None:
            lines.append(Line(Role.NOTE, self._wording.say(PRIVACY_STAFF, language)))
        if self._options.administrators:
            lines.append(Line(Role.NOTE, self._wording.say(PRIVACY_ADMINS, language)))
        return Reply("help", tuple(lines), language=language)

    def _welcome(self, reply: Reply, language: Language) -> _Said:
        made = [*rows(reply.buttons), *rows(self._service.roots(language))]
        return _Said(reply, InlineKeyboardMarkup(made) if made else None)

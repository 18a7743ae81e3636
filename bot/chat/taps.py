"""What is done when a button is tapped: the press is answered first, then the message or its buttons change."""

from typing import assert_never

from telegram import CallbackQuery, InlineKeyboardMarkup, Message

from bot.chat.admin import Admin
from bot.chat.callback_data import (
    Administer,
    AskStaff,
    Choose,
    Draw,
    Forget,
    Open,
    Press,
    Send,
    SetLanguage,
    Step,
    Vote,
    VoteAgain,
    decode,
)
from bot.chat.keyboard import Keyboards, Row, with_marks
from bot.chat.menus import LANGUAGES as MENU_LANGUAGES
from bot.chat.menus import personal
from bot.chat.sender import Sender
from bot.chat.service import ChatService, Stores
from bot.chat.staff import Staff
from bot.chat.talk import Counter, Talk, talk_in, talk_of
from bot.chat.wording import ADMINISTRATORS_ONLY, FORGOTTEN, LANGUAGE_SET, LANGUAGES, NOT_DONE, STALE, Wording
from bot.domain.bilingual import Bilingual, Language
from bot.reply.message import Message as Reply


class Taps:
    """Handles callback queries."""

    def __init__(
        self,
        service: ChatService,
        sender: Sender,
        stores: Stores,
        counter: Counter,
        keyboards: Keyboards,
        wording: Wording,
        staff: Staff,
        admin: Admin,
    ) -> None:
        self._service = service
        self._sender = sender
        self._stores = stores
        self._counter = counter
        self._keyboards = keyboards
        self._wording = wording
        self._staff = staff
        self._admin = admin

    async def handle(self, query: CallbackQuery) -> None:
        message, names = query.message, self._stores.chat_names
        press = decode(query.data or "", self._service.targets(), self._service.pages())
        if message is None:  # under a message sent through inline mode; ours have no such buttons
            await self._sender.acknowledge(query.id)
            return
        # The message may be too old to be seen.
        if isinstance(message, Message):
            talk, shown = talk_of(message, names, query.from_user), message
        else:
            talk, shown = talk_in(message.chat, message.message_id, names, query.from_user), None
        if press is None or (isinstance(press, Administer) and not self._admin.serves(talk)):
            stale = self._wording.say(STALE, await self._counter.language(talk))
            await self._sender.acknowledge(query.id, stale)
            return
        await self._sender.acknowledge(query.id)
        await self._do(press, talk, shown)

    async def _do(self, press: Press, talk: Talk, shown: Message | None) -> None:
        match press:
            case Choose(target):
                language = await self._counter.language(talk)
                reply = await self._counter.ask(talk, self._service.choose, target, talk.chat, language)
                await self._sender.send(talk.to, reply, self._under(reply))
            case Send(page):
                await self._sender.send(talk.to, *await self._page(page, talk, await self._shown_language(talk, shown)))
            case Draw(facts):
                await self._draw(facts, talk, await self._shown_language(talk, shown))
            case Open(page):
                await self._replace(*await self._page(page, talk, await self._counter.language(talk)), talk, shown)
            case Vote():
                await self._vote(press, talk, shown)
            case VoteAgain(question):
                language = await self._shown_language(talk, shown)
                await self._change(talk, shown, self._keyboards.marks(question, language))
            case SetLanguage(language):
                await self._replace(
                    await self.choose_language(language, talk), self._keyboards.languages(), talk, shown
                )
            case AskStaff():
                language = await self._shown_language(talk, shown)
                reply, keyboard = await self._staff.asked(press, talk, language)
                if press.step is Step.ASK:
                    await self._sender.send(talk.to, reply, keyboard)
                else:
                    await self._replace(reply, keyboard, talk, shown)
            case Administer(administered):
                await self._admin.tapped(administered, talk, shown)
            case Forget(step):
                await self._replace(await self._forget(step, talk), None, talk, shown)
            case _:
                assert_never(press)

    async def _replace(
        self, reply: Reply, keyboard: InlineKeyboardMarkup | None, talk: Talk, shown: Message | None
    ) -> None:
        """Put a reply in the place of the message that was tapped; where that cannot be seen any more, send it."""
        if shown is None:
            await self._sender.send(talk.to, reply, keyboard)
        else:
            await self._sender.edit(talk.to, shown.message_id, reply, keyboard)

    async def _page(self, page: str, talk: Talk, language: Language) -> tuple[Reply, InlineKeyboardMarkup | None]:
        reply = await self._counter.ask(talk, self._service.open, page, talk.chat, language)
        return reply, self._under(reply)

    async def _draw(self, facts: tuple[str, ...], talk: Talk, language: Language) -> None:
        picture = await self._counter.ask(talk, self._service.picture, facts, language)
        if picture is None:  # the content has changed
            await self._sender.send(talk.to, self._wording.line(STALE, language))
        else:
            await self._sender.send_picture(talk.to, picture.png, picture.caption)

    async def _forget(self, step: Step, talk: Talk) -> Reply:
        language = await self._counter.language(talk)
        if step is not Step.YES:
            return self._wording.line(NOT_DONE, language)
        private = talk.to.chat > 0
        if not private and (talk.user is None or not await self._sender.is_administrator(talk.to.chat, talk.user)):
            return self._wording.line(ADMINISTRATORS_ONLY, language)
        count = await self._counter.ask(talk, self._stores.privacy.forget, talk.whole)
        if private:
            await self._restore_menu(talk)
        text = Bilingual(FORGOTTEN.zh.format(count=count), FORGOTTEN.en.format(count=count))
        return self._wording.line(text, language)

    async def _vote(self, press: Vote, talk: Talk, shown: Message | None) -> None:
        kept = await self._counter.ask(talk, self._stores.votes.vote, press.question, talk.chat, press.mark)
        language = await self._shown_language(talk, shown)
        # The question is not there any more where its chat had it deleted: then there is nothing to mark.
        await self._change(talk, shown, self._keyboards.after(press, language) if kept else [])

    async def choose_language(self, language: Language, talk: Talk) -> Reply:
        """Keep the language of a chat and give the chat a menu in it; returns what to say."""
        await self._counter.ask(talk, self._stores.chat_settings.set_language, talk.whole, language)
        if talk.to.chat > 0:  # a chat with one person
            administrator = self._admin.serves(talk)
            # An administrator's chat has a menu for each language of clients, which would go before it.
            for code in [code for code, _ in MENU_LANGUAGES] if administrator else [None]:
                await self._sender.set_menu(talk.to.chat, personal(self._wording, language, administrator), code)
        name = LANGUAGES[language]
        text = Bilingual(LANGUAGE_SET.zh.format(language=name), LANGUAGE_SET.en.format(language=name))
        return self._wording.line(text, language)

    async def _restore_menu(self, talk: Talk) -> None:
        """Give a private chat the menu it had before its language was chosen."""
        if not self._admin.serves(talk):
            await self._sender.set_menu(talk.to.chat, ())
            return
        for code, language in MENU_LANGUAGES:
            await self._sender.set_menu(talk.to.chat, personal(self._wording, language, True), code)

    async def _change(self, talk: Talk, shown: Message | None, marks: list[Row]) -> None:
        if shown is not None:
            keyboard = with_marks(shown.reply_markup, marks)
            await self._sender.edit_keyboard(talk.to, shown.message_id, keyboard)

    async def _shown_language(self, talk: Talk, shown: Message | None) -> Language:
        found = self._keyboards.language_of(shown.reply_markup) if shown is not None else None
        return found or await self._counter.language(talk)

    def _under(self, reply: Reply) -> InlineKeyboardMarkup | None:
        return self._keyboards.under(reply, self._service.further(reply))

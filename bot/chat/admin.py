"""What administrators can do in their private chat with the bot; for everybody else none of it exists."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar, assert_never

from telegram import InlineKeyboardMarkup, Message, User

from bot.chat.admin_data import (
    AdminPress,
    IgnoreCase,
    MakePhrasing,
    ShowCase,
    ShowStats,
    StartEntry,
    TryPhrasing,
    Undo,
    target_named,
)
from bot.chat.admin_pages import AdminPages, Page
from bot.chat.admin_wording import AT_WORK, CASE_GONE, NO_REPLY_KEPT, NOT_UNDONE, NOTHING_WAITS, TARGET_GONE
from bot.chat.administration import Administration
from bot.chat.callback_data import Administer, AskStaff, Choose, Press, Vote, VoteAgain, decode
from bot.chat.reading import AdminCommand, ReviewWanted, StatsWanted, WhyWanted, replies_to
from bot.chat.sender import Sender
from bot.chat.service import ChatService
from bot.chat.talk import Counter, Talk
from bot.chat.wording import Wording
from bot.domain.bilingual import Bilingual, Language
from bot.domain.cases import Decided, EntryForm, ReplyHint, Trial
from bot.domain.errors import words_of
from bot.errors import ParkbotError, StorageError

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Failed:
    """Why something could not be done, in words for the administrator."""

    why: Bilingual


class Admin:
    """Serves `administrators`, in private only: what they see of other people's questions is for no group.

    Without an `administration` it serves nobody.
    """

    def __init__(
        self,
        service: ChatService,
        sender: Sender,
        counter: Counter,
        wording: Wording,
        administration: Administration | None,
        administrators: frozenset[int],
    ) -> None:
        self._service = service
        self._sender = sender
        self._counter = counter
        self._pages = AdminPages(wording)
        self._administration = administration
        self._administrators = administrators if administration is not None else frozenset()

    def serves(self, talk: Talk) -> bool:
        """Whether it is an administrator's private chat."""
        return talk.user in self._administrators and talk.to.chat == talk.user

    async def command(self, ask: AdminCommand, talk: Talk, language: Language) -> Page:
        """What is said to a command of an administrator."""
        does = self._does
        match ask:
            case ReviewWanted():
                return await self._case("", talk, language)
            case StatsWanted():
                message = await self._counter.ask(talk, does.stats, 1, language)
                return self._pages.stats(message, 1, language)
            case WhyWanted(question=question, reply=reply):
                if question:
                    return await self._counter.ask(talk, does.why, question, language), None
                hint = ReplyHint() if reply is None else self._hint(reply)
                said = await self._counter.ask(talk, does.why_reply, talk.chat, hint, language)
                return (said, None) if said is not None else self._pages.line(NO_REPLY_KEPT, language)
            case _:
                assert_never(ask)

    async def tapped(self, press: AdminPress, talk: Talk, shown: Message | None) -> None:
        """Do what a button of an administrator says; the result stands in the place of the message."""
        language = await self._counter.language(talk)
        at = None if shown is None else shown.message_id
        match press:
            case ShowCase(case):
                page = await self._case(case, talk, language)
            case ShowStats(days):
                message = await self._counter.ask(talk, self._does.stats, days, language)
                page = self._pages.stats(message, days, language)
            case StartEntry(case):
                form = await self._try(talk, self._does.entry_form, case, language)
                page = self._result(form, case, language)
            case IgnoreCase(case):
                await self._sender.claim()
                ignored = await self._try(talk, self._does.ignore, case, language, _author(talk))
                page = self._result(ignored, case, language)
            case TryPhrasing(case, name):
                at = await self._at_work(talk, at, language)
                page = await self._phrasing(case, name, None, talk, language)
            case MakePhrasing(case, name, on):
                at = await self._at_work(talk, at, language)
                page = await self._phrasing(case, name, on, talk, language)
            case Undo(decision):
                at = await self._at_work(talk, at, language)
                undone = await self._try(talk, self._does.undo, decision, language, _author(talk))
                page = (
                    self._pages.undone(undone, language)
                    if isinstance(undone, Decided)
                    else self._pages.failed(undone.why, "", language)
                    if isinstance(undone, _Failed)
                    else self._pages.line(NOT_UNDONE, language, ShowCase())
                )
            case _:
                assert_never(press)
        await self._put(page, at, talk)

    async def replied(self, message: Message, me: User, talk: Talk) -> bool:
        """Take what an administrator writes in reply to a case (an id) or to the form of an entry; False otherwise."""
        earlier = message.reply_to_message
        if not self.serves(talk) or earlier is None or not replies_to(message, me) or not message.text:
            return False
        presses = [p.press for p in self._presses(earlier) if isinstance(p, Administer)]
        case = next((p.case for p in presses if isinstance(p, StartEntry)), None)
        if case is None or message.text.startswith("/"):
            return False
        language = await self._counter.language(talk)
        if any(isinstance(p, IgnoreCase) for p in presses):
            at = await self._at_work(talk, None, language)
            page = await self._phrasing(case, message.text.strip(), None, talk, language)
            await self._put(page, at, talk)
            return True
        await self._sender.claim()
        author = _author(talk)
        written = await self._try(talk, self._does.start_entry, case, message.text, language, author)
        await self._put(self._result(written, case, language), None, talk)
        return True

    @property
    def _does(self) -> Administration:
        assert self._administration is not None  # otherwise nobody is served
        return self._administration

    async def _case(self, key: str, talk: Talk, language: Language) -> Page:
        case = await self._counter.ask(talk, self._does.case, key, language)
        return self._pages.line(NOTHING_WAITS, language) if case is None else self._pages.case(case, language)

    async def _phrasing(self, case: str, name: str, on: int | None, talk: Talk, language: Language) -> Page:
        """Try a phrasing, or make it one; `name` is the short name of a target, or its id."""
        targets = await self._counter.ask(talk, self._does.targets)
        target = name if name in targets else target_named(name, targets)
        if target is None:
            return self._pages.line(TARGET_GONE, language, ShowCase(case))
        result: Trial | Decided | _Failed | None
        if on is None:
            result = await self._try(talk, self._does.try_phrasing, case, target, language)
        else:
            result = await self._try(talk, self._does.attach, case, target, on, language, _author(talk))
        return self._result(result, case, language)

    def _result(self, result: "Trial | Decided | EntryForm | _Failed | None", case: str, language: Language) -> Page:
        match result:
            case None:
                return self._pages.line(CASE_GONE, language, ShowCase())
            case _Failed(why):
                return self._pages.failed(why, case, language)
            case Trial():
                return self._pages.trial(result, language)
            case EntryForm():
                return self._pages.form(result, language)
            case Decided():
                return self._pages.decided(result, language)
            case _:
                assert_never(result)

    async def _try(self, talk: Talk, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R | _Failed:
        """Call in a thread; what the administrator can mend comes back as words."""

        def tried() -> R | _Failed:
            try:
                return call(*args, **kwargs)
            except StorageError:
                raise
            except ParkbotError as error:
                return _Failed(words_of(error))

        return await self._counter.ask(talk, tried)

    async def _at_work(self, talk: Talk, at: int | None, language: Language) -> int | None:
        """Say that something takes a while, in the place of message `at`; returns the message to put the result into.

        Its buttons are gone meanwhile.
        """
        await self._sender.claim()
        said, _ = self._pages.line(AT_WORK, language)
        if at is None:
            return await self._sender.send_now(talk.to, said)
        return await self._sender.edit(talk.to, at, said)

    async def _put(self, page: Page, at: int | None, talk: Talk) -> None:
        reply, keyboard = page
        if at is None:
            await self._sender.send(talk.to, reply, keyboard)
        else:
            await self._sender.edit(talk.to, at, reply, keyboard)

    def _hint(self, reply: Message) -> ReplyHint:
        """What a message of the bot tells of the question it replied to."""
        presses = self._presses(reply)
        keys = (p.question for p in presses if isinstance(p, Vote | VoteAgain | AskStaff))
        if key := next(keys, ""):
            return ReplyHint(key)
        offered = frozenset(p.target for p in presses if isinstance(p, Choose) and p.target != "none")
        text = reply.text or reply.caption or ""
        return ReplyHint(offered=offered, text=text)

    def _presses(self, message: Message) -> list[Press]:
        keyboard: InlineKeyboardMarkup | None = message.reply_markup
        data = (b.callback_data for row in (keyboard.inline_keyboard if keyboard else ()) for b in row)
        targets, pages = self._service.targets(), self._service.pages()
        found = (decode(one, targets, pages) for one in data if isinstance(one, str))
        return [press for press in found if press is not None]


def _author(talk: Talk) -> str:
    """Who decides, as it is recorded: administrators are staff, and stand by what they do."""
    return f"telegram {talk.user}" + (f" @{talk.user_name}" if talk.user_name else "")

"""The keyboards under messages: what the core offers, and what only Telegram has: marks, sharing, languages."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat.callback_data import AskStaff, Press, SetLanguage, Step, Vote, VoteAgain, encode, press_of
from bot.chat.links import Links
from bot.chat.wording import ASK_STAFF, LANGUAGES, MARKS, NO_THANKS, SHARE, THANKS, Wording
from bot.domain.bilingual import Bilingual, Language
from bot.domain.marks import Mark
from bot.reply.message import Button, Message

Row = list[InlineKeyboardButton]
_KEPT = 1024
_FIRST = (Mark.HELPFUL, Mark.NOT_HELPFUL)
_REASONS = (Mark.WRONG_FIGURE, Mark.OUTDATED, Mark.NOT_MY_QUESTION)
# How the data of buttons begins that give way to others once a mark is set.
_VOTES = tuple(encode(press)[:3] for press in (Vote("", Mark.HELPFUL), VoteAgain(""), AskStaff("", Step.ASK)))


class Keyboards:
    """Makes the keyboards of one bot."""

    def __init__(self, wording: Wording, links: Links, *, with_staff: bool) -> None:
        self._wording = wording
        self._links = links
        self._with_staff = with_staff
        # All but the marks, which name the question that was asked: the same under what many people get.
        self._common = lru_cache(_KEPT)(self._common_rows)

    def under(self, message: Message, further: Iterable[Button] = ()) -> InlineKeyboardMarkup | None:
        """The keyboard of a reply: its own buttons, what can be asked next, and the marks where it was a question's.

        Under an answer its own buttons come last: they only lead back.
        """
        own, more = self._common(replace(message, question=""), tuple(further))
        marks = self.marks(message.question, message.language) if _can_be_marked(message) else []
        if marks and message.outcome == "unknown":
            marks += self._staff(message.question, message.language)
        whole = [*more, *marks, *own] if message.outcome == "answer" else [*own, *more, *marks]
        return InlineKeyboardMarkup(whole) if whole else None

    def _common_rows(self, message: Message, further: tuple[Button, ...]) -> tuple[list[Row], list[Row]]:
        own, more = rows(message.buttons), rows(further)
        if more and len(message.shown) == 1:
            more[0].append(self._share(message))
        return own, more

    def marks(self, question: str, language: Language) -> list[Row]:
        """Helpful or not."""
        return [[self._mark(question, mark, language) for mark in _FIRST]]

    def after(self, press: Vote, language: Language) -> list[Row]:
        """What stands in the place of the marks once there is one: why it did not help, or thanks."""
        if press.mark is Mark.NOT_HELPFUL:
            reasons = [self._mark(press.question, mark, language) for mark in _REASONS]
            return [reasons, *self._staff(press.question, language)]
        return [[button(self._wording.say(THANKS, language), VoteAgain(press.question))]]

    def language_of(self, keyboard: InlineKeyboardMarkup | None) -> Language | None:
        """The language that the marks of a keyboard are in; None where it has none."""
        labels = {each.text for row in (keyboard.inline_keyboard if keyboard else ()) for each in row}
        said = {language: {self._wording.say(t, language) for t in (*MARKS.values(), THANKS)} for language in Language}
        return next((language for language in Language if labels & said[language]), None)

    def languages(self) -> InlineKeyboardMarkup:
        return InlineKeyboardMarkup([[button(name, SetLanguage(language))] for language, name in LANGUAGES.items()])

    def consent(self, yes: Bilingual, yes_press: Press, no_press: Press, language: Language) -> InlineKeyboardMarkup:
        """A question that is done only after a second tap."""
        say = self._wording.say
        return InlineKeyboardMarkup(
            [[button(say(yes, language), yes_press), button(say(NO_THANKS, language), no_press)]]
        )

    def _staff(self, question: str, language: Language) -> list[Row]:
        staff = button(self._wording.say(ASK_STAFF, language), AskStaff(question, Step.ASK))
        return [[staff]] if self._with_staff else []

    def _mark(self, question: str, mark: Mark, language: Language) -> InlineKeyboardButton:
        return button(self._wording.say(MARKS[mark], language), Vote(question, mark))

    def _share(self, message: Message) -> InlineKeyboardButton:
        text = "\n".join(line.text for line in message.lines[:2])
        url = self._links.share(message.shown[0], text)
        return InlineKeyboardButton(self._wording.say(SHARE, message.language), url=url)


def button(label: str, press: Press) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=encode(press))


def rows(buttons: Iterable[Button]) -> list[Row]:
    """The buttons of a message in their rows."""
    made: list[Row] = []
    for each in buttons:
        if each.beside and made:
            made[-1].append(button(each.label, press_of(each)))
        else:
            made.append([button(each.label, press_of(each))])
    return made


def with_marks(keyboard: InlineKeyboardMarkup | None, marks: Sequence[Row]) -> InlineKeyboardMarkup:
    """The keyboard with other marks where its marks are; all else stays, in its order."""
    changed: list[Sequence[InlineKeyboardButton]] = []
    placed = False
    for row in keyboard.inline_keyboard if keyboard else ():
        if not any(_is_vote(each) for each in row):
            changed.append(row)
        elif not placed:
            changed += marks
            placed = True
    return InlineKeyboardMarkup(changed if placed else [*changed, *marks])


def _is_vote(each: InlineKeyboardButton) -> bool:
    return isinstance(each.callback_data, str) and each.callback_data.startswith(_VOTES)


def _can_be_marked(message: Message) -> bool:
    return bool(message.question) and message.outcome in ("answer", "unknown")

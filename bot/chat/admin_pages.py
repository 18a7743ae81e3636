"""The messages and keyboards that administrators see."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import admin_wording as words
from bot.chat.admin_data import (
    AdminPress,
    IgnoreCase,
    MakePhrasing,
    ShowCase,
    ShowStats,
    StartEntry,
    TryPhrasing,
    Undo,
    named,
)
from bot.chat.callback_data import Administer
from bot.chat.keyboard import Row, button
from bot.chat.wording import Wording
from bot.domain.bilingual import Bilingual, Language
from bot.domain.cases import Case, Decided, EntryForm, Trial
from bot.reply.html import shortened
from bot.reply.message import Line, Message, Role

Page = tuple[Message, InlineKeyboardMarkup | None]
_QUESTION = 500  # UTF-16 units of a question that are shown
_LABEL = 60  # of a candidate on its button


class AdminPages:
    """Composes them, in an administrator's language."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def line(self, text: Bilingual, language: Language, on: AdminPress | None = None) -> Page:
        """One line, with a button to go on to the review where `on` is given."""
        keyboard = None if on is None else InlineKeyboardMarkup([[self._button(words.NEXT, on, language)]])
        return self._wording.line(text, language), keyboard

    def case(self, case: Case, language: Language) -> Page:
        """A group of questions with what comes nearest, and what can be done."""
        counts = ((words.TIMES, case.count), (words.MARKED, case.marked))
        told = [self._say(text, language, count=number) for text, number in counts if number]
        place = self._say(words.PLACE, language, place=case.place, waiting=case.waiting)
        lines = [
            Line(Role.HEADLINE, shortened(case.question, _QUESTION)),
            Line(Role.NOTE, " · ".join((*told, place))),
        ]
        if case.others:
            also = self._say(words.ALSO, language)
            lines.append(Line(Role.NOTE, "\n".join((also, *(shortened(q, _QUESTION) for q in case.others)))))
        lines.append(Line(Role.NOTE, self._say(words.NEAREST, language)))
        made: list[Row] = [
            [_button(shortened(c.label, _LABEL), TryPhrasing(case.key, named(c.target)))] for c in case.candidates
        ]
        made.append([
            self._button(words.IGNORE, IgnoreCase(case.key), language),
            self._button(words.NEW_ENTRY, StartEntry(case.key), language),
        ])  # fmt: skip
        if case.after:
            made.append([self._button(words.NEXT, ShowCase(case.after), language)])
        elif case.waiting > 1:
            made.append([self._button(words.FROM_START, ShowCase(), language)])
        return _message(lines, language), InlineKeyboardMarkup(made)

    def trial(self, trial: Trial, language: Language) -> Page:
        """What a phrasing would change, to be confirmed."""
        back = self._button(words.BACK, ShowCase(trial.case.key), language)
        asked = shortened(trial.case.question, _QUESTION)
        lines = [Line(Role.NOTE, self._say(words.MOVED, language))] if trial.moved else []
        lines += [
            Line(Role.NOTE, self._say(words.TRIAL, language, question=asked)),
            Line(Role.HEADLINE, trial.target.label),
            Line(Role.NOTE, trial.target.target),
        ]
        if trial.changes is None:
            lines.append(Line(Role.NOTE, self._say(words.HAS_IT, language)))
            return _message(lines, language), InlineKeyboardMarkup([[back]])
        lines.append(Line(Role.NOTE, self._say(words.CHANGES, language)))
        lines += [Line(Role.BODY, change) for change in trial.changes]
        yes = MakePhrasing(trial.case.key, named(trial.target.target), trial.on)
        confirm = self._button(words.CONFIRM, yes, language)
        return _message(lines, language), InlineKeyboardMarkup([[confirm, back]])

    def form(self, form: EntryForm, language: Language) -> Page:
        """What to fill in for an entry, and what is wrong with what was."""
        lines = []
        if form.faults:
            lines = [Line(Role.HEADLINE, self._say(words.FORM_FAULTS, language))]
            lines += [Line(Role.NOTE, fault) for fault in form.faults]
        lines.append(Line(Role.NOTE, self._say(words.FORM, language)))
        lines += [Line(Role.BODY, hint) for hint in form.hints]
        lines += [Line(Role.HEADLINE, self._say(words.FORM_HEAD, language)), Line(Role.NOTE, form.text)]
        keyboard = [
            self._button(words.BACK, ShowCase(form.case.key), language),
            # Shows the form as it was at first; a message with this button and not "ignore" is a form.
            self._button(words.NEW_ENTRY, StartEntry(form.case.key), language),
        ]
        return _message(lines, language), InlineKeyboardMarkup([keyboard])

    def decided(self, decided: Decided, language: Language) -> Page:
        """What was decided, to be taken back or gone on from."""
        asked = shortened(decided.question, _QUESTION)
        if decided.made is not None:
            text = self._say(words.ATTACHED, language, number=decided.made, question=asked, target=decided.target)
        elif decided.path:
            text = self._say(words.STARTED, language, target=decided.target, path=decided.path)
        else:
            text = self._say(words.IGNORED, language, question=asked)
        row = [self._button(words.UNDO, Undo(decided.id), language)] if decided.id else []
        row.append(self._button(words.NEXT, ShowCase(decided.after), language))
        return _message([Line(Role.NOTE, text)], language), InlineKeyboardMarkup([row])

    def undone(self, undone: Decided, language: Language) -> Page:
        """A decision was taken back; the way to its case."""
        text = self._say(words.UNDONE, language, question=shortened(undone.question, _QUESTION))
        row = [self._button(words.NEXT, ShowCase(undone.after), language)]
        return _message([Line(Role.NOTE, text)], language), InlineKeyboardMarkup([row])

    def failed(self, why: Bilingual, case: str, language: Language) -> Page:
        """Something could not be done; the way back to the case."""
        lines = [Line(Role.HEADLINE, self._say(words.FAILED, language)), Line(Role.BODY, why.get(language))]
        row = [self._button(words.BACK, ShowCase(case), language)]
        return _message(lines, language), InlineKeyboardMarkup([row])

    def stats(self, message: Message, days: int, language: Language) -> Page:
        """Figures of use, and the way to those of other periods."""
        row: Sequence[InlineKeyboardButton] = [
            _button(f"• {self._say(text, language)} •" if n == days else self._say(text, language), ShowStats(n))
            for n, text in words.DAYS.items()
        ]
        return message, InlineKeyboardMarkup([row])

    def _say(self, text: Bilingual, language: Language, **values: object) -> str:
        # What is put in stands as it was typed: only our own words are converted.
        return self._wording.say(text, language).format(**values)

    def _button(self, label: Bilingual, press: AdminPress, language: Language) -> InlineKeyboardButton:
        return _button(self._say(label, language), press)


def _button(label: str, press: AdminPress) -> InlineKeyboardButton:
    return button(label, Administer(press))


def _message(lines: Sequence[Line], language: Language) -> Message:
    return Message("help", tuple(lines), language=language)

"""Pages for browsing without typing: lists of parks, topics and articles, and what each of them holds.

A page's name says what it shows by id, never by position, so that a button of an old message means the same for ever:

    parks  topics  articles  latest     a list, from its start
    park/ID  topic/ID  article/ID       what the sources hold on it
    LIST@ITEM                           the part of a list that holds an item: a page name or a target
    LIST:TARGET                         a fact or entry, reached from a list
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from bot.domain.bilingual import Language
from bot.domain.facts import Fact, PeriodKind
from bot.domain.outcomes import Choice
from bot.domain.revision import Revision
from bot.reply.compose import Composer
from bot.reply.html import shortened, units
from bot.reply.lists import ROOTS, List, lists
from bot.reply.message import Button, Does, Line, Message, Role
from bot.reply.wording import Frames

PAGE = 8  # items shown at a time
NUMBERS = 8  # page numbers in a row of buttons
_JUMPS = 40  # page numbers shown at a time; Telegram takes at most 100 buttons
LABEL = 60  # UTF-16 units of a label that stay readable


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page name leads: a list at one of its items, or the item itself."""

    list: List
    position: int = 0
    target: str | None = None


class Pages:
    """The pages of one revision. Built once, changes nothing."""

    def __init__(self, revision: Revision, composer: Composer) -> None:
        self._revision = revision
        self._composer = composer
        self._frames = Frames()
        self._lists = {found.name: found for found in lists(revision)}
        self._places = dict(self._named())

    def names(self) -> Set[str]:
        """Every page there is."""
        return self._places.keys()

    def target(self, name: str) -> str | None:
        """The fact or entry that a page shows; None for lists."""
        return self._places[name].target

    def latest(self) -> tuple[str, ...]:
        """The facts, those of the newest articles and years first."""
        return self._lists["latest"].items

    def compose(self, name: str, language: Language) -> Message:
        """A list page, one of `names()` without a `target`."""
        place = self._places[name]
        shown, current = place.list, place.position // PAGE
        lines = [Line(Role.HEADLINE, shown.title.get(language)), *self._preface(shown, language)]
        count = self._frames.count.get(language)
        lines.append(Line(Role.NOTE, count.format(count=len(shown.items), page=current + 1, pages=_pages(shown))))
        buttons = [
            *(self._button(shown, item, language) for item in shown.items[current * PAGE : (current + 1) * PAGE]),
            *_numbers(shown, current),
            *self._ways(shown, language),
        ]
        message = Message("help", tuple(lines), tuple(buttons))
        return self._composer.localised(message, language)

    def back(self, name: str, language: Language) -> Message:
        """The way back from a page that shows a `target`, as a message that has only buttons."""
        place = self._places[name]
        label = shortened_label(f"‹ {place.list.title.get(language)}")
        button = Button(label, f"{place.list.name}@{place.target}", Does.OPEN)
        return self._composer.localised(Message("help", (), (button,)), language)

    def roots(self, language: Language, *, but: str = "") -> Message:
        """The lists to start from, as a message that has only buttons, all in one row."""
        names = [name for name in ROOTS if name != but]
        buttons = tuple(
            Button(self._lists[name].title.get(language), name, Does.OPEN, beside=i > 0) for i, name in enumerate(names)
        )
        return self._composer.localised(Message("help", (), buttons), language)

    def _named(self) -> Iterator[tuple[str, Place]]:
        for name, found in self._lists.items():
            yield name, Place(found)
            for position, item in enumerate(found.items):
                yield f"{name}@{item}", Place(found, position)
                if item not in self._lists:
                    yield f"{name}:{item}", Place(found, position, item)

    def _preface(self, shown: List, language: Language) -> Iterator[Line]:
        kind, _, id = shown.name.partition("/")
        if kind == "article":
            article = self._revision.articles[id]
            yield Line(Role.SOURCE, self._composer.about(article, language))
            if article.url:
                yield Line(Role.NOTE, article.url)
        elif kind == "park":
            yield Line(Role.NOTE, self._revision.parks[id].place.get(language))

    def _ways(self, shown: List, language: Language) -> tuple[Button, ...]:
        if shown.up is None:
            return self.roots(language, but=shown.name).buttons
        up = self._lists[shown.up]
        return (Button(shortened_label(f"‹ {up.title.get(language)}"), f"{up.name}@{shown.name}", Does.OPEN),)

    def _button(self, shown: List, item: str, language: Language) -> Button:
        page = item if item in self._lists else f"{shown.name}:{item}"
        return Button(self._label(shown, item, language), page, Does.OPEN)

    def _label(self, shown: List, item: str, language: Language) -> str:
        if below := self._lists.get(item):
            return shortened_label(below.title.get(language), f" ({len(below.items)})")
        match self._revision.target(item):
            case Fact() as fact:
                pieces = [] if shown.name.startswith("park/") else [self._composer.park(fact, language)]
                pieces.append(self._composer.measures(fact, language))
                if fact.period.kind is PeriodKind.DATE:
                    pieces.append(self._composer.period(fact, language))
                colon = "：" if language.is_chinese else ": "
                figures = self._composer.figures(fact, language, with_original=False)
                return shortened_label(" · ".join(pieces), colon + figures)
            case _:
                return shortened_label(self._composer.label(Choice(item), language))


def shortened_label(name: str, figure: str = "") -> str:
    """A button's label; where it is too long the name gives way, never the figure."""
    return shortened(name, max(LABEL - units(figure), 10)) + figure


def _pages(shown: List) -> int:
    return max(1, -(-len(shown.items) // PAGE))


def _numbers(shown: List, current: int) -> Iterator[Button]:
    """Buttons for the pages of a list: all of them, or those around the one shown."""
    count = _pages(shown)
    first = max(0, min(current - _JUMPS // 2, count - _JUMPS))
    for number in range(first, min(first + _JUMPS, count)) if count > 1 else ():
        label = f"· {number + 1} ·" if number == current else str(number + 1)
        item = shown.items[number * PAGE]
        yield Button(label, f"{shown.name}@{item}", Does.OPEN, beside=(number - first) % NUMBERS > 0)

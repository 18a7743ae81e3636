"""What the last turn was about, and whether what a follow-up would get strays from it."""

from collections.abc import Sequence

from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact, PeriodKind, Status
from bot.domain.outcomes import ComputedPart, EntryPart, FactPart, Part
from bot.domain.parks import NameKind
from bot.domain.quantities import Dimension
from bot.domain.turns import Context
from bot.language.lexicon import Kind
from bot.matching import followup
from bot.matching.computed.growth import is_growth_of_another_year
from bot.matching.known import Place, places_of
from bot.matching.memory import ids_of
from bot.matching.question import Question, content, content_words, wording
from bot.matching.reading import Reading
from bot.matching.scope import told
from bot.matching.shown import belongs
from bot.matching.split import has_content
from bot.matching.wanted import fits, kind_of

_HAS_FIGURES = frozenset({NameKind.PLACE, NameKind.ORGANISATION})  # of which several things are told


class LastTurn:
    """Looks at contexts with one reading; holds no state of its own."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._revision = reading.revision

    def shown(self, context: Context) -> Fact | Entry | None:
        """What the last turn showed first."""
        return next(iter(self.all_shown(context)), None)

    def all_shown(self, context: Context) -> tuple[Fact | Entry, ...]:
        return tuple(t for i in context.shown if (t := self._revision.target(i)))

    def all_spoken_of(self, context: Context) -> tuple[Fact | Entry, ...]:
        """What was shown of the parks last spoken of: 那成都呢 leaves the other park's figures behind."""
        return tuple(t for t in self.all_shown(context) if not context.parks or t.park in context.parks)

    def places(self, context: Context) -> frozenset[Place]:
        """The paragraphs that the last turn was about."""
        target = self.shown(context)
        return places_of(target) if target else frozenset()

    def speakers(self, context: Context) -> tuple[str, ...]:
        """Who speaks in the paragraphs that the last turn was about, where that is one person."""
        near = self.places(context)
        entries = (e for e in self._revision.entries.values() if Asks.WHO in e.asks and places_of(e) & near)
        named = (self._reading.people_of(e.id) for e in entries)
        found = {someone[0] for someone in named if len(someone) == 1}  # not those of a list of everyone quoted
        return tuple(found) if len(found) == 1 else ()

    def other_person(self, context: Context) -> str | None:
        """The one other person who is quoted on the park last spoken of; None where there are none or several."""
        entries = (e for e in self._revision.entries.values() if Asks.WHO in e.asks and e.park in context.parks)
        named = {someone[0] for e in entries if len(someone := self._reading.people_of(e.id)) == 1}
        wrote = {reporter.name for article in self._revision.articles.values() for reporter in article.reporters}
        others = {n for n in named - set(context.names) if self._revision.names[n].name not in wrote}
        return others.pop() if len(others) == 1 else None

    def knows(self, target: str, asked: Question) -> bool:
        """Whether a candidate is of what a follow-up itself speaks of: 外贸 after a yield is no yield."""
        tokens = self._reading.matcher.known(target).tokens
        words = (p for p in asked.pieces if p.weight * p.telling >= 1.0 and p.span.meanings and not p.is_ask)
        return all(p.whole & tokens for p in words)

    def _tells_of(self, part: Part, asked: Question) -> bool:
        """Whether what a yes/no follow-up would get knows any word of it: 要钱吗, 有美国吗."""
        targets = [t for i in ids_of(part) if (t := self._reading.matcher.known(i))]
        words = wording(asked)
        return not words or not targets or any(p.whole & t.tokens for p in words for t in targets)

    def strays(self, part: Part | None, asked: Question, context: Context) -> bool:
        """Whether what a question would get leaves what was spoken of, or only tells again what was told."""
        if part and self._is_told_again(part, asked, context):
            return True
        match part:
            case FactPart(fact=fact):
                return self._figure_strays(fact, asked, context)
            case EntryPart(entry=entry):
                return self._leaves_out_figure(entry, asked, context)
            case _:
                return False

    def is_beside(self, part: Part, asked: Question, context: Context) -> bool:
        """Whether what a filled question would get is none of what the follow-up asks."""
        if self.strays(part, asked, context) or (asked.is_yes_no and not self._tells_of(part, asked)):
            return True
        if isinstance(part, FactPart):
            return not self.knows(part.fact.id, asked)
        return isinstance(part, EntryPart) and self._is_of_elsewhere(part.entry, asked, context)

    def _is_told_again(self, part: Part, asked: Question, context: Context) -> bool:
        """Whether what was shown would only be told again: 另一个呢, or 啥时候的事 of a figure that has no date."""
        told = ids_of(part)
        if not told or not set(told) <= set(context.shown):
            return False
        if followup.negates(asked.normal):
            return True  # 没就业的呢
        if isinstance(part, EntryPart) and not content_words(asked):
            return self._leaves_open(part.entry, asked)
        undated = isinstance(part, FactPart) and part.fact.period.kind is PeriodKind.UNDATED
        return followup.asks_of_the_other(asked.normal) or (undated and asked.asks == {Asks.WHEN})

    def _leaves_open(self, entry: Entry, asked: Question) -> bool:
        """Whether a statement that was just told does not hold what is asked of it: 多大, 谁管."""
        if asked.asks == {Asks.FIGURE}:
            held = self._reading.matcher.known(entry.id).figures
            return not (fits(asked.wants, held) if asked.wants else held)
        return followup.asks_who_is_in_charge(asked.normal) and not any(
            followup.asks_who_is_in_charge(text) for text in entry.phrasings.zh
        )

    def _figure_strays(self, fact: Fact, asked: Question, context: Context) -> bool:
        """Whether a figure has nothing to do with the one just shown, and the question names next to nothing.

        What share? after an area is none of the platforms that companies lead.
        """
        if followup.asks_of_another(asked) and has_content(asked) and fact == self.shown(context):
            return True  # 产品呢 after the countries
        if (
            self._is_of_the_park(fact, asked, context)
            or self._is_of_others((fact,), asked, context)
            or self._is_elsewhere(fact, asked, context)
        ):
            return True
        shown = self.shown(context)
        figures = [f for i in context.shown if (f := self._revision.facts.get(i))]
        if len(self._reading.question(context.question).years) == 1:
            figures = figures[:1]  # not those of the turns before
        if figures and shown is figures[0] and is_growth_of_another_year(fact, figures, asked):
            return True
        if isinstance(shown, Entry) and asked.is_yes_no and not (asked.asks or asked.parks or asked.names):
            return places_of(fact).isdisjoint(places_of(shown))  # 现在完成了吗 after a plan
        if isinstance(shown, Entry) and not (asked.parks or asked.names or asked.numbers or told(asked)):
            return places_of(fact).isdisjoint(places_of(shown))  # 今年预计多少, 一年多少个 after a statement
        named = asked.parks or asked.names or asked.years or asked.relative_years or asked.numbers or asked.amounts
        if not isinstance(shown, Fact) or named or content_words(asked) > 1 or belongs(fact, shown):
            return False
        stated = self._reading.matcher.known(fact.id).stated
        words = [p for p in content(asked) if not followup.is_of_a_year(p.text)]  # 一年多少个 names nothing
        told_of = bool(words) and all(p.whole & stated for p in words)
        of_all = followup.speaks_of_all(asked.normal)
        other_kind = fact.status is Status.SHARE and shown.quantity.dimension is not Dimension.RATIO
        if followup.asks_of_another(asked) and told_of and not (of_all or other_kind) and fact.park in context.parks:
            return False  # 覆盖率呢 after another share; 占比呢 after two amounts is theirs
        asks = Asks.FIGURE in asked.asks or asked.wants  # built? after an area asks for no number of aircraft
        own = asks and told_of and not asked.statuses & {"target", "forecast"}
        return not own or fact.status in (Status.SHARE, Status.GROWTH)

    def leaves(self, part: Part | None, question: Question, context: Context) -> bool:
        """Whether a computation leaves what was spoken of, to which the question points: 其中企业牵头的占多少."""
        operands = part.operands if isinstance(part, ComputedPart) else ()
        named = question.parks or question.names
        elsewhere = any(f.park not in context.parks for f in operands)
        leans = followup.is_elliptic(question) or not has_content(question)
        if context.parks and elsewhere and not named and leans:
            return True
        shown = self.shown(context)
        bare = not named and content_words(question) < 2 and not question.numbers
        if bare and operands and isinstance(shown, Fact) and not any(belongs(f, shown) for f in operands):
            return True  # 跨境电商占多少 after trade is no share of people
        return bool(operands) and self._is_of_others(operands, question, context)

    def _leaves_out_figure(self, entry: Entry, asked: Question, context: Context) -> bool:
        """Whether a statement has no figure of the kind last shown, where that is asked of another thing: 小麦呢."""
        shown = self.shown(context)
        if not isinstance(shown, Fact) or not followup.asks_of_another(asked):
            return False
        previous = self._reading.question(context.question)
        if previous.asks != {Asks.FIGURE} or asked.parks or asked.names:
            return False
        return not fits(kind_of(shown.quantity), self._reading.matcher.known(entry.id).figures)

    def _is_of_elsewhere(self, entry: Entry, asked: Question, context: Context) -> bool:
        """Whether a statement is of other paragraphs, where the question names nothing: 一起建了什么 after who."""
        near = self.places(context)
        named = asked.parks or asked.names or asked.numbers or asked.statuses or told(asked)
        named = named or followup.asks_of_the_other(asked.normal)
        return bool(near) and not named and places_of(entry).isdisjoint(near)

    def _is_elsewhere(self, fact: Fact, asked: Question, context: Context) -> bool:
        """Whether a figure is of another park, which a question does not name that names next to nothing: 投资多少."""
        if asked.names or asked.numbers or not context.parks or fact.park in context.parks:
            return self._is_no_swap(fact, asked, context)
        return not asked.parks and content_words(asked) < 2

    def _is_no_swap(self, fact: Fact, asked: Question, context: Context) -> bool:
        """Whether a figure is of another kind than the one before: 那成都呢 after trade is no share of platforms."""
        shown = self.shown(context)
        if not isinstance(shown, Fact) or not asked.parks or not followup.only_slots(asked):
            return False
        return shown.quantity.dimension is not fact.quantity.dimension

    def _is_of_the_park(self, fact: Fact, asked: Question, context: Context) -> bool:
        """Whether a figure is not of the place or company last shown: 几个项目 after 几条线 of a town."""
        shown = self.shown(context)
        if not isinstance(shown, Fact) or not shown.item or asked.parks or asked.names or fact.item == shown.item:
            return False
        of_all, kind = followup.speaks_of_all(asked.normal), self._revision.names[shown.item].kind
        if kind is NameKind.ORGANISATION and fact.item is None and not of_all and content_words(asked) < 3:
            return True  # 卖到多少国家 after a company is not told of all, though one paragraph tells both
        others = of_all or content_words(asked) > 1
        return kind in _HAS_FIGURES and not others and not belongs(fact, shown)

    def _is_of_others(self, figures: Sequence[Fact], asked: Question, context: Context) -> bool:
        """Whether figures are of nothing that the question before names: 融资多少 after a company is not the park's."""
        if asked.parks or asked.names or followup.speaks_of_all(asked.normal):
            return False
        spoken_of = {
            f"{Kind.NAME}:{name}"
            for name in self._reading.question(context.question).names
            if self._revision.names[name].kind is not NameKind.PERSON
        }
        known, shown = self._reading.matcher.known, self.shown(context)
        about = known(shown.id).tokens if shown else frozenset()
        near = self.places(context)
        others = [
            f for f in figures if not f.item or (f"{Kind.NAME}:{f.item}" not in about and places_of(f).isdisjoint(near))
        ]
        return bool(spoken_of) and any(spoken_of.isdisjoint(known(f.id).tokens) for f in others)

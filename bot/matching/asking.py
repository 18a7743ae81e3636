"""One question: what it gets on its own, with its typos mended, and with its empty slots filled from the last turn."""

import re
from dataclasses import dataclass, replace

from bot.domain import rules
from bot.domain.bilingual import Language
from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact
from bot.domain.gaps import Gap
from bot.domain.outcomes import ComputedPart, EntryPart, FactPart, Lack, LackKind, Part
from bot.domain.turns import Context
from bot.matching import followup
from bot.matching.alternatives import either, settled
from bot.matching.compute import merged
from bot.matching.computed.converting import conversions, per_area, rescaled
from bot.matching.computed.floor_area import floor_area_ratio
from bot.matching.computed.growth import before, of_other_times, year_on_year
from bot.matching.computed.multiples import multiple
from bot.matching.computed.operands import compared_in, compares_alone, computed, counts_unlike_things, in_units
from bot.matching.computed.portions import asks_count, left_out, portion, share_left, so_far
from bot.matching.computed.than_stated import is_beside_stated, than_stated
from bot.matching.computed.with_shown import with_shown
from bot.matching.corrections import dated, in_office
from bot.matching.decide import (
    BREAKDOWN_RULE,
    MOST_CHOICES,
    SPOKEN_RULE,
    Ambiguous,
    Answered,
    Decision,
    NotHeld,
    decide,
    is_general,
)
from bot.matching.hedged import hedged
from bot.matching.instead import instead
from bot.matching.known import NOWHERE, Nearby
from bot.matching.last_turn import LastTurn
from bot.matching.matcher import Scored
from bot.matching.memory import part_of, people
from bot.matching.premises import is_yes_no, supposed, with_verdict
from bot.matching.question import Question, content_words
from bot.matching.reading import Reading
from bot.matching.relations import Relation, relation, units_named, without_units
from bot.matching.shown import BY_NOW, of_shown
from bot.matching.split import has_content
from bot.matching.tokens import SOFT_WEIGHT

# What a question lacks whatever came before it: 258号 is not held, in any park.
_SAID_BY_ITSELF = frozenset({LackKind.GAP, LackKind.NUMBER, LackKind.PLACE, LackKind.TOPIC})
PORTION = "computed: a share of a count"
STRAYS = "a figure of something else than what was spoken of"
_IN_UNITS = frozenset({Relation.DIFFERENCE, Relation.RATIO, Relation.SUM, Relation.MISSING})
_RATE = re.compile(r"率$|占比$|比例$")
_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")


@dataclass(frozen=True, slots=True)
class Result:
    """What one question of a message gets. `understood` is the full question where slots were filled."""

    question: Question
    decision: Decision | None
    part: Part | None
    scored: tuple[Scored, ...]
    rule: str
    understood: str | None = None
    also: Part | None = None  # a second statement that fits as well


class Asker:
    """Puts single questions to one reading; holds no state of its own."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._revision = reading.revision
        self._last = LastTurn(reading)

    def ask(self, question: Question, context: Context | None) -> Result:
        """What a question gets, given what the chat's last turn was about."""
        if context:
            question = self._dated(question, context)
        if context and (part := self._worked_out_in(question, context)):
            return Result(question, None, part, (), "computed: another unit", context.question)
        if context and (found := of_shown(question, self._last.all_spoken_of(context), self._reading)):
            topic = followup.topic_of(self._reading.question(context.question), with_status=found[1] != BY_NOW)
            return Result(question, None, found[0], (), found[1], f"{topic} {followup.bare(question.normal)}".strip())
        if context and (part := self._worked_out_with(question, context)):
            return Result(question, None, part, (), "computed: with what was shown")
        computed_one = self._computed(question, context)
        if computed_one and not (context and self._last.leaves(computed_one.part, computed_one.question, context)):
            return computed_one
        if context and (kind := compares_alone(question, self._reading)):
            if part := compared_in(kind, self._last.shown(context), self._reading):
                return Result(question, None, part, (), "computed: of the statement last shown", context.question)
            lack = NotHeld(Lack(LackKind.DETAIL, "comparison"), (), "nothing to compare")
            return Result(question, lack, None, (), lack.rule)
        result = self._mended(question, self.alone(question))
        if result.part is None:
            if part := portion(question, self._reading):
                return Result(question, None, part, (), PORTION)
            if has_content(question) and (part := multiple(question, self._reading)):
                return Result(question, None, part, (), "computed: a multiple")
        if context is None:
            return _offered(result) if result.part and is_general(result.question) else result
        return self._following(question, result, context)

    def _dated(self, question: Question, context: Context) -> Question:
        """The question with 转过年 read as the year after the one last spoken of."""
        shown = self._last.shown(context)
        stated = _YEAR.findall(shown.answer.zh) if isinstance(shown, Entry) else ()
        year = shown.period.year if isinstance(shown, Fact) else int(stated[0]) if stated else None
        text = question.normal if year is None else followup.in_years_around(question.normal, year)
        return question if text == question.normal else self._reading.question(text, question.language)

    def _worked_out_in(self, question: Question, context: Context) -> ComputedPart | None:
        """换成斤 after 差多少: what was worked out last, in another unit."""
        if question.numbers or not units_named(question.normal):
            return None
        previous = self._reading.question(context.question)
        kind = relation(previous.normal)
        bare = self._reading.question(without_units(question.normal), question.language)
        if kind is None or has_content(bare):
            return None
        part = computed(kind, previous, self._reading, context)
        worked_out = part and in_units(question.normal, kind, part)
        return worked_out if worked_out != part else None  # 每公顷呢 after a yield is no difference in hectares

    def _worked_out_with(self, question: Question, context: Context) -> ComputedPart | None:
        """平均呢 after a figure: what is worked out with what was shown last."""
        shown = [f for f in self._last.all_shown(context) if isinstance(f, Fact)]
        return with_shown(question, self._reading.question(context.question), shown, self._reading)

    def _computed(self, question: Question, context: Context | None) -> Result | None:
        """What is worked out from figures; None: nothing of the kind is asked, or not enough of it is named."""
        if part := before(question, self._reading):
            return Result(question, None, part, (), "computed: before a growth")
        if part := floor_area_ratio(question, self._reading):
            return Result(question, None, part, (), "computed: floor area over site")
        if growth := year_on_year(question, self._reading):
            return Result(question, None, growth, (), "the published growth over the year before")
        kind = relation(question.normal)
        part = computed(kind, question, self._reading, context) if kind else None
        if part and not is_beside_stated(question, part):
            return Result(question, None, part, (), f"computed: {kind}")
        if kind is Relation.DIFFERENCE and (part := than_stated(question, self._reading)):
            return Result(question, None, part, (), "computed: against a stated figure")
        shared = portion(question, self._reading) if asks_count(question) else so_far(question, self._reading)
        if shared:
            return Result(question, None, shared, (), PORTION)
        if part := left_out(question, self._reading):
            return Result(question, None, part, (), "computed: what a part leaves")
        if part := per_area(question, self._reading) or rescaled(question, self._reading):
            return Result(question, None, part, (), "computed: another unit")
        supposes = is_yes_no(question) and supposed(question)  # 亩产381.8斤对吗 is a no before it is a conversion
        if not supposes and kind not in _IN_UNITS and (parts := conversions(question, self._reading)):
            return Result(question, None, merged(parts), (), "computed: another unit")
        return None

    def _following(self, question: Question, result: Result, context: Context) -> Result:
        """What a question gets after another one: as a follow-up, or as it stands where it changes the topic."""
        named = bool(question.parks or question.names)
        if result.part and named and not (followup.only_slots(question) or followup.asks_of_another(question)):
            return result
        if self._last.strays(result.part, question, context):
            fact = result.part.fact if isinstance(result.part, FactPart) else None
            offers = tuple(s for s in result.scored if fact and s.candidate.id == fact.id)
            result = replace(result, part=None, decision=NotHeld(Lack(LackKind.NOTHING), offers, STRAYS), rule=STRAYS)
        filled = self._filled(question, result, context) or result
        if filled.part or question.asks or followup.is_elliptic(question):
            return filled
        if is_general(result.question):
            return _offered(result)  # 外贸 after a yield is a topic of its own
        return result if isinstance(result.decision, Ambiguous) else filled

    def alone(self, question: Question, understood: str | None = None, near: Nearby = NOWHERE) -> Result:
        """What a question gets as it stands, with nothing filled in or mended; `near` as in `Matcher.match`."""
        if one := settled(question, self._reading):
            target, read = one
            part_told = part_of(target, self._revision)
            return Result(read, None, part_told, self._reading.matcher.match(read), "one of two", understood)
        if when := dated(question, self._reading):
            told = self.alone(when, understood, near)
            return replace(told, question=question, rule=f"supposes a date; {told.rule}")
        scored = self._reading.matcher.match(question, near=near)
        decision = decide(question, scored, self._reading.weights)
        part: Part | None = None
        also: Part | None = None
        verdict = with_verdict(question, decision, self._reading)
        if verdict is None and (gap := self._gap(question, scored)):
            lack = Lack(LackKind.GAP, gap.lacks.get(question.language), related=gap.related, gap=gap.id)
            known_gap = NotHeld(lack, (), f"{rules.KNOWN_GAP}{gap.id}")
            return Result(question, known_gap, None, scored, known_gap.rule, understood)
        rule = decision.rule
        if verdict:
            part, rule = replace(verdict, verdict=None) if either(question) else verdict, "yes or no"
        elif person := in_office(question, self._reading):
            part, rule = part_of(person.candidate.id, self._revision), "who someone is, whatever is supposed"
        elif isinstance(decision, Answered):
            part = part_of(decision.best.candidate.id, self._revision)
            if isinstance(part, FactPart):
                times = of_other_times(part.fact, question, self._revision)
                part = share_left(question, part.fact, self._reading) or replace(part, beside=times)
            if decision.also:
                also = part_of(decision.also.candidate.id, self._revision)
        elif found := instead(question, decision, scored, self._reading):
            part, rule = found
        return Result(question, decision, hedged(question, part, self._reading), scored, rule, understood, also)

    def _gap(self, question: Question, scored: tuple[Scored, ...]) -> Gap | None:
        """What is known to be left out, where the question is nearer to it than to anything that is held."""
        near = self._reading.gaps.nearest(question)
        weights = self._reading.weights
        if near is None or near.merit < weights.gap_merit or near.explained < weights.gap_explained:
            return None
        held = max((s.parts[0].value / weights.phrasing for s in scored if not s.objections), default=0.0)
        return near.gap if near.merit >= held + weights.gap_lead else None

    def _mended(self, question: Question, result: Result) -> Result:
        """The question read with its typos mended, where as it stands it has no answer."""
        # 高峰巢鸟那支基金: a figure that is only near is not told before the name is read aright.
        clear = result.part and not (isinstance(result.part, FactPart) and result.rule == SPOKEN_RULE)
        if clear or question.topics or result.rule == BREAKDOWN_RULE or is_gap(result):
            return result  # what is asked was read well enough to know that it is not held
        if (mended := self._reading.mender.mend(question)) is None:
            return result
        attempt = self.alone(self._reading.question(mended.text, question.language), mended.text)
        if attempt.part is None or SPOKEN_RULE in attempt.rule:
            return result  # a guess at the words upon a guess at the spelling is one too many
        if mended.doubtful and isinstance(attempt.decision, Answered):
            # A park read into characters that do not sound like it is asked, never assumed.
            ask = Ambiguous((attempt.decision.best,), "a mended park needs a yes")
            return replace(attempt, part=None, decision=ask, rule=ask.rule)
        return replace(attempt, rule=f"mended typos; {attempt.rule}")

    # Follow-ups.

    def _filled(self, question: Question, result: Result, context: Context) -> Result | None:
        """The question with empty slots filled from the last turn; None where it stands better on its own."""
        near = Nearby(self._last.places(context), context.indicator)
        best: Result | None = None
        for texts in self._rewritings(question, context):
            attempts = [self._attempt(text, question, near, context) for text in dict.fromkeys(texts)]
            best = max((a for a in attempts if a.part), key=score, default=None) or best or next(iter(attempts), None)
            # how old is she? is asked of her, or of nothing.
            if best and (best.part or is_gap(best) or self._points_at_person(question, context)):
                break
        if best is None:
            return None
        content = sum(1 for p in question.pieces if p.weight >= 1.0)
        of_topic = isinstance(best.decision, NotHeld) and best.decision.lack.kind is LackKind.TOPIC
        if self._points_at_person(question, context) and (best.part or of_topic):
            return best
        leans = followup.is_elliptic(question) or content < 2
        if best.part is None:
            if question.names:
                return best if self._is_swap(question, best, context) else None
            if isinstance(result.decision, NotHeld) and result.decision.lack.kind in _SAID_BY_ITSELF:
                return None
            held = result.part and _park_of(result) in context.parks
            return best if leans and not held else None
        moved = followup.asks_of_another(question) and best.question.asks & {Asks.WHEN, Asks.WHERE}
        if moved and best.scored and self._last.knows(best.scored[0].candidate.id, question):
            return best  # 航线呢 after when: when, of the route
        if result.part and (result.part == best.part or _park_of(result) in context.parks):
            same = isinstance(best.part, EntryPart) and result.part == best.part and content < 2
            return best if followup.only_slots(question) or same else None
        # A question that stands much better on its own, about another park, is a change of topic.
        return None if result.part and not leans and score(result) > score(best) + 0.12 else best

    def _points_at_person(self, question: Question, context: Context) -> bool:
        return followup.refers_to_person(question.normal) and bool(people(context.names, self._revision))

    def _attempt(self, text: str, asked: Question, near: Nearby, context: Context) -> Result:
        attempt = self.alone(self._reading.question(text, asked.language), text, near)
        if attempt.part and self._last.is_beside(attempt.part, asked, context):
            attempt = replace(attempt, part=None)
        converted = conversions(attempt.question, self._reading) if attempt.question.names else []
        if converted and not (attempt.part and _figures_of(attempt.part) != converted[0].operands):
            attempt = replace(attempt, part=merged(converted))  # 158号呢 after a yield in jin
        if (shared := so_far(attempt.question, self._reading)) and shared.operands[0].park in context.parks:
            attempt = replace(attempt, part=shared)
        if kind := relation(attempt.question.normal):
            part = computed(kind, attempt.question, self._reading, None)
            if part and any(f.park not in context.parks for f in part.operands) and not attempt.question.parks:
                part = None  # 那个1亿的呢 after 占多少: no share of another park's
            if part and counts_unlike_things(part.operands):
                part = None  # 多几倍 after two that were said to be unlike
            attempt = replace(attempt, part=part or attempt.part)
        return attempt

    def _rewritings(self, question: Question, context: Context) -> list[list[str]]:
        """Ways to fill the question, in groups; the next group is tried where none of the one before is answered."""
        bare = followup.bare(question.normal)
        previous = self._reading.question(context.question)
        groups: list[list[str]] = []
        persons = people(context.names, self._revision) or self._last.speakers(context)
        if persons and followup.refers_to_person(question.normal):
            groups.append([followup.replace_person(question.normal, self._name(persons[0], question.language))])
        if persons and followup.asks_of_the_other(question.normal) and (other := self._last.other_person(context)):
            who = "who is {}" if question.language is Language.ENGLISH else "{}是谁"
            groups.append([who.format(self._name(other, question.language))])
        if persons and followup.asks_post(question.normal):
            groups.append([f"{self._name(persons[0], question.language)} {bare}"])
        if followup.only_slots(question):
            swapped = followup.replace_slots(previous, self._reading.question(bare), self._revision)
            if swapped != previous.normal.strip(" ?,"):
                groups.append([swapped])
                if (bare_of_units := without_units(swapped).strip()) != swapped:
                    groups.append([bare_of_units])
        if question.parks or question.names:
            return groups
        pointed = followup.without_pointers(bare)
        names_something = any(p.span.meanings and p.weight > SOFT_WEIGHT for p in question.pieces)
        told = names_something or question.asks or question.numbers or question.amounts
        if not told and Asks.FIGURE in previous.asks:
            return groups  # 还有呢, 够不够 after a figure: nothing is named that another could be of
        same = not question.asks and not question.is_yes_no and previous.asks and not _RATE.search(bare)
        if same:  # 跨境电商企业呢: the same, of another thing; a 覆盖率 is a figure of its own
            pointed = f"{pointed} {followup.asking_words(previous, question.language)}"
        names = [n for n in context.names[:1] if n in self._revision.names]
        parks = [
            self._revision.parks[p].name.get(question.language) for p in context.parks[:1] if p in self._revision.parks
        ]
        park = f"{parks[0]} " if parks else ""
        groups.append(
            [f"{park}{self._name(n, question.language)} {pointed}" for n in names] + [f"{p} {pointed}" for p in parks]
        )
        if content_words(question) < 2:  # 为什么, 哪年之前要做到: asked of what the last turn was about
            groups.append([f"{followup.topic_of(previous)} {pointed}"])
        return groups

    def _is_swap(self, question: Question, filled: Result, context: Context) -> bool:
        """Whether one name stands for another of its kind (那2号呢): the figure asked is of it, or not held at all."""
        kinds = {self._revision.names[n].kind for n in context.names if n in self._revision.names}
        return (
            followup.only_slots(question)
            and Asks.FIGURE in filled.question.asks
            and any(self._revision.names[n].kind in kinds for n in question.names)
        )

    def _name(self, name: str, language: Language) -> str:
        return self._revision.names[name].name.get(language)


def _offered(result: Result) -> Result:
    """The best candidates of a general word to choose from; as it is where there is none."""
    sound = tuple(s for s in result.scored if not s.objections)[:MOST_CHOICES]
    if not sound or sound[0].score < 0.4:
        return result
    return replace(result, part=None, decision=Ambiguous(sound, "one general word"), rule="one general word")


def _figures_of(part: Part) -> tuple[Fact, ...]:
    return (part.fact,) if isinstance(part, FactPart) else ()


def is_gap(result: Result) -> bool:
    """Whether a question asks for what is known to be left out."""
    return isinstance(result.decision, NotHeld) and result.decision.lack.kind is LackKind.GAP


def _park_of(result: Result) -> str | None:
    return result.scored[0].candidate.park if result.part and result.scored else None


def score(result: Result) -> float:
    """How good a result is, to choose between several readings of one question."""
    if isinstance(result.part, ComputedPart):
        return 1.0
    return result.scored[0].score if result.scored else 0.0

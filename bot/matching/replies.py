"""From a message to an outcome: which kind of message it is, its questions, and what each of them gets."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.articles import Citation
from bot.domain.bilingual import Language
from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact
from bot.domain.outcomes import (
    Answer,
    CandidateTrace,
    Choice,
    Choices,
    ComputedPart,
    EntryPart,
    FactPart,
    Help,
    HelpTopic,
    Lack,
    LackKind,
    LacksPart,
    Outcome,
    Part,
    SourcePart,
    Trace,
    Unknown,
)  # fmt: skip
from bot.domain.turns import Context
from bot.language.quantities import find_quantities
from bot.matching import followup
from bot.matching.browse import browsed
from bot.matching.compute import merged
from bot.matching.decide import BREAKDOWN_RULE, Ambiguous, Answered, Decision, NotHeld, decide
from bot.matching.matcher import Scored
from bot.matching.memory import ids_of, part_of, people, shown_in
from bot.matching.operands import computed, conversions, same_figure, share_left
from bot.matching.premises import corrected, with_verdict
from bot.matching.question import Question
from bot.matching.reading import Reading
from bot.matching.relations import relation
from bot.matching.split import conjuncts, has_content, questions_of, says_each
from bot.matching.wanted import kind_of

EXAMPLES = 3
SMALL = 10
SURE = 0.85  # the score of an answer that is preferred to an overview
_NUMBERS = {
    "1": 0,
    "2": 1,
    "3": 2,
    "第1个": 0,
    "第2个": 1,
    "第3个": 2,
    "第一个": 0,
    "第二个": 1,
    "第三个": 2,
    "①": 0,
    "②": 1,
    "③": 2,
    "first": 0,
    "second": 1,
    "third": 2,
}
_DATED = re.compile(r"\d(?:年|月|日|号)")
_NONE = frozenset({"都不是", "没有", "都不对", "none", "none of these", "neither", "以上都不是"})


@dataclass(frozen=True, slots=True)
class Reply:
    """An outcome with its trace; `resolved` is the question with its empty slots filled."""

    outcome: Outcome
    trace: Trace
    resolved: str


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


class Replier:
    """Answers messages from one reading; holds no state of its own."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._revision = reading.revision

    def reply(self, text: str, context: Context | None) -> Reply:
        """The reply to one message, given what the chat's last turn was about (None: nothing, or too long ago)."""
        question = self._reading.question(text)
        reply = self._about_the_chat(question, context) or self._answer(question, context)
        return self._stored(question, context, reply) or reply

    def _stored(self, question: Question, context: Context | None, reply: Reply) -> Reply | None:
        """A question that is stored word for word gets its own entry, whatever else it looks like."""
        if context and not (question.parks or question.names):
            return None  # 占地多少 after another park is a follow-up
        found = self._reading.matcher.exact(question.normal.strip(" ?,"))
        part = part_of(found, self._revision) if found else None
        if part is None or (isinstance(reply.outcome, Answer) and found in shown_in(reply.outcome)):
            return None
        return self._say(Answer(question.language, (part,)), question, "a stored phrasing")

    def examples(self) -> tuple[Choice, ...]:
        """Questions to start with: one fact of each of the first parks that have any."""
        firsts: dict[str, str] = {}
        for fact in self._revision.facts.values():
            firsts.setdefault(fact.park, fact.id)
        return tuple(Choice(i) for i in list(firsts.values())[:EXAMPLES])

    # Messages that are not questions about the content.

    def _about_the_chat(self, question: Question, context: Context | None) -> Reply | None:
        language, bare = question.language, question.normal.strip(" ?,")
        if not any(u.isalnum() for u in question.units):
            return self._say(Help(language, HelpTopic.EMPTY, offers=self.examples()), question, "nothing to read")
        if context and context.offered:
            if bare in _NONE:
                return self._say(Help(language, HelpTopic.NONE_OF_THESE), question, "none of these")
            number = _NUMBERS.get(bare.replace(" ", ""))
            if number is not None and number < len(context.offered):
                part = part_of(context.offered[number], self._revision)
                if part:
                    spoken = self._reading.scripts.language_of(context.question)
                    return self._say(Answer(spoken, (part,)), question, "choice by number", context.question)
        if bare.isdigit() and len(bare) < 3:
            return self._say(
                Help(language, HelpTopic.EMPTY, offers=self.examples()), question, "a number of nothing offered"
            )
        if topic := self._reading.smalltalk.topic(question):
            return self._say(Help(language, topic, offers=self.examples()), question, f"small talk: {topic}")
        if context and context.shown:
            if followup.asks_source(question.normal):
                return self._source(question, context)
            if followup.asks_speaker(question.normal) and (said := self._speaker(context)):
                return self._say(Answer(language, (said,)), question, "who said it", context.question)
        topic = browsed(question)
        if topic is None or (context and followup.is_elliptic(question)):
            return None
        plain = self._decide(question)
        if topic is HelpTopic.ARTICLE:
            return self._article(question, plain)
        if plain.part and _score(plain) >= SURE:
            return None  # 介绍一下X, where an entry does just that
        return self._browse(topic, question)

    def _say(self, outcome: Outcome, question: Question, rule: str, resolved: str | None = None) -> Reply:
        return Reply(outcome, Trace(question.normal, question.spotted(), (), rule), resolved or question.normal)

    def _source(self, question: Question, context: Context) -> Reply:
        targets = [self._revision.facts.get(i) or self._revision.entries.get(i) for i in context.shown[:1]]
        facts = tuple(t for t in targets if isinstance(t, Fact))
        entries = tuple(t for t in targets if isinstance(t, Entry))
        cited = [f.citation for f in facts] + [c for e in entries for c in e.citations]
        part = SourcePart(tuple(dict.fromkeys(c.article for c in cited)), facts, entries)
        return self._say(Answer(question.language, (part,)), question, "source of the last answer", context.question)

    def _article(self, question: Question, plain: Result) -> Reply | None:
        """The article that is about what the question names: 和农业有关的是哪篇."""
        for scored in plain.scored:
            if not scored.objections and scored.score >= self._reading.weights.choices:
                target = scored.candidate.target
                cited = target.citation if isinstance(target, Fact) else target.citations[0]
                part = SourcePart((cited.article,))
                return self._say(Answer(question.language, (part,)), question, "the article on it")
        return None

    def _speaker(self, context: Context) -> Part | None:
        """The entry on the person who is quoted in the paragraph of the last answer."""
        target = self._revision.facts.get(context.shown[0]) or self._revision.entries.get(context.shown[0])
        if target is None:
            return None
        cited = (target.citation,) if isinstance(target, Fact) else target.citations
        best, most = None, 0.0
        about = self._reading.question(f"{context.question} 谁说的", Language.SIMPLIFIED)
        for scored in self._reading.matcher.match(about, lambda c: _quotes(c.target, cited, self._reading)):
            if scored.score > most:
                best, most = scored.candidate.target, scored.score
        return EntryPart(best) if isinstance(best, Entry) else None

    def _browse(self, topic: HelpTopic, question: Question) -> Reply:
        offers: tuple[Choice, ...] = self.examples()
        if topic is HelpTopic.PARK:
            of_park = [f.id for f in self._revision.facts.values() if f.park in question.parks]
            of_park += [e.id for e in self._revision.entries.values() if e.park in question.parks]
            offers = tuple(Choice(i) for i in of_park[:EXAMPLES])
        return self._say(Help(question.language, topic, question.parks, offers), question, f"overview: {topic}")

    # Questions about the content.

    def _answer(self, whole: Question, context: Context | None) -> Reply:
        questions = questions_of(whole, self._reading)
        results = self._results(questions, context)
        if len(results) == 1:
            results = self._joined(results[0], whole, context)
        elif sum(1 for r in results if r.part) <= 1 and not _is_multiple(whole):
            alone = self._result(whole, context)
            results = [alone] if alone.part else results
        return self._combine(results, whole)

    def _results(self, questions: tuple[Question, ...], context: Context | None) -> list[Result]:
        results: list[Result] = []
        for question in questions:
            carried = _carried(results[-1], context) if results else context
            results.append(self._result(question, carried))
        return results

    def _joined(self, alone: Result, whole: Question, context: Context | None) -> list[Result]:
        """A和B各是多少: each part on its own, where each is answered, and differently."""
        best = alone.scored[0] if alone.scored and alone.part else None
        explained = best.explained if best else 0.0
        phrased = best.parts[0].value / self._reading.weights.phrasing if best else 0.0
        if isinstance(alone.part, ComputedPart) or (explained > 0.9 and phrased > 0.75 and not says_each(whole)):
            return [alone]
        results = self._results(conjuncts(whole, self._reading), context)
        parts = {r.part for r in results if r.part}
        whole_of_it = min((r.scored[0].explained for r in results if r.scored), default=0.0)
        return results if len(parts) == len(results) > 1 and whole_of_it > explained - 0.1 else [alone]

    def _result(self, question: Question, context: Context | None) -> Result:
        if kind := relation(question.normal):
            part = computed(kind, question, self._reading, context)
            if part:
                return Result(question, None, part, (), f"computed: {kind}")
        if parts := conversions(question, self._reading):
            return Result(question, None, merged(parts), (), "computed: another unit")
        result = self._mended(question, self._decide(question))
        if context is None or (
            result.part and (question.parks or question.names) and not followup.only_slots(question)
        ):
            return result
        return self._filled(question, result, context) or result

    def _decide(self, question: Question, understood: str | None = None) -> Result:
        scored = self._reading.matcher.match(question)
        decision = decide(question, scored, self._reading.weights)
        part: Part | None = None
        also: Part | None = None
        rule = decision.rule
        if verdict := with_verdict(question, decision, self._reading):
            part, rule = verdict, "yes or no"
        elif isinstance(decision, Answered):
            part = part_of(decision.best.candidate.id, self._revision)
            if isinstance(part, FactPart):
                part = share_left(question, part.fact, self._reading) or part
            if decision.also:
                also = part_of(decision.also.candidate.id, self._revision)
        elif not isinstance(decision, Answered) and (right := corrected(question, self._reading)):
            part, rule = part_of(right.candidate.id, self._revision), "corrects what the question supposes"
        elif isinstance(decision, NotHeld) and (found := self._by_number(question)):
            part, rule = found, "the number itself"
        return Result(question, decision, part, scored, rule, understood, also)

    def _mended(self, question: Question, result: Result) -> Result:
        """The question read with its typos mended, where as it stands it has no answer."""
        if result.part or question.topics or result.rule == BREAKDOWN_RULE:
            return result  # what is asked was read well enough to know that it is not held
        if (mended := self._reading.mender.mend(question)) is None:
            return result
        attempt = self._decide(self._reading.question(mended.text, question.language), mended.text)
        if attempt.part is None:
            return result
        if mended.doubtful and isinstance(attempt.decision, Answered):
            # A park read into characters that do not sound like it is asked, never assumed.
            ask = Ambiguous((attempt.decision.best,), "a mended park needs a yes")
            return replace(attempt, part=None, decision=ask, rule=ask.rule)
        return replace(attempt, rule=f"mended typos; {attempt.rule}")

    def _by_number(self, question: Question) -> Part | None:
        """A fact found by its figure alone: 1883是什么数字."""
        others = [p for p in question.pieces if p.weight >= 0.9 and not p.text[0].isdigit()]
        if (
            question.asks - {Asks.WHAT}
            or _DATED.search(question.normal)
            or len(question.numbers) != 1
            or len(others) > 2
            or question.names
            or question.places
            or question.topics
        ):
            return None
        if question.numbers[0] <= SMALL:
            return None  # 哪六类, 举两个例子: a small number is no name of a figure
        facts = self._reading.facts_with(question.numbers[0])
        written = [q for _, _, q in find_quantities(question.normal) if q.unit]
        facts = tuple(f for f in facts if not written or any(same_figure(q, f.quantity) for q in written))
        facts = tuple(f for f in facts if not question.parks or f.park in question.parks)
        return FactPart(facts[0], beside=facts[1:]) if 0 < len(facts) <= 2 else None

    # Follow-ups.

    def _filled(self, question: Question, result: Result, context: Context) -> Result | None:
        """The question with empty slots filled from the last turn; None where it stands better on its own."""
        best: Result | None = None
        for texts in self._rewritings(question, context):
            attempts = [self._attempt(text, question.language) for text in dict.fromkeys(texts)]
            best = max((a for a in attempts if a.part), key=_score, default=None) or best or next(iter(attempts), None)
            if best and best.part:
                break
        if best is None:
            return None
        content = sum(1 for p in question.pieces if p.weight >= 1.0)
        if best.part and followup.refers_to_person(question.normal) and people(context.names, self._revision):
            return best
        leans = followup.is_elliptic(question) or content < 2
        if best.part is None:
            held = result.part and (question.names or _park_of(result) in context.parks)
            return best if leans and not held else None
        if result.part and (result.part == best.part or _park_of(result) in context.parks):
            return None if not followup.only_slots(question) else best
        # A question that stands much better on its own, about another park, is a change of topic.
        return None if result.part and not leans and _score(result) > _score(best) + 0.12 else best

    def _attempt(self, text: str, language: Language) -> Result:
        attempt = self._decide(self._reading.question(text, language), text)
        if kind := relation(attempt.question.normal):
            part = computed(kind, attempt.question, self._reading, None)
            attempt = replace(attempt, part=part or attempt.part)
        return attempt

    def _rewritings(self, question: Question, context: Context) -> list[list[str]]:
        """Ways to fill the question, in groups; the next group is tried where none of the one before is answered."""
        bare = followup.bare(question.normal)
        previous = self._reading.question(context.question)
        groups: list[list[str]] = []
        if followup.only_slots(question):
            groups.append([followup.replace_slots(previous, self._reading.question(bare), self._revision)])
        persons = people(context.names, self._revision)
        if persons and followup.refers_to_person(question.normal):
            groups.append([followup.replace_person(question.normal, self._name(persons[0], question.language))])
        if question.parks or question.names:
            return groups
        pointed = followup.without_pointers(bare)
        if not question.asks and previous.asks:  # 跨境电商企业呢: the same is asked of something else
            pointed = f"{pointed} {followup.asking_words(previous)}"
        names = [n for n in context.names[:1] if n in self._revision.names]
        parks = [
            self._revision.parks[p].name.get(question.language) for p in context.parks[:1] if p in self._revision.parks
        ]
        park = f"{parks[0]} " if parks else ""
        groups.append(
            [f"{park}{self._name(n, question.language)} {pointed}" for n in names] + [f"{p} {pointed}" for p in parks]
        )
        if not has_content(question):  # 为什么, 什么时候的事: asked of what the last turn was about
            groups.append([f"{followup.topic_of(previous)} {pointed}"])
        return groups

    def _name(self, name: str, language: Language) -> str:
        return self._revision.names[name].name.get(language)

    # Putting results together.

    def _combine(self, results: list[Result], whole: Question) -> Reply:
        language = whole.language
        parts = [r.part for r in results if r.part]
        first = results[0]
        resolved = next((r.understood or r.question.normal for r in reversed(results) if r.part), whole.normal)
        trace = Trace(
            whole.normal,
            whole.spotted(),
            tuple(_trace(s) for s in first.scored[:6]),
            "; ".join(r.rule for r in results),
        )
        if parts:
            shown: list[Part] = []
            for result in results:
                part = result.part or (LacksPart(self._lack(result)) if len(results) > 1 else None)
                shown += [p for p in (part, result.also) if p and p not in shown]
            # Within one message a later question takes its park from an earlier one: that needs no saying.
            filled = [r.understood for r in results if r.understood and r.part]
            understood = filled[0] if filled and len(results) == 1 else None
            return Reply(Answer(language, tuple(shown), understood), trace, resolved)
        resolved = next((r.understood for r in results if r.understood), None) or whole.normal
        if all(p.is_ask for p in whole.pieces) and not whole.parks and (overview := self._bare(whole)):
            return Reply(overview, trace, resolved)
        decision = first.decision
        if isinstance(decision, Ambiguous):
            choices = tuple(Choice(s.candidate.id) for s in decision.choices)
            return Reply(Choices(language, choices, first.understood), trace, resolved)
        offers = tuple(Choice(s.candidate.id) for s in decision.offers) if isinstance(decision, NotHeld) else ()
        return Reply(Unknown(language, self._lack(first), offers or self.examples()), trace, resolved)

    def _bare(self, question: Question) -> Outcome | None:
        """What a question word alone gets (谁, 多少亿): the people, or figures of the kind it wants."""
        if Asks.WHO in question.asks:
            return Help(question.language, HelpTopic.PEOPLE)
        if question.wants is None:
            return None
        facts = [f.id for f in self._revision.facts.values() if kind_of(f.quantity) is question.wants]
        return Choices(question.language, tuple(Choice(i) for i in facts[:EXAMPLES])) if facts else None

    def _lack(self, result: Result) -> Lack:
        if not isinstance(result.decision, NotHeld):
            return Lack(LackKind.NOTHING)
        lack = result.decision.lack
        if lack.kind is LackKind.TOPIC:
            return replace(
                lack, subject=self._reading.topic_name(lack.subject.partition("/")[0], result.question.language)
            )
        if lack.kind in (LackKind.PERIOD, LackKind.STATUS):
            blocked = next((s.candidate.target for s in result.scored if s.objections), None)
            if isinstance(blocked, Fact):
                held = [
                    f
                    for f in self._revision.facts.values()
                    if f.park == blocked.park and f.indicator == blocked.indicator
                ]
                return replace(lack, held=tuple(held[:3]))
        return lack


def _quotes(target: Fact | Entry, cited: tuple[Citation, ...], reading: Reading) -> bool:
    """Whether an entry is on someone who speaks in one of the cited paragraphs."""
    if not isinstance(target, Entry) or "who" not in target.asks:
        return False
    places = {(c.article, p) for c in cited for p in c.paragraphs}
    names = reading.question(target.answer.zh).names
    return bool(people(names, reading.revision)) and any(
        (c.article, p) in places for c in target.citations for p in c.paragraphs
    )


def _carried(result: Result, context: Context | None) -> Context | None:
    """Within one message, a later question inherits what an earlier one was about."""
    question = result.question
    shown = ids_of(result.part) if result.part else ()
    if not (question.parks or question.names or shown):
        return context
    now = context.at if context else datetime.min
    target = result.scored[0].candidate.target if result.scored else None
    parks = question.parks or ((target.park,) if target and result.part else ())
    return Context(now, parks=parks, names=question.names, shown=shown, question=result.understood or question.normal)


def _park_of(result: Result) -> str | None:
    return result.scored[0].candidate.park if result.part and result.scored else None


def _is_multiple(question: Question) -> bool:
    return question.normal.rstrip("?").count("?") > 0


def _score(result: Result) -> float:
    if isinstance(result.part, ComputedPart):
        return 1.0
    return result.scored[0].score if result.scored else 0.0


def _trace(scored: Scored) -> CandidateTrace:
    caps = tuple(f"{o.kind}: {o.subject}" for o in scored.objections)
    return CandidateTrace(scored.candidate.id, scored.score, scored.parts, caps)

"""From a message to an outcome: its questions, what each of them gets, and the reply they make together."""

import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from bot.domain import rules
from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact
from bot.domain.outcomes import (
    Answer,
    CandidateTrace,
    Choice,
    Choices,
    ComputedPart,
    FactPart,
    Help,
    HelpTopic,
    Lack,
    LackKind,
    LacksPart,
    Outcome,
    Part,
    Trace,
    Unknown,
)
from bot.domain.turns import Context
from bot.language.lexicon import Kind
from bot.matching.about import EXAMPLES, Chat, Reply, say
from bot.matching.asking import Asker, Result, is_gap
from bot.matching.chatter import without_chatter, without_correction
from bot.matching.decide import STATEMENT_RULE, Ambiguous, NotHeld
from bot.matching.known import places_of
from bot.matching.matcher import Scored
from bot.matching.memory import ids_of, part_of, people, shown_in
from bot.matching.order import asks_order_alone, events_of, months_apart, tells_when
from bot.matching.question import Question, content_words, is_empty
from bot.matching.reading import Reading
from bot.matching.split import conjuncts, keywords, listed, questions_of, says_each
from bot.matching.wanted import kind_of

# 贵 阳 综 保 区 2 0 2 3 年: written with a blank after every character.
_SPACED = re.compile(r"(?<!\S)(?:[\u3400-\u9fff\d][ \u3000]){5,}[\u3400-\u9fff\d](?!\S)")


class Replier:
    """Answers messages from one reading; holds no state of its own."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._revision = reading.revision
        self._asker = Asker(reading)
        self._chat = Chat(reading, self._asker)

    def reply(self, text: str, context: Context | None) -> Reply:
        """The reply to one message, given what the chat's last turn was about (None: nothing, or too long ago)."""
        text = _SPACED.sub(lambda match: match[0].replace(" ", ""), text)
        read = self._reading.question(text)
        question = listed(text, read, self._reading)
        if context and (corrected := without_correction(question.normal)) != question.normal:
            question = self._reading.question(corrected, question.language)
        reply = self._chat.reply(question, context) or self._answer(question, context)
        return (
            self._stored(read, context, reply)
            or self._freed(question, context, reply)
            or self._listed(text, question, reply)
            or reply
        )

    def examples(self) -> tuple[Choice, ...]:
        """Questions to start with."""
        return self._chat.examples()

    def _stored(self, question: Question, context: Context | None, reply: Reply) -> Reply | None:
        """A question that is stored word for word gets its own entry, whatever else it looks like."""
        if context and not (question.parks or question.names):
            return None  # 占地多少 after another park is a follow-up
        if gap := self._reading.gaps.exact(question.normal.strip(" ?,")):
            lack = Lack(LackKind.GAP, gap.lacks.get(question.language), related=gap.related, gap=gap.id)
            return say(
                Unknown(question.language, lack, tuple(map(Choice, gap.related))),
                question,
                f"{rules.KNOWN_GAP}{gap.id}",
            )
        found = self._reading.matcher.exact(question.normal.strip(" ?,"))
        part = part_of(found, self._revision) if found else None
        if part is None or (isinstance(reply.outcome, Answer) and found in shown_in(reply.outcome)):
            return None
        return say(Answer(question.language, (part,)), question, "a stored phrasing")

    def _freed(self, question: Question, context: Context | None, reply: Reply) -> Reply | None:
        """A message that gets no answer as a whole, without the chatter around its question; None: still none."""
        machine = isinstance(reply.outcome, Help) and reply.outcome.topic is HelpTopic.MACHINE
        lacking = isinstance(reply.outcome, Unknown) and reply.outcome.lack.kind is not LackKind.GAP
        if not (machine or lacking or isinstance(reply.outcome, Choices)):
            return None
        rest = without_chatter(question, self._reading)
        if rest is None:
            return None
        freed = self._answer(rest, context)
        if not isinstance(freed.outcome, Answer):
            return None
        if any(isinstance(p, LacksPart) for p in freed.outcome.parts) or STATEMENT_RULE in freed.trace.rule:
            return None  # with words left out, what is left must be clear
        return replace(freed, trace=replace(freed.trace, rule=f"without chatter; {freed.trace.rule}"))

    def _listed(self, text: str, question: Question, reply: Reply) -> Reply | None:
        """Key words that get no answer together, each asked of the thing they are of; None where one gets none.

        Those after a person always are: 范明月 职务 期待.
        """
        asked = keywords(text, self._reading)
        of_person = asked and all(people(q.names, self._revision) for q in asked)
        if isinstance(reply.outcome, Help) or (isinstance(reply.outcome, Answer) and not of_person):
            return None
        results = [self._asker.alone(q) for q in asked]
        parts = {r.part for r in results if r.part}
        return self._combine(results, question) if len(parts) == len(results) > 1 else None

    def _answer(self, whole: Question, context: Context | None) -> Reply:
        if ordered := self._ordered(whole, context):
            return self._combine(ordered, whole)
        questions = questions_of(whole, self._reading)
        results = self._results(questions, context)
        if len(results) == 1:
            results = self._joined(results[0], whole, context)
        elif sum(1 for r in results if r.part) <= 1 and not _is_multiple(whole):
            alone = self._asker.ask(whole, context)
            # As a whole it may get what one question of it gets: what the others lack is to be said all the same.
            results = [alone] if alone.part and alone.part not in [r.part for r in results] else results
        return self._combine(results, whole, context)

    def _results(self, questions: tuple[Question, ...], context: Context | None) -> list[Result]:
        results: list[Result] = []
        for question in questions:
            if results and is_gap(results[-1]) and not content_words(question):
                continue  # 花了多少钱, 谁出的: the second is of what the first lacks
            carried = _carried(results[-1], context) if results else context
            result = self._asker.ask(question, carried)
            named = next((q.parks for q in reversed(questions[: len(results)]) if q.parks), ())
            results.append(self._of_what_is_named(question, self._within(named, result), results))
        return results

    def _of_what_is_named(self, asked: Question, result: Result, earlier: list[Result]) -> Result:
        """A result of a later question, without figures of another thing than an earlier one of the message names.

        微球平台什么时候揭牌, 投资多少: not what was invested in all projects.
        """
        if asked.parks or asked.names or asked.counted or content_words(asked) > 1:
            return result
        before = [t for r in earlier for t in self._told(r)]
        names = {n for r in earlier for n in r.question.names if not people((n,), self._revision)}
        names |= {t.item for t in before if isinstance(t, Fact) and t.item}
        if not names:
            return result
        decision = result.decision
        choices = [s.candidate.target for s in decision.choices] if isinstance(decision, Ambiguous) else []
        shown = self._told(result) or choices
        near = {p for t in before for p in places_of(t)}
        tokens = {f"{kind}:{n}" for n in names for kind in (Kind.NAME, f"{Kind.CONCEPT}:{Kind.NAME}")}
        belongs = any(
            not tokens.isdisjoint(self._reading.matcher.known(t.id).tokens) or not near.isdisjoint(places_of(t))
            for t in shown
        )
        if belongs or not any(isinstance(t, Fact) for t in shown):
            return result
        return replace(result, part=None, also=None, decision=NotHeld(Lack(LackKind.NOTHING), (), result.rule))

    def _told(self, result: Result) -> list[Fact | Entry]:
        """The facts and entries that a result tells."""
        return [t for i in (ids_of(result.part) if result.part else ()) if (t := self._revision.target(i))]

    def _within(self, parks: tuple[str, ...], result: Result) -> Result:
        """A result of a later question, which stays with the park that an earlier one of the message names.

        园博产业园有多少企业, 商品销往多少个国家: not the countries that another park's goods are sold to.
        """
        question = result.question
        held = {target.park for target in self._told(result)}
        if not parks or not held or held & set(parks) or question.parks or question.names:
            return result
        park = self._revision.parks[parks[0]].name.get(question.language)
        return self._asker.alone(self._reading.question(f"{park} {question.normal}", question.language))

    def _ordered(self, whole: Question, context: Context | None) -> list[Result]:
        """The time of each of two events, where the question asks which came first and both times are held."""
        results = [self._asker.alone(q) for q in events_of(whole, self._reading)]
        if context and asks_order_alone(whole, self._reading):  # 谁先 after two times
            shown = [p for i in context.shown if (p := part_of(i, self._revision)) and tells_when(p)][:2]
            results = [Result(whole, None, p, (), "the times last shown", context.question) for p in reversed(shown)]
        parts = list(dict.fromkeys(r.part for r in results if r.part))
        if len(parts) != 2:
            return []
        apart = months_apart(whole, parts)
        return [*results, Result(whole, None, apart, (), "computed: months apart")] if apart else results

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

    def _combine(self, results: list[Result], whole: Question, context: Context | None = None) -> Reply:
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
                said = (result.part, result.also) if result.part or len(results) == 1 else self._unsure(result)
                shown += [p for p in said if p and p not in shown]
            # Within one message a later question takes its park from an earlier one: that needs no saying.
            filled = [r.understood for r in results if r.understood and r.part]
            understood = filled[0] if filled and len(results) == 1 else None
            return Reply(Answer(language, tuple(shown), understood), trace, resolved)
        resolved = next((r.understood for r in results if r.understood), None) or whole.normal
        bare = not context and not whole.parks and all(p.is_ask for p in whole.pieces)  # 谁建的 after a park asks of it
        if not context and is_empty(whole):
            return Reply(Help(language, HelpTopic.ABOUT), trace, resolved)  # 哈哈哈哈你真逗
        if bare and (overview := self._bare(whole)):
            return Reply(overview, trace, resolved)
        decision = first.decision
        if isinstance(decision, Ambiguous):
            choices = tuple(Choice(s.candidate.id) for s in decision.choices)
            return Reply(Choices(language, choices, first.understood), trace, resolved)
        offers: tuple[Choice, ...] = ()
        if isinstance(decision, NotHeld):
            offers = tuple(map(Choice, decision.lack.related)) or tuple(Choice(s.candidate.id) for s in decision.offers)
        return Reply(Unknown(language, self._lack(first), offers or self.examples()), trace, resolved)

    def _unsure(self, result: Result) -> tuple[Part, ...]:
        """What one of several questions gets that has no one answer: all figures of the one thing it may mean."""
        if not isinstance(result.decision, Ambiguous):
            return (LacksPart(self._lack(result)),)
        meant = tuple(s.candidate.target for s in result.decision.choices)
        facts = tuple(FactPart(t) for t in meant if isinstance(t, Fact))
        of_one = len(facts) == len(meant) and len({(p.fact.park, p.fact.item) for p in facts}) == 1
        return facts if of_one else (LacksPart(Lack(LackKind.UNCLEAR)),)

    def _bare(self, question: Question) -> Outcome | None:
        """What a question word alone gets (谁, 多少亿): the people, or figures of the kind it wants."""
        if Asks.WHO in question.asks:
            return Help(question.language, HelpTopic.PEOPLE)
        if question.wants is None:
            return None
        facts = [f.id for f in self._revision.facts.values() if kind_of(f.quantity) is question.wants]
        return Choices(question.language, tuple(Choice(i) for i in facts[:EXAMPLES])) if facts else None

    def _is_held(self, lack: Lack) -> bool:
        """Whether the place or figure that a question hangs on is in the sources all the same."""
        if lack.kind is LackKind.NUMBER:
            number = Decimal(lack.subject)  # 381 is short for 381.8
            whole = (f.quantity.value // 1 for f in self._revision.facts.values())
            return bool(self._reading.facts_with(number)) or number in whole
        return lack.kind is LackKind.PLACE and any(p.is_around(lack.subject) for p in self._revision.parks.values())

    def _lack(self, result: Result) -> Lack:
        if not isinstance(result.decision, NotHeld):
            return Lack(LackKind.NOTHING)
        lack = result.decision.lack
        if self._is_held(lack):
            return Lack(LackKind.NOTHING)  # 甘肃第二家…: Gansu is held, what is asked of it is not
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
                if any(str(f.period.year) == lack.subject for f in held):
                    return Lack(LackKind.NOTHING)  # 2023年增长20%吗: that year is held, not with such a figure
                return replace(lack, held=tuple(held[:3]))
        return lack


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


def _is_multiple(question: Question) -> bool:
    return question.normal.rstrip("?").count("?") > 0


def _trace(scored: Scored) -> CandidateTrace:
    caps = tuple(f"{o.kind}: {o.subject}" for o in scored.objections)
    return CandidateTrace(scored.candidate.id, scored.score, scored.parts, caps)

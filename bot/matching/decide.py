"""The decision: answer, choices or unknown, from confidence, rivals and objections. One named rule decides."""

import re
from dataclasses import dataclass

from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact, Status
from bot.domain.outcomes import Lack, LackKind
from bot.domain.quantities import Dimension
from bot.domain.standing import is_same_fact
from bot.matching.compute import FUTURE, PRESENT
from bot.matching.details import BREAKDOWN
from bot.matching.matcher import Scored
from bot.matching.question import Question
from bot.matching.weights import Weights

MOST_CHOICES = 3
WHOLE = 0.98  # of a phrasing that the question covers: it asks of that very thing
WHOSE = 0.5  # the weight of a word from which on a share is somebody else's: 高校主导的 is not 企业主导的
OF_ITSELF = 0.95  # of a phrasing that a question of the park's own beginning covers
_BEGAN = re.compile(
    r"什么时候|啥时候|时候|何时|[一哪何]年|年份|年|成立|设立|获批|批准|批复|建立|建成|创建|创办|开办|建园|开园|开建|挂牌|揭牌|诞生|落成|建设|建|办|设|时间|日期"
    r"|found|foundi?|establish|set ?up|set|up|approv|built|build|open|creat|start|begin|began|begun|launch|born"
    r"|year|date"
)
_RUN = re.compile(
    r"谁(来|在)?(管|运营|经营|开的|当家|领导|主管)|归谁管"
    r"|\b(who|which company) (runs?|owns?|operates?|manages?|leads?|heads?)\b"
)
WHOLE_WORD = 0.7  # of a phrasing that the question covers: it is more than one word that they share
OWN = 0.2  # how far below the best candidate that one may stand
_STATEMENTS = frozenset({Asks.WHAT, Asks.LIST, Asks.WHY, Asks.HOW})
NAMED_EXPLAINED = 0.53  # what a statement must explain of a question that names no park: 气象局公务员怎么考
STATEMENT_RULE = "a statement on what is named"
BREAKDOWN_RULE = "a figure is named, and more is asked of it"


@dataclass(frozen=True, slots=True)
class Answered:
    """The best candidate, and one that fits as well and says something else of the same park, if any."""

    best: Scored
    rule: str
    also: Scored | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    choices: tuple[Scored, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class NotHeld:
    lack: Lack
    offers: tuple[Scored, ...]
    rule: str


Decision = Answered | Ambiguous | NotHeld


def decide(question: Question, scored: tuple[Scored, ...], weights: Weights) -> Decision:
    """Decide from candidates, best first."""
    if not question.parks and all(p.is_ask for p in question.pieces):
        return NotHeld(Lack(LackKind.NOTHING), (), "nothing to look for")
    sound = [s for s in scored if not s.objections]
    offers = _offers(question, scored)
    best = sound[0] if sound else None
    blocked = next((s for s in scored if s.objections and not _is_namesake(s, best, question)), None)
    sure = confidence(sound, blocked, weights)
    if best and question.asks & {Asks.WHEN, Asks.WHO, Asks.WHERE}:
        # What happened matters, not only to whom: little of the phrasing asked is another event of the same thing.
        sure -= weights.other_event * max(0.7 - best.covered, 0.0)
    if best is None or sure < weights.choices:
        return _not_held(question, blocked, offers, weights, "nothing sound above the line")
    if scored[0].score >= weights.choices and any(o.subject == BREAKDOWN for o in scored[0].objections):
        return _not_held(question, scored[0], offers, weights, BREAKDOWN_RULE)
    if _is_meant(blocked, best, weights):
        # The question clearly means the blocked candidate: the next best is about something else.
        return _not_held(question, blocked, offers, weights, "the best candidate disagrees")
    if _is_of_park_itself(question) and best.covered < OF_ITSELF:
        return _not_held(question, blocked, offers, weights, "of the park itself, not of what is in it")
    if _of_another(question, best, scored):
        return _not_held(question, blocked, offers, weights, "what is named is known, what is asked of it is not")
    if _is_soft(question, best) and sure >= weights.statement:
        return Answered(best, STATEMENT_RULE, _beside(question, best, sound, weights))
    limit = weights.strange if question.language.is_chinese else weights.strange_english
    if _is_share(best):
        limit = min(limit, WHOSE)
    if question.asks & {Asks.WHEN, Asks.WHO, Asks.WHERE}:
        limit *= weights.strictness  # the event matters: 落地 is no answer to when it was founded
    statement = not question.asks - _STATEMENTS and isinstance(best.candidate.target, Entry)
    if best.strange >= limit and (sure < weights.certain or not statement):
        return _not_held(question, blocked, offers, weights, "a word of the question that nothing in it knows")
    if best.explained < weights.explained:
        if sure >= weights.answer and best.explained >= weights.explained - 0.06:
            return Ambiguous((best,), "too much of the question is unexplained")
        return _not_held(question, blocked, offers, weights, "too much of the question is unexplained")
    elsewhere = _elsewhere(question, best, scored)
    if elsewhere:
        return Ambiguous((best, *elsewhere)[:MOST_CHOICES], "several parks hold this measure, and none is named")
    if of_part := _of_part(question, best, scored):
        return of_part
    if _is_one_word(question, best):
        return _not_held(question, blocked, offers, weights, "one word of a question about something else")
    rivals = [s for s in sound[1:] if best.score - s.score < weights.gap and not _same_subject(best, s)]
    rivals = [s for s in rivals if s.strange < limit]
    if sure >= weights.answer and not rivals:
        return Answered(best, "clear best candidate", _beside(question, best, sound, weights))
    if sure >= weights.answer and len(rivals) == 1 and _may_stand_together(best, rivals[0]):
        return Answered(best, "two entries fit", rivals[0])
    choices = (best, *rivals, *(s for s in sound[1:] if s not in rivals and s.score >= weights.choices))
    if rivals:
        return Ambiguous(choices[:MOST_CHOICES], "rivals too close")
    return Ambiguous(choices[:MOST_CHOICES], "below the answer line")


def confidence(sound: list[Scored], blocked: Scored | None, weights: Weights) -> float:
    """How sure the best candidate is: its score, its lead, less what it does not know and what outranks it."""
    if not sound:
        return 0.0
    best = sound[0]
    runner_up = next((s.score for s in sound[1:] if not _same_subject(best, s)), 0.0)
    ahead = blocked.score - best.score if blocked else -0.2
    return (
        best.score
        + weights.lead * min(max(best.score - runner_up, 0.0), 0.2)
        - weights.unknown_word * best.strange
        - weights.objected * min(max(ahead, -0.2), 0.3)
    )


def _is_of_park_itself(question: Question) -> bool:
    """Whether a question asks when a park began or who runs it, and names nothing in it: 成都高新区什么时候成立的."""
    if not question.parks or question.names or not question.asks & {Asks.WHEN, Asks.WHO}:
        return False
    if Asks.WHO in question.asks:
        return bool(_RUN.search(question.normal))
    told = [p.text for p in question.pieces if not p.is_ask]
    return bool(told) and all(map(_BEGAN.fullmatch, told))


def _is_namesake(blocked: Scored, best: Scored | None, question: Question) -> bool:
    """Whether a candidate only tells of another park what the best one tells of the park that is named.

    Every article has an author: that another park's entry is worded more alike says nothing.
    """
    if best is None or best.explained < WHOLE or best.covered < WHOLE_WORD or best.strange:
        return False
    own = best.candidate.park in question.parks and blocked.candidate.park not in question.parks
    return own and len(blocked.objections) == 1


def _is_meant(blocked: Scored | None, best: Scored, weights: Weights) -> bool:
    """Whether a question clearly means a candidate that disagrees, so that the next best is about something else.

    One that only is of another kind (no date, no person) does not count: the next best may be the one that has it.
    """
    if blocked is None or blocked.score < weights.answer or blocked.score - best.score <= weights.outranked:
        return False
    return any(o.kind is not LackKind.DETAIL for o in blocked.objections)


def _is_soft(question: Question, best: Scored) -> bool:
    """Whether a question wants a statement (what, which, why, how) on something named, and the best candidate is one.

    Nothing in such a reply can be taken for the figure, the date or the person of something else, so that it may be
    found by less: 搞啥名堂 asks in words that no phrasing has.
    """
    if not question.asks or question.asks - _STATEMENTS or not (question.parks or question.names):
        return False
    if not question.parks and best.explained < NAMED_EXPLAINED:
        return False
    return isinstance(best.candidate.target, Entry) and bool(best.candidate.asks & question.asks)


def _beside(question: Question, best: Scored, sound: list[Scored], weights: Weights) -> Scored | None:
    """The next statement of the park, where it is nearly as good: of two ways to read a question both are told."""
    if question.asks - _STATEMENTS or not isinstance(best.candidate.target, Entry):
        return None
    rival = next((s for s in sound[1:] if _may_stand_together(best, s)), None)
    if rival is None or best.score - rival.score >= weights.beside:
        return None
    return None if _holds(best.candidate.target, rival.candidate.target) else rival


def _is_share(scored: Scored) -> bool:
    """Whether a figure is somebody's share: 高校主导的 is none of 企业主导的."""
    return isinstance(scored.candidate.target, Fact) and scored.candidate.target.status is Status.SHARE


def _of_another(question: Question, best: Scored, scored: tuple[Scored, ...]) -> bool:
    """Whether a question asks one thing of a name, and the best candidate is of another that the name is part of.

    When the platform was founded is not when the fund was that the platform founded.
    """
    if not question.names or best.covered >= WHOLE / 2:
        return False
    if not question.asks & {Asks.WHEN, Asks.FIGURE}:
        return False
    own = [s for s in scored if s is not best and s.covered >= WHOLE and best.score - s.score < OWN]
    return any(o.candidate.park == best.candidate.park and isinstance(o.candidate.target, Entry) for o in own)


def _same_subject(one: Scored, other: Scored) -> bool:
    """Two candidates of one park whose answers hold one another: either is a right answer."""
    a, b = one.candidate.target, other.candidate.target
    if a.park != b.park:
        return False
    if isinstance(a, Fact) and isinstance(b, Fact) and is_same_fact(a, b):
        return True  # of two articles: both are told, whichever is found
    if isinstance(a, Fact) and isinstance(b, Fact) and a.indicator == b.indicator and a.item == b.item:
        # Built before planned: which one is meant without a word for it, the status part of the score has settled.
        return a.status in PRESENT and b.status in FUTURE
    return _holds(a, b) or _holds(b, a) or one.covered - other.covered > 0.1


def _of_part(question: Question, best: Scored, scored: tuple[Scored, ...]) -> Answered | Ambiguous | None:
    """What a question of the park gets where the best figure is of something in it: 园博面积多大 is not phase two's.

    The area of the park itself, or a choice; None: the figure is asked for in more than one word, or named.
    """
    fact, rule = best.candidate.target, "a figure of something in the park that is not named"
    if _is_of_unnamed(question, best):
        return Ambiguous((best,), rule)
    if not isinstance(fact, Fact) or not _is_item_unnamed(fact, question):
        return None
    if fact.quantity.dimension is not Dimension.AREA:
        return None
    facts = [(s, s.candidate.target) for s in scored]
    areas = [(s, f) for s, f in facts if isinstance(f, Fact) and f.park == fact.park]
    whole = next((s for s, f in areas if not f.item and f.quantity.dimension is Dimension.AREA), None)
    if whole is None:
        return None
    sound = not whole.objections and whole.explained >= WHOLE
    return Answered(whole, "the area of the park itself") if sound else Ambiguous((best, whole), rule)


def _is_of_unnamed(question: Question, best: Scored) -> bool:
    """Whether a count is of something in the park that the question does not speak of: 成都有多少企业."""
    fact = best.candidate.target
    if not isinstance(fact, Fact) or fact.quantity.dimension is not Dimension.COUNT:
        return False
    return _is_item_unnamed(fact, question) and best.covered < WHOLE_WORD


def _is_item_unnamed(fact: Fact, question: Question) -> bool:
    return bool(fact.item and question.parks) and not question.names and _told(question) <= 1


def _is_one_word(question: Question, best: Scored) -> bool:
    """Whether a single telling word is all that a question shares with the best candidate, of which it asks little."""
    if _told(question) >= 2 or question.parks or question.names:
        return False
    # One word may be a whole phrasing, of a statement (中试的意思) or of a figure that is named (95亿元是哪笔钱).
    whole = best.covered >= WHOLE_WORD and (isinstance(best.candidate.target, Entry) or bool(question.numbers))
    return best.explained < 0.9 and best.score < 0.85 and not whole


def _told(question: Question) -> int:
    """How many words of a question tell what it is about."""
    return sum(1 for p in question.pieces if not p.is_ask and p.weight * p.telling >= 0.9)


def is_general(question: Question) -> bool:
    """Whether a message is a general word or two alone (政策), which many things could be meant by."""
    return _told(question) == 0 and not (
        question.parks or question.names or question.asks or question.is_yes_no or question.numbers or question.years
    )


def _elsewhere(question: Question, best: Scored, scored: tuple[Scored, ...]) -> tuple[Scored, ...]:
    """The same measure of other parks, where a figure is asked for by nothing but the measure: 占地面积是多少."""
    target = best.candidate.target
    if not isinstance(target, Fact) or question.parks or question.names or question.numbers:
        return ()
    if _told(question) > 3:
        return ()
    facts = [(s, s.candidate.target) for s in scored]
    return tuple(
        s for s, f in facts if isinstance(f, Fact) and f.indicator == target.indicator and f.park != target.park
    )


def _may_stand_together(one: Scored, other: Scored) -> bool:
    """Two statements of one park can be shown together; two figures never, for one of them would be the wrong one."""
    a, b = one.candidate.target, other.candidate.target
    return isinstance(a, Entry) and isinstance(b, Entry) and a.park == b.park


def _holds(a: Fact | Entry, b: Fact | Entry) -> bool:
    return isinstance(a, Entry) and (f"{{{b.id}}}" in a.answer.zh or b.id in a.related)


def _not_held(
    question: Question, blocked: Scored | None, offers: tuple[Scored, ...], weights: Weights, rule: str
) -> NotHeld:
    if question.places and all(s.objections for s in offers):  # 贵州 is no other place where what is near is there
        return NotHeld(Lack(LackKind.PLACE, question.places[0]), offers, rule)
    if question.topics:
        return NotHeld(Lack(LackKind.TOPIC, question.topics[0]), offers, rule)
    if blocked and blocked.score >= weights.choices:
        objection = blocked.objections[0]
        return NotHeld(Lack(objection.kind, objection.subject), offers, rule)
    return NotHeld(Lack(LackKind.NOTHING), offers, rule)


def _offers(question: Question, scored: tuple[Scored, ...]) -> tuple[Scored, ...]:
    """Questions near the one asked that can be answered: of the named park where one is named."""
    near = [s for s in scored if not question.parks or s.candidate.park in question.parks]
    return tuple(s for s in near if s.score >= 0.2)[:MOST_CHOICES]

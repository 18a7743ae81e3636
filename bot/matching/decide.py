"""The decision: answer, choices or unknown, from confidence, rivals and objections. One named rule decides."""

import re
from dataclasses import dataclass

from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact, Status
from bot.domain.outcomes import Lack, LackKind
from bot.domain.standing import is_same_fact
from bot.matching.compute import FUTURE, PRESENT
from bot.matching.guards.details import BREAKDOWN
from bot.matching.matcher import Scored
from bot.matching.question import Question
from bot.matching.reading import Reading
from bot.matching.scope import OF_ITSELF, WHOLE, WHOLE_WORD, is_namesake, is_of_park_itself, of_unnamed, told
from bot.matching.weights import Weights

MOST_CHOICES = 3
WHOSE = 0.5  # the weight of a word from which on a share is somebody else's: 高校主导的 is not 企业主导的
OWN = 0.2  # how far below the best candidate that one may stand
_STATEMENTS = frozenset({Asks.WHAT, Asks.LIST, Asks.WHY, Asks.HOW})
NAMED_EXPLAINED = 0.53  # what a statement must explain of a question that names no park: 气象局公务员怎么考
SPOKEN = 5  # words, but for the asking ones, from which on a question is as people talk
_ZONE = re.compile(r"开发区|高新区|综保区|保税区|农高区|新区")
STATEMENT_RULE = "a statement on what is named"
SPOKEN_RULE = "the only candidate near a question as people talk"
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
    blocked = next((s for s in scored if s.objections and not is_namesake(s, best, question)), None)
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
    if is_of_park_itself(question) and best.covered < OF_ITSELF:
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
    lead = _lead(sound)
    spoken = _is_spoken(question) and lead >= weights.clear_lead
    strange = best.strange >= limit and (sure < weights.certain or not statement)
    if strange and not (spoken and _is_told_of(best, weights)):
        return _not_held(question, blocked, offers, weights, "a word of the question that nothing in it knows")
    unexplained = best.explained < weights.explained
    if unexplained and not (spoken and _is_told_apart(best, weights)):
        if sure >= weights.answer and best.explained >= weights.explained - 0.06:
            return Ambiguous((best,), "too much of the question is unexplained")
        return _not_held(question, blocked, offers, weights, "too much of the question is unexplained")
    elsewhere = _elsewhere(question, best, scored)
    if elsewhere:
        return Ambiguous((best, *elsewhere)[:MOST_CHOICES], "several parks hold this measure, and none is named")
    # 有多少人经综保区引导进入跨境电商行业工作 says in many words whom the one figure counts.
    told_whole = spoken and lead >= weights.lead_whole and best.explained >= WHOLE
    if (meant := of_unnamed(question, best, scored)) and not (told_whole and meant == (best,)):
        if best not in meant:
            return Answered(meant[0], "the area of the park itself")
        return Ambiguous(meant, "a figure of something in the park that is not named")
    # 那支一个亿的基金专挑啥样的下手: one telling word is enough where nothing else is near.
    ahead = spoken and best.score >= weights.statement and lead >= weights.word_lead
    if _is_one_word(question, best) and not ahead:
        return _not_held(question, blocked, offers, weights, "one word of a question about something else")
    rivals = [s for s in sound[1:] if best.score - s.score < weights.gap and not _same_subject(best, s)]
    rivals = [s for s in rivals if s.strange < limit]
    line = weights.choices if spoken and best.candidate.asks & question.asks else weights.answer
    if sure >= line and not rivals:
        doubtful = strange or unexplained or sure < weights.answer
        rule = SPOKEN_RULE if doubtful else "clear best candidate"
        return Answered(best, rule, _beside(question, best, sound, weights))
    if sure >= line and len(rivals) == 1 and _may_stand_together(best, rivals[0]):
        return Answered(best, "two entries fit", rivals[0])
    choices = (best, *rivals, *(s for s in sound[1:] if s not in rivals and s.score >= weights.choices))
    if rivals:
        return Ambiguous(choices[:MOST_CHOICES], "rivals too close")
    return Ambiguous(choices[:MOST_CHOICES], "below the answer line")


def clear_answer(question: Question, reading: Reading) -> Scored | None:
    """The candidate that answers a question by itself; None: none does."""
    decision = decide(question, reading.matcher.match(question), reading.weights)
    return decision.best if isinstance(decision, Answered) else None


def clear_figure(question: Question, reading: Reading) -> Fact | None:
    """The figure that answers a question by itself; None: none does, or it is a statement."""
    found = clear_answer(question, reading)
    return found.candidate.target if found and isinstance(found.candidate.target, Fact) else None


def confidence(sound: list[Scored], blocked: Scored | None, weights: Weights) -> float:
    """How sure the best candidate is: its score, its lead, less what it does not know and what outranks it."""
    if not sound:
        return 0.0
    best = sound[0]
    ahead = blocked.score - best.score if blocked else -0.2
    return (
        best.score
        + weights.lead * min(_lead(sound), 0.2)
        - weights.unknown_word * best.strange
        - weights.objected * min(max(ahead, -0.2), 0.3)
    )


def _lead(sound: list[Scored]) -> float:
    """How far the best candidate stands above the next one that says something else."""
    best = sound[0]
    return max(best.score - next((s.score for s in sound[1:] if not _same_subject(best, s)), 0.0), 0.0)


def _is_spoken(question: Question) -> bool:
    """Whether a question is as people talk, with many words that say how something is asked and not what.

    照那份文件，到二五年得凑够多少个. What is not held is mostly asked in few words (企业数量).
    """
    unknown_zone = not (question.parks or question.names) and _ZONE.search(question.normal)  # 成高都开发区
    return not unknown_zone and sum(1 for p in question.pieces if not p.is_ask) >= SPOKEN


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


def _is_one_word(question: Question, best: Scored) -> bool:
    """Whether a single telling word is all that a question shares with the best candidate, of which it asks little."""
    if told(question) >= 2 or question.parks or question.names:
        return False
    # One word may be a whole phrasing, of a statement (中试的意思) or of a figure that is named (95亿元是哪笔钱).
    whole = best.covered >= WHOLE_WORD and (isinstance(best.candidate.target, Entry) or bool(question.numbers))
    return best.explained < 0.9 and best.score < 0.85 and not whole


def is_general(question: Question) -> bool:
    """Whether a message is a general word or two alone (政策), which many things could be meant by."""
    return told(question) == 0 and not (
        question.parks or question.names or question.asks or question.is_yes_no or question.numbers or question.years
    )


def _elsewhere(question: Question, best: Scored, scored: tuple[Scored, ...]) -> tuple[Scored, ...]:
    """The same measure of other parks, where a figure is asked for by nothing but the measure: 占地面积是多少."""
    target = best.candidate.target
    if not isinstance(target, Fact) or question.parks or question.names or question.numbers:
        return ()
    if told(question) > 3:
        return ()
    facts = [(s, s.candidate.target) for s in scored]
    return tuple(
        s for s, f in facts if isinstance(f, Fact) and f.indicator == target.indicator and f.park != target.park
    )


def _is_told_of(best: Scored, weights: Weights) -> bool:
    """Whether a word that the best candidate does not know is let pass: it is a statement, and its phrasing is there.

    Never for a figure: 高校主导的占几成 is not the share of the companies.
    """
    return isinstance(best.candidate.target, Entry) and best.covered >= weights.spoken_covered


def _is_told_apart(best: Scored, weights: Weights) -> bool:
    """Whether what a question shares with the best candidate is enough, much though it leaves unexplained."""
    return (
        best.score >= weights.spoken_score
        and best.explained >= weights.spoken_explained
        and best.covered >= weights.spoken_phrasing
    )


def _may_stand_together(one: Scored, other: Scored) -> bool:
    """Two statements of one park can be shown together; two figures never, for one of them would be the wrong one."""
    a, b = one.candidate.target, other.candidate.target
    return isinstance(a, Entry) and isinstance(b, Entry) and a.park == b.park


def _holds(a: Fact | Entry, b: Fact | Entry) -> bool:
    return isinstance(a, Entry) and a.names(b.id)


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

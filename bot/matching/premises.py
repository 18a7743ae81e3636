"""Questions that suppose a figure: 贵阳2022年外贸过百亿了吗, 成都是不是有60个中试平台了."""

import re
from dataclasses import replace

from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact
from bot.domain.outcomes import FactPart
from bot.domain.quantities import Quantity
from bot.language.lexicon import Kind
from bot.language.quantities import find_quantities
from bot.matching.compute import siblings
from bot.matching.decide import Answered, Decision, decide
from bot.matching.matcher import Scored
from bot.matching.memory import people
from bot.matching.question import Question
from bot.matching.reading import Reading
from bot.matching.verdicts import ABOVE, BELOW, premises, verdict
from bot.matching.wanted import kind_of

_YES_NO_FORM = re.compile(
    r"^(is|are|was|were|did|does|do|has|have|can|isn t|aren t|didn t)\b|吗|是不是|有没有|是否|对不对|真的|没\??$|(?<![什怎多这那])么\??$|不是\S+吧|吧\??$|right\??$|really|真能|当真|不就是"
)


def with_verdict(question: Question, decision: Decision, reading: Reading) -> FactPart | None:
    """The figure that answers a yes/no question with a number in it, and its yes or no; None: not such a question."""
    supposed = _supposed(question, reading)
    compared = ABOVE.search(question.normal) or BELOW.search(question.normal)
    if not supposed or question.asks - _SOFT or not supposes(question):
        return None
    if isinstance(decision, Answered) and not isinstance(decision.best.candidate.target, Fact):
        return None
    text = question.normal
    for start, end, _ in reversed([f for f in find_quantities(text) if f[2] in supposed]):
        text = f"{text[:start]} {text[end:]}"
    opened = reading.question(BELOW.sub(" ", ABOVE.sub(" ", text)), question.language)
    kinds = {kind_of(q) for q in supposed if q.unit}
    open_question = replace(
        opened, asks=frozenset({Asks.FIGURE}), wants=kinds.pop() if len(kinds) == 1 else opened.wants
    )
    found = decide(open_question, reading.matcher.match(open_question), reading.weights)
    if not isinstance(found, Answered) or not isinstance(found.best.candidate.target, Fact):
        return None
    fact = found.best.candidate.target
    for premise in supposed:
        said = verdict(question.normal if compared else "", premise, fact)
        if said:
            beside = tuple(f for f in siblings(fact, reading.revision) if f.quantity.amount == premise.amount)
            return FactPart(fact, said, beside)
    return None


def corrected(question: Question, reading: Reading) -> Scored | None:
    """The candidate that states what a yes/no question gets wrong: 费岚是CEO吗 → 费岚是市场总监.

    Only what the candidate itself states of the same sort (a number, a year, a post, a place) may be left out of the
    question; None: not such a question, or nothing states it.
    """
    guessed_year = bool(_GUESSED.search(question.normal)) and question.asks == {Asks.WHEN}
    if (question.asks - {Asks.WHAT} and not guessed_year) or not (guessed_year or supposes(question)):
        return None
    if (
        any(t.partition("/")[2] not in question.posts for t in question.topics)  # a 园长 may be a 董事长
        or not (question.numbers or question.years or question.posts or question.places)
        or _supposed(question, reading)
    ):
        return None
    if _NUMBERED.search(question.normal) and not reading.matcher.index.knows(question.numbers):
        return None  # 358号 and 三期 are other things, not wrong figures
    persons = people(question.names, reading.revision)
    others = set(question.names) - set(persons) if persons else set()
    disputed = {f"post:{p}" for p in question.posts} | set(question.places) | others
    pieces = tuple(
        p
        for p in question.pieces
        if not (
            p.text[0].isdigit() or p.text in ("年", "月", "日") or any(t.partition(":")[2] in disputed for t in p.whole)
        )
    )
    if question.places and not (question.parks or persons):
        return None
    asks = frozenset({Asks.WHERE}) if question.places and not persons else question.asks
    if not asks and _MONTH.search(question.normal):
        asks = frozenset({Asks.WHEN})  # 是今年1月发的对不对
    if sum(p.weight >= 1.0 for p in pieces) < 1 and Asks.WHERE not in asks:
        return None
    opened = replace(
        question,
        numbers=(),
        amounts=(),
        years=(),
        topics=(),
        posts=(),
        places=(),
        pieces=pieces,
        wants=None,
        asks=asks,
        names=persons or question.names,
    )
    found = decide(opened, reading.matcher.match(opened), reading.weights)
    if not isinstance(found, Answered):
        return None
    known = reading.matcher.known(found.best.candidate.id)
    stated = (
        (not question.numbers or bool(known.numbers))
        and (not question.years or (Asks.WHEN in known.candidate.asks and isinstance(known.candidate.target, Entry)))
        and (not question.posts or any(t.startswith("concept:post:") for t in known.tokens))
        and (not question.places or Asks.WHERE in known.candidate.asks or known.names_somewhere)
    )
    return found.best if stated else None


def identified(question: Question, reading: Reading) -> Scored | None:
    """The candidate that says what something is, where a yes/no question takes it for another of its sort.

    Tcar以前是造飞机的厂子吗: the plant made trucks. Of what the question supposes, the candidate must know a part (厂子),
    so that it is of the same sort; None: not such a question, or nothing states it.
    """
    text = _TAG.sub("吗?", question.normal) if question.language.is_chinese else question.normal
    match = next((m for pattern in _IDENTITY if (m := pattern.search(text))), None)
    if not match or question.asks - {Asks.WHAT} or not supposes(question) or question.numbers or question.years:
        return None
    subject, guess = (reading.question(match[part], question.language) for part in ("subject", "guess"))
    if not any(p for p in subject.pieces if not p.is_ask) or subject.topics or question.places:
        return None
    found = decide(subject, reading.matcher.match(subject), reading.weights)
    if not isinstance(found, Answered) or found.best.explained < 0.9:
        return None
    known = reading.matcher.known(found.best.candidate.id)
    words = [p for p in guess.pieces if p.span.meanings and not p.is_ask]
    return found.best if any(p.whole & known.stated for p in words) else None


def _supposed(question: Question, reading: Reading) -> tuple[Quantity, ...]:
    """The figures that a question supposes; 十条 of 中试十条 is a name."""
    places = reading.analyser.units.positions(question.normal)
    named = [(places[s.start][0], places[s.end - 1][1]) for s in question.spans if s.has(Kind.NAME) or s.has(Kind.PARK)]
    figures = set(premises(question.normal))
    return tuple(
        q
        for start, end, q in find_quantities(question.normal)
        if q in figures and not any(first <= start and end <= last for first, last in named)
    )


_MONTH = re.compile(
    r"(?<!\d)\d{1,2}月|\b(january|february|march|april|june|july|august|september|october|november|december)\b"
)
_GUESSED = re.compile(r"[?,]\s*(是)?(19|20)\d{2}年?(吗|吧)?\??$")  # 哪一年接下的, 2020年?
_IDENTITY = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?P<subject>[^?,]{2,30}?)(?:是不是|是否是?|就是|是)(?P<guess>[^?,]{2,20}?)(?:对不对|对吗|是吗|没错吧|吗|吧|么)?\??$",
        r"^(?:is|was|were|are) (?P<subject>.{3,60}?) an? (?P<guess>.{3,30}?)\?*$",
        r"^(?P<subject>.{3,60}? used to be|.{3,60}? was once) an? (?P<guess>.{3,30}?)(?:, right)?\?*$",
    )
)
_TAG = re.compile(r"[吧吗]?[?,]\s*(?:我?没(?:记|搞|弄)错吧?|对不对|对吧|对吗|是吧|是吗|是不是|没错吧|对不)\??$")
_NUMBERED = re.compile(r"\d(?:号|期)")
_SOFT = frozenset({"figure", "what", "how"})


def supposes(question: Question) -> bool:
    """Whether a question supposes something that the figures may bear out or not: 是不是…, …吗, or a bare statement with ?."""
    bare = question.normal.endswith("?") and not question.asks
    return question.is_yes_no or bare or bool(_YES_NO_FORM.search(question.normal))

"""What a yes/no question gets wrong: 费岚是CEO吗, 是今年1月发的对不对, Tcar以前是造飞机的厂子吗."""

import re
from dataclasses import replace

from bot.domain.bilingual import Bilingual
from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact, Status
from bot.matching.decide import clear_answer
from bot.matching.known import Known
from bot.matching.matcher import Scored
from bot.matching.memory import people
from bot.matching.premises import is_yes_no, supposed, supposes
from bot.matching.question import Question
from bot.matching.reading import Reading
from bot.matching.tokens import Occurrence
from bot.matching.verdicts import ABOVE


def corrected(question: Question, reading: Reading) -> Scored | None:
    """The candidate that states what a yes/no question gets wrong: 费岚是CEO吗 → 费岚是市场总监.

    Only what the candidate itself states of the same sort (a number, a year, a post, a place) may be left out of the
    question; None: not such a question, or nothing states it.
    """
    guessed_year = bool(_GUESSED.search(question.normal)) and question.asks == {Asks.WHEN}
    if (question.asks - {Asks.WHAT} and not guessed_year) or not (guessed_year or supposes(question)):
        return None
    offices = _offices(question)
    # A 园长 may be a 董事长; what else nobody published is no guess of what was.
    if any(cue not in question.posts and cue not in offices for cue in map(_cue, question.topics)):
        return None
    figured = bool(supposed(question))  # 21年就破百亿了吗: the year is the guess, the figure may be right
    if not (question.numbers or question.years or question.posts or question.places or offices):
        return None
    if figured and not question.years:
        return None
    if _NUMBERED.search(question.normal) and not reading.matcher.index.knows(question.numbers):
        return None  # 358号 and 三期 are other things, not wrong figures
    opened = _opened(question, figured, reading)
    if opened is None:
        return None
    best = clear_answer(opened, reading) or (_located(opened, reading) if question.places else None)
    if best is None:
        return None
    known = reading.matcher.known(best.candidate.id)
    return best if _states(known, question, bool(offices)) else None


def in_office(question: Question, reading: Reading) -> Scored | None:
    """Who someone is, where a yes/no question gives them a post: 郑宇是科技创新局局长吗."""
    persons = people(question.names, reading.revision)
    posts = question.posts or _offices(question)
    if question.asks or len(persons) != 1 or not posts or not is_yes_no(question) or not _IS.search(question.normal):
        return None
    name = reading.revision.names[persons[0]].name.get(question.language)
    who = reading.question(_WHO.get(question.language).format(name=name), question.language)
    return clear_answer(who, reading)


def dated(question: Question, reading: Reading) -> Question | None:
    """When it was, of a yes/no question that supposes a date: 航线是5月开通的吗; None: not such a question.

    A figure in it is what is asked about (162.34亿是2023年的吗), unless it only is reached: 过百亿是在2023年吧.
    """
    if not question.language.is_chinese or question.asks or not _DATED.search(question.normal):
        return None
    if supposed(question) and not ABOVE.search(question.normal):
        return None
    text = _TAG.sub("", question.normal)
    return reading.question(_DATED.sub("什么时候", text.rstrip("吗吧么?没 "), count=1), question.language)


def _located(opened: Question, reading: Reading) -> Scored | None:
    """What says where the park is, where a question guesses nothing but its place: 园博是在朝阳区吧."""
    if not opened.parks or any(not p.is_ask for p in opened.pieces):
        return None
    of_park = reading.matcher.match(opened, lambda c: c.park in opened.parks and Asks.WHERE in c.asks)
    return next((s for s in of_park if not s.objections), None)


def identified(question: Question, reading: Reading) -> Scored | None:
    """The candidate that says what something is, where a yes/no question takes it for another of its sort.

    Tcar以前是造飞机的厂子吗: the plant made trucks. Of what the question supposes, the candidate must know a part, so
    that it is of the same sort (厂子); None: not such a question, or nothing states it.
    """
    text = _TAG.sub("吗?", question.normal) if question.language.is_chinese else question.normal
    match = next((m for pattern in _IDENTITY if (m := pattern.search(text))), None)
    if not match or question.asks - {Asks.WHAT} or not supposes(question) or question.numbers or question.years:
        return None
    subject, guess = (reading.question(match[part], question.language) for part in ("subject", "guess"))
    if not any(p for p in subject.pieces if not p.is_ask) or subject.topics or question.places:
        return None
    found = clear_answer(subject, reading)
    if found is None or found.explained < 0.9:
        return None
    known = reading.matcher.known(found.candidate.id)
    words = [p for p in guess.pieces if p.span.meanings and not p.is_ask]
    return found if any(p.whole & known.stated for p in words) else None


def outnumbered(question: Question, scored: tuple[Scored, ...]) -> Scored | None:
    """The published share that says whose most of something are: 大部分是高校办的吧 → 94% by companies.

    None: not such a question, or no share is near.
    """
    if not _MOST_OF.search(question.normal) or not supposes(question) or question.numbers or question.years:
        return None
    for one in scored:
        fact = one.candidate.target
        share = isinstance(fact, Fact) and fact.status is Status.SHARE
        if share and not one.objections and one.explained >= MOST_EXPLAINED:
            return one
    return None


def _cue(topic: str) -> str:
    return topic.partition("/")[2]


def _offices(question: Question) -> tuple[str, ...]:
    """Words for offices and years that nobody in the articles has, and that are guesses here: 李鹏是总理吗."""
    return tuple(_cue(t) for t in question.topics if t.partition("/")[0] in _GUESSED_TOPICS)


def _opened(question: Question, figured: bool, reading: Reading) -> Question | None:
    """The question without what it guesses; None where nothing is left to look for."""
    persons = people(question.names, reading.revision)
    others = set(question.names) - set(persons) if persons else set()
    disputed = {f"post:{p}" for p in question.posts} | set(question.places) | others | set(question.topics)
    pieces = tuple(p for p in question.pieces if not _is_guess(p, disputed, question, figured))
    if question.places and not (question.parks or persons):
        return None
    asks = frozenset({Asks.WHERE}) if question.places and not persons else question.asks
    if not asks and _MONTH.search(question.normal):
        asks = frozenset({Asks.WHEN})  # 是今年1月发的对不对
    if sum(p.weight >= 1.0 for p in pieces) < 1 and Asks.WHERE not in asks:
        return None
    return replace(
        question,
        numbers=question.numbers if figured else (),
        amounts=question.amounts if figured else (),
        years=(),
        topics=(),
        posts=(),
        places=(),
        pieces=pieces,
        wants=None,
        asks=asks,
        names=persons or question.names,
    )


def _is_guess(piece: Occurrence, disputed: set[str], question: Question, figured: bool) -> bool:
    if piece.text[:4] in map(str, question.years) or piece.text in ("年", "月", "日"):
        return True
    return (piece.text[0].isdigit() and not figured) or any(t.partition(":")[2] in disputed for t in piece.whole)


def _states(known: Known, question: Question, office: bool) -> bool:
    """Whether a candidate states something of each sort that the question guesses."""
    dated = Asks.WHEN in known.candidate.asks and isinstance(known.candidate.target, Entry)
    return (
        (not question.numbers or bool(known.numbers))
        and (not question.years or dated)
        and (not (question.posts or office) or any(t.startswith("concept:post:") for t in known.tokens))
        and (not question.places or Asks.WHERE in known.candidate.asks or known.names_somewhere)
    )


MOST_EXPLAINED = 0.55  # what a share must explain of a question that supposes whose most are
_MOST_OF = re.compile(
    r"大部分|大多数?|多半|多数|主要(?:是|由|靠)|都是|不都|全是|清一色|\b(?:most(?:ly)?|majority|mainly|all)\b"
)
_GUESSED_TOPICS = frozenset({"officials", "future_policy"})  # 总理, 2030年
_MONTH = re.compile(
    r"(?<!\d)\d{1,2}月|\b(january|february|march|april|june|july|august|september|october|november|december)\b"
)
_GUESSED = re.compile(r"[?,]\s*(是)?(19|20)\d{2}年?(吗|吧)?\??$")  # 哪一年接下的, 2020年?
_DATE = r"(?:[今去前]年|(?:19|20)\d{2}年?)?(?:\d{1,2}月(?:份|底|初)?)?(?:[上中下]旬)?(?:\d{1,2}[日号])?"
# 是5月开通的吗, 是在2023年吧; not 是5个月的事.
_DATED = re.compile(
    rf"(?<=是)(?:在|于)?(?=[今去前]年|\d){_DATE}(?<=[年月旬日号份底初\d])"
    r"(?=[^?,\d个亿万元家条]{0,12}?的?(?:吗|吧|么|[?,]|$))"
)
_WHO = Bilingual("{name}是谁", "who is {name}")
_IS = re.compile(r"是|当|担任|\b(?:is|was)\b")
_IDENTITY = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?P<subject>[^?,]{2,30}?)(?:是不是|是否是?|就是|是)(?P<guess>[^?,]{2,20}?)(?:对不对|对吗|是吗|没错吧|吗|吧|么)?\??$",
        r"^(?:is|was|were|are) (?P<subject>.{3,60}?) an? (?P<guess>.{3,30}?)\?*$",
        r"^(?P<subject>.{3,60}? used to be|.{3,60}? was once) an? (?P<guess>.{3,30}?)(?:, right)?\?*$",
    )
)
_NUMBERED = re.compile(r"\d(?:号|期)")
_TAG = re.compile(r"[吧吗]?[?,]\s*(?:我?没(?:记|搞|弄)错吧?|对不对|对吧|对吗|是吧|是吗|是不是|没错吧|对不)\??$")

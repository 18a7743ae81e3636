"""What a published share comes to: 94% of 49 platforms, and the 6% that it leaves."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.entries import Asks
from bot.domain.facts import Fact, Status
from bot.domain.outcomes import ComputedPart
from bot.domain.revision import Revision
from bot.matching.compute import compute, remainder, rest_of, share_of
from bot.matching.computed.named_facts import barred, by_figures, first_fact
from bot.matching.question import Question, content
from bot.matching.reading import Reading
from bot.matching.relations import Relation
from bot.matching.split import has_content
from bot.matching.wanted import Wanted

_REST = re.compile(
    r"(?<![\u4e00-\u9fff]是)非(?=[\u4e00-\u9fff])|不[归由属]|没有?被|还没|没有?覆盖|未被?覆盖|不覆盖|没有?进|没有?入|尚未|剩下|其余|不是.{0,6}主导|\bnot\b|\bremaining\b|\buncovered\b|\brest\b"
)


_ASKED = frozenset({Asks.FIGURE, Asks.WHAT, Asks.HOW, Asks.LIST})
_NONE_OF = re.compile(r"不是|并非|没有?(?!多少)|\bnot\b")  # 不是企业主导的有几个 is not how many are
_OTHERS = re.compile(
    r"(?<!是)非(?=[\u4e00-\u9fff]{2,4}主导)|不是[\u4e00-\u9fff]{1,4}主导|不[归由][\u4e00-\u9fff]{1,4}主导|\bnot led\b"
)
_LEFT_OUT = re.compile(
    r"(?<!有)没有?(?=[\u4e00-\u9fff]{2})(?!多少)|未(?=[\u4e00-\u9fff])(?!来)|不是(?=[\u4e00-\u9fff]{2})"
    r"|\b(?:did|do|are|were) not\b"
)
_WHETHER = re.compile(r"吗|是不是|有没有|是否|没有?\??$")
_SO_FAR = re.compile(
    r"\b(?:are|is|get) covered\b|\bdo(?:es)? .{0,40}\bcover\b"
    r"|覆盖[了到]*(?:多少|几)|现在|目前|眼下|如今|至今|迄今|已经?|了|\b(?:already|so far|now|currently)\b"
)
_TO_BE = re.compile(r"要|将|会|目标|计划|打算|预计|\b(?:will|should|target|goal|plan\w*)\b")
_AS_COUNT = re.compile(
    r"^那?就?是?(多少|几)[个家条]\??$|折合(成|为)?(个数|几个|多少个?|数量)|[照按](这个?|此|该)?比例|合(几个|多少个)"
    r"|\bhow many (?:is|are) that\b|\bthat (?:percentage|share) in numbers\b"
)


def asks_count(question: Question) -> bool:
    """Whether a question asks for a share in numbers, not in per cent."""
    return bool(_AS_COUNT.search(question.normal))


def of_share(question: Question, shown: Fact, revision: Revision) -> ComputedPart | None:
    """照这个比例是几个 after a share: what the share just shown comes to; None: it asks or shows something else."""
    if not shown.part_of or not asks_count(question):
        return None
    return share_of(shown, revision.facts[shown.part_of], revision)


def share_left(question: Question, fact: Fact, reading: Reading) -> ComputedPart | None:
    """What a published share leaves, where the question asks for the rest: 非企业主导的占多少."""
    return remainder(fact, reading.revision) if _REST.search(question.normal) else None


def so_far(question: Question, reading: Reading) -> ComputedPart | None:
    """What a share comes to by now, where the question speaks of it: 现在覆盖了多少条产业链 is not all there are."""
    if not _SO_FAR.search(question.normal) or _TO_BE.search(question.normal) or question.years:
        return None
    words = [p.whole for p in question.pieces if not p.is_ask and p.span.meanings and p.weight >= 1.0]
    stated = {
        id: reading.matcher.known(id).stated - reading.matcher.known(whole).stated for id, whole in _shares(reading)
    }
    spoken_of = {id for id, own in stated.items() if any(word & own for word in words)}
    part = portion(question, reading) if spoken_of else None
    return part if part and part.operands[0].id in spoken_of else None


def portion(question: Question, reading: Reading) -> ComputedPart | None:
    """How many a published share of a published count comes to: 49个平台里企业主导的大约几个."""
    as_count = asks_count(question)
    counts = question.wants is Wanted.COUNT or (question.wants is None and question.counted)
    if not (counts or as_count) or not has_content(question) or question.asks - _ASKED:
        return None
    others = _OTHERS.search(question.normal)
    if _NONE_OF.search(question.normal) and not others:
        return None
    shares = dict(_shares(reading))
    named = {f.id for f in by_figures(question, reading)}
    for scored in reading.matcher.match(replace(question, wants=Wanted.RATIO), lambda c: c.id in shares):
        fact = scored.candidate.target
        if not isinstance(fact, Fact) or not fact.part_of:
            return None
        words = [p for p in content(question) if p.span.meanings]
        of_whole = any(p.whole & reading.matcher.known(fact.part_of).stated for p in words)
        if not (as_count or fact.part_of in named or of_whole):
            return None  # 企业多少家 speaks of no platforms
        if question.counted and not question.counted & reading.matcher.known(fact.part_of).heads:
            return None  # 几家企业用了中试平台 counts no platforms
        # 14条里面大概是几条 names the whole by its figure, 94%折合几个 the share.
        least = 0.55 if fact.part_of in named or (as_count and fact.id in named) else 0.75
        sound = scored.score >= 0.5 and scored.explained >= least and scored.strange < 0.4 and not barred(scored)
        if sound:
            worked_out = rest_of if others else share_of
            return worked_out(fact, reading.revision.facts[fact.part_of], reading.revision)
        return None
    return None


def left_out(question: Question, reading: Reading) -> ComputedPart | None:
    """How many are not: 培养的人才里没就业的有多少 is what the published part leaves of its whole."""
    asked = Asks.FIGURE in question.asks and _LEFT_OUT.search(question.normal)
    if not asked or _WHETHER.search(question.normal):
        return None
    bare = reading.question(_LEFT_OUT.sub(" ", question.normal), question.language)
    part = first_fact(bare, reading, lambda f: f.part_of is not None and f.quantity.unit != "%")
    if part is None or part.part_of is None:
        return None
    words = [p for p in content(bare) if p.span.meanings]
    known = reading.matcher.known
    if question.measure and question.measure != part.quantity.unit[:1]:
        return None
    if not words or not all(p.whole & (known(part.id).tokens | known(part.part_of).tokens) for p in words):
        return None
    return compute(Relation.MISSING, (part, reading.revision.facts[part.part_of]), reading.revision)


def _shares(reading: Reading) -> Iterator[tuple[str, str]]:
    """The published shares of published figures, and what each is a share of, by id."""
    facts = reading.revision.facts.values()
    return ((f.id, f.part_of) for f in facts if f.status is Status.SHARE and f.part_of)

"""Chatter around a question: 你这破机器人痛快点：成都有多少个中试平台. Only what asks and names nothing is left out."""

import re

from bot.matching.question import Question
from bot.matching.reading import Reading
from bot.matching.split import asks_something, has_content

_CLAUSE = re.compile(r"[?,]+")
# What a clause of these words says holds for the question after it: 除了…, 如果不算….
_CONDITION = re.compile(
    r"除|如果|假如|要是|假设|只|仅|不算|不含|不包括|扣除|以外|之外|没有|不是|"
    r"\b(?:if|unless|except|besides|only|not|without|excluding|apart|assuming|suppose|given)\b"
)


_ARTICLE = re.compile(r"(?P<which>[^?,]{2,20}?)[那这](?:篇|则)(?:报道|文章|新闻|稿子)?(?:里头?)?[,的]?(?P<rest>.{2,})")
_CORRECTION = re.compile(
    r"^(?:(?:不是|不对|错了|说错了|问错了|打错了|更正|纠正一下|no|sorry|wait|oops|actually)[,. ]*)*"
    r"(?:我(?:刚才)?(?:是?想)?(?:问|说|指)的?(?:其实)?(?:是|的是)|应该(?:是|说)|我要问的?是?"
    r"|i (?:actually )?(?:meant?|asked)(?: about)?)[,:： ]*(?=\S)"
    r"|^(?:(?:不是|不对|错了|说错了|问错了|打错了|no|sorry|wait|oops)[,. ]+)+(?=\S)"
)


def without_correction(normal: str) -> str:
    """不是，我问的是2022年: what corrects the last question is read as what is asked now."""
    return _CORRECTION.sub("", normal, count=1)


def without_chatter(question: Question, reading: Reading) -> Question | None:
    """The question without clauses before or after it that ask nothing and name nothing; None where there are none."""
    if of_article := _of_article(question, reading):
        return of_article
    clauses = [c for c in (part.strip() for part in _CLAUSE.split(question.normal)) if c]
    if len(clauses) < 2:
        return None
    read = [reading.question(c, question.language) for c in clauses]
    first, last = 0, len(clauses)
    while first < last and _is_chatter(read[first]):
        first += 1
    while last > first and _is_chatter(read[last - 1]):
        last -= 1
    if (first, last) == (0, len(clauses)):
        return None
    rest = reading.question(f"{', '.join(clauses[first:last])}?", question.language)
    return rest if asks_something(rest) and has_content(rest) else None


def _of_article(question: Question, reading: Reading) -> Question | None:
    """园博动工那篇，记者是谁: what an article is called by is no word of the question; its park is."""
    match = _ARTICLE.match(question.normal)
    named = reading.question(match["which"], question.language) if match else None
    if match is None or named is None or len(named.parks) != 1:
        return None
    park = reading.revision.parks[named.parks[0]].name.get(question.language)
    rest = reading.question(f"{park} {match['rest']}", question.language)
    return rest if rest.normal != question.normal and asks_something(rest) and has_content(rest) else None


def _is_chatter(clause: Question) -> bool:
    slots = clause.parks or clause.names or clause.places or clause.years or clause.relative_years or clause.numbers
    return not (
        slots
        or (clause.topics and clause.asks)
        or clause.statuses
        or asks_something(clause)
        or _CONDITION.search(clause.normal)
    )

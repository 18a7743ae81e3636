"""Several questions in one message: where one ends and the next begins."""

import re

from bot.domain.bilingual import Language
from bot.domain.entries import Asks
from bot.language.lexicon import Kind
from bot.matching.question import Question, content, content_words, extents
from bot.matching.reading import Reading
from bot.matching.relations import Relation, relation

MOST_QUESTIONS = 4
# A sentence end always separates; a pause or a joining word only where both sides ask something of their own.
_HARD = re.compile(r"[?]")
_SOFT = re.compile(
    r",?\s*(?:还有(?!哪|什么|谁|没有|几|多)|另外(?!两|几|\d|的|一)|以及|顺便(?:问)?|再问(?:一下)?|同时)"
    r"|,|、|\band also\b|\balso\b|\band (?=how|what|who|when|where|which|why)"
)
_JOINED = re.compile(r"和|与|跟|及|还有|\band\b")
_BLANK = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000]+(?=\S)|(?<=\S)[ \u3000]+(?=[\u3400-\u9fff])")
_ASKS = re.compile(r"[几幾哪谁誰啥咩何怎吗嗎]|多少|什么|什麼")
_EACH = re.compile(r"分别|还有|以及|各(?!种|类|地|界|方面|个|位)|各自|respectively|\beach\b|\bboth\b")
_OF_TWO = frozenset({Relation.DIFFERENCE, Relation.RATIO, Relation.LARGEST, Relation.SMALLEST, Relation.SUM})
_ASKING = frozenset(Asks)


def listed(text: str, question: Question, reading: Reading) -> Question:
    """The question of a message, its blanks read as pauses where key words ask for several things.

    城市机会清单 几批 哪些领域 are two questions; the normal form knows no blanks between Chinese words.
    """
    words = _words(text)
    if "占" in words[1:-1] and "share" in question.statuses:
        return reading.question("".join(words) + "是多少", question.language)  # 贵阳综保区 企业 占 经营主体 比重
    if set_against := _set_against(words, reading):
        return reading.question(set_against, question.language)
    asking = [w for w in words if _ASKS.search(w)]
    several = len(asking) > 1 and (asking[0] != words[0] or all(asks_something(reading.question(w)) for w in asking))
    if len(words) < 2 or not (several or says_each(question) or _is_torn(words, question, reading)):
        return question
    return reading.question("，".join(words), question.language)


def _words(text: str) -> list[str]:
    """What stands between the blanks of a message, without the marks around it."""
    return [w for w in _BLANK.split(text.strip(" ?？。,，")) if w]


def _is_torn(words: list[str], question: Question, reading: Reading) -> bool:
    """Whether a term was read across a blank, out of a part of a word: 员工 of 测产人员 工作内容."""
    read = [reading.question(w) for w in words]
    if "".join(q.normal for q in read) != question.normal:
        return False
    own: set[int] = set()  # where the terms of the single words begin and end
    ends, start = [], 0
    for one in read:
        own |= {start + at for place in _terms(one) for at in place}
        start += len(one.normal)
        ends.append(start)
    across = [(a, b) for a, b in _terms(question) if any(a < end < b for end in ends)]
    return any(a not in own or b not in own for a, b in across)


def _terms(question: Question) -> list[tuple[int, int]]:
    """Where the terms of a question begin and end in its normal form."""
    return extents(question, (s for s in question.spans if s.meanings))


def _set_against(words: list[str], reading: Reading) -> str:
    """Key words that set two things against each other, joined: 园博二期 建筑面积 占地 倍数; empty: no such words."""
    if len(words) == 5 and words[0] and reading.question(words[0]).parks:
        words = [f"{words[0]}{words[1]}", *words[2:]]  # 成都高新区 中试基金 组建总额 已投资金 差额
    if not 3 <= len(words) <= 4 or relation(reading.question(words[-1]).normal) not in _OF_TWO:
        return ""
    read = [reading.question(w) for w in words[:-1]]
    named = [bool(q.parks or q.names) for q in read]
    if len(words) == 4 and named[0] and named[1]:  # 贵阳 成都 外贸 谁高
        return f"{words[0]}和{words[1]}{words[2]}{words[3]}"
    subject, pair = ("", words[:2]) if len(words) == 3 else (words[0], words[1:3])
    if len(words) == 3 and not (named[0] and named[1]):
        return ""
    return f"{subject}{pair[0]}和{pair[1]}{words[-1]}"


def keywords(text: str, reading: Reading) -> tuple[Question, ...]:
    """The questions of key words, one thing and several of its kind: 丝路汽车 语种 出口额; 张玉飞 姚延锋 职务.

    Empty where the words are not of that form. A last word that only asks (数量, 各多少) is asked with each.
    """
    words = _words(text)
    if not 3 <= len(words) <= MOST_QUESTIONS + 2:
        return ()
    read = [reading.question(w) for w in words]
    asking = words.pop() if read[-1].normal and not has_content(read[-1]) else ""
    named = [bool(q.parks or q.names) for q in read[: len(words)]]
    if len(words) < 3:
        return ()
    if named[0] and not any(named[1:]):
        made = [f"{words[0]} {w} {asking}" for w in words[1:]]
    elif all(named[:-1]) and not named[-1]:
        made = [f"{w} {words[-1]} {asking}" for w in words[:-1]]
    else:
        return ()
    return tuple(reading.question(m.strip()) for m in made[:MOST_QUESTIONS])


def questions_of(whole: Question, reading: Reading) -> tuple[Question, ...]:
    """The questions of a message, in order. What asks nothing of its own belongs to the question after it."""
    sentences = [s for s in dict.fromkeys(_HARD.split(whole.normal)) if s.strip(" ,")]
    clauses = [[c for c in (q.strip(" ,") for q in _SOFT.split(s) if q) if c] for s in sentences]
    if sum(map(len, clauses)) < 2:
        return (whole,)
    questions: list[Question] = []
    held = ""
    for sentence in clauses:
        for number, clause in enumerate(sentence, 1):
            question = reading.question(f"{held} {clause}".strip(), whole.language)
            ends = number == len(sentence) < len(clauses) and has_content(question)
            # 哪几所, 谁做的 after a question of their own: of what that one asks of.
            follows = (not held and _asks(question)) or question.normal.endswith("呢")
            if asks_something(question) or ends or (questions and follows):
                questions.append(question)
                held = ""
            else:
                held = question.normal
    if held and questions:
        last = questions.pop()
        questions.append(reading.question(f"{last.normal} {held}", whole.language))
    if len(questions) < 2:
        return (whole,)
    return tuple(_dated(q, questions[:number], reading) for number, q in enumerate(questions[:MOST_QUESTIONS]))


def _dated(question: Question, earlier: list[Question], reading: Reading) -> Question:
    """A later question with the year of an earlier one, unless it names a year or a thing of its own."""
    years = [str(y) for q in reversed(earlier) for y in q.years[:1]]
    own = question.years or question.relative_years or question.parks or question.names
    if own or not years:
        return question
    year = years[0] if question.language is Language.ENGLISH else f"{years[0]}年"
    return reading.question(f"{year} {question.normal}", question.language)


def has_content(question: Question) -> bool:
    return content_words(question) > 0


def asks_something(question: Question) -> bool:
    """Whether a clause asks for something: it has a question word, and content or a measure word of its own."""
    return _asks(question) and bool(
        question.wants or question.parks or question.names or any(not p.is_ask for p in question.pieces)
    )


def _asks(question: Question) -> bool:
    """Whether a clause has a question word; 多少员工 has one, though all of it is a word for what nothing tells."""
    return bool(question.asks & _ASKING or (question.topics and _ASKS.search(question.normal)))


def conjuncts(question: Question, reading: Reading) -> tuple[Question, ...]:
    """The questions of "A和B各是多少": each part with the question words of the whole; empty where nothing is joined."""
    texts = [t for p in _JOINED.split(question.normal) for t in (p.split(",") if says_each(question) else [p])]
    parts = [t for text in texts if (t := text.strip(" ?,"))]
    if not 2 <= len(parts) <= MOST_QUESTIONS:
        return ()
    asking = " ".join(
        "".join(question.units[s.start : s.end]) for s in question.spans if s.has_ask() or s.has(Kind.STATUS)
    )
    read = [r for p in parts if has_content(r := reading.question(p, question.language))]
    if len(read) < 2 or (len(read) < len(parts) and not says_each(question)):
        return ()
    subject = " ".join(_slots(question, reading))
    read = [_dated(r, read[:number], reading) for number, r in enumerate(read)]
    read = [r if r.parks or r.names else reading.question(f"{subject} {r.normal}", question.language) for r in read]
    measures = _measures(read[-1])  # 58号跟158号的亩产: of both
    asked = [f"{r.normal} {asking}" if _measures(r) else f"{r.normal} {measures} {asking}" for r in read]
    return tuple(r if r.asks else reading.question(t, question.language) for r, t in zip(read, asked, strict=True))


def _measures(question: Question) -> str:
    """The words of a question for what it asks of the things it names."""
    return " ".join(p.text for p in content(question) if not p.span.has(Kind.NAME))


def says_each(question: Question) -> bool:
    """Whether the question asks for each of several things: 分别, 各, respectively."""
    return bool(_EACH.search(question.normal))


def _slots(question: Question, reading: Reading) -> list[str]:
    """The park and the first name a question is about, in its language."""
    revision = reading.revision
    found = [revision.parks[p].name.get(question.language) for p in question.parks[:1]]
    return found + [revision.names[n].name.get(question.language) for n in question.names[:1]]

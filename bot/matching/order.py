"""Which of two events came first: the time of each, side by side, for the reader to compare."""

import re
from collections.abc import Sequence

from bot.domain.bilingual import Bilingual, Language
from bot.domain.entries import Asks
from bot.domain.outcomes import ComputedPart, EntryPart, Part
from bot.matching.question import Question
from bot.matching.reading import Reading
from bot.matching.split import has_content

_ORDER = re.compile(
    r"(?:哪一?[个件项份]|谁|边个)(?:时间|出台|成立|发布|开始|开工|挂牌)?[是更]?(?:先|早|晚|后|在前|在先|靠前)[^?,]{0,4}|(?<=[?,])先后\w*|孰先孰后"
    r"|(?:早|晚)(?:几|多少)个?[年月天][^?,]*|是?先(?=[\u4e00-\u9fff]{2,12}还是先)|(?<=还是)先"
    r"|\bwhich (?:of (?:them|the two|these) )?(?:one )?(?:came|was|happened|started|is)? ?"
    r"(?:first|earlier|later|sooner)\b"
    r"|\b(?:came|happened|started) (?:first|earlier|later)\b"
)
_APART = re.compile(
    r"(?:早|晚|先|后|差|隔|相隔|相差)了?(?:几|多少)个?月|(?:差|隔|相隔|相差)了?多(?:久|长时间)"
    r"|\bhow (?:many months|much) (?:earlier|later|apart|between)\b|\bmonths (?:earlier|later|apart)\b"
)
_MONTH = re.compile(r"(?P<year>报道当年|(?:19|20)\d{2}年)(?P<month>\d{1,2})月")
_AND = re.compile(r"还是|和|与|跟|同|及|,|\?|\bor\b|\band\b|\bversus\b|\bvs\b")


def asks_order_alone(question: Question, reading: Reading) -> bool:
    """Whether a message asks which came first and names nothing: 谁先, which was earlier?"""
    rest = reading.question(_ORDER.sub(" ", question.normal), question.language)
    return bool(_ORDER.search(question.normal)) and not (rest.names or rest.parks or has_content(rest))


def tells_when(part: Part) -> bool:
    """Whether what was shown tells a time."""
    return isinstance(part, EntryPart) and Asks.WHEN in part.entry.asks


def events_of(question: Question, reading: Reading) -> tuple[Question, ...]:
    """When each of the two events was, as questions; empty where the question does not ask which came first."""
    if not (_ORDER.search(question.normal) or _APART.search(question.normal)):
        return ()
    text = _APART.sub(" ", _ORDER.sub(" ", question.normal))
    when = "when" if question.language is Language.ENGLISH else "什么时候"
    pieces = [p.strip() for p in _AND.split(text)]
    read = [reading.question(p, question.language) for p in pieces if p]
    sides = [q for q in read if has_content(q) or q.names]
    if len(sides) != 2:
        return ()
    park = next((q.parks[0] for q in sides if q.parks), None)
    name = f"{reading.revision.parks[park].name.get(question.language)} " if park else ""
    own = ("" if q.parks or q.names else name for q in sides)
    return tuple(reading.question(f"{p}{q.normal} {when}", question.language) for p, q in zip(own, sides, strict=True))


def months_apart(question: Question, parts: Sequence[Part]) -> ComputedPart | None:
    """By how many months one of two events was before the other; None: it is not asked, or they are of two years."""
    if not _APART.search(question.normal):
        return None
    told = [_MONTH.search(p.entry.answer.zh) for p in parts if isinstance(p, EntryPart)]
    months = [(m["year"], int(m["month"])) for m in told if m]
    if len(months) != 2 or months[0][0] != months[1][0]:
        return None
    first, last = sorted(month for _, month in months)
    apart = last - first
    headline = Bilingual(
        f"早{apart}个月（{last}月 − {first}月）", f"{apart} months earlier (month {last} − month {first})"
    )
    return ComputedPart(headline, (), ())

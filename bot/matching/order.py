"""Which of two events came first: the time of each, side by side, for the reader to compare."""

import re

from bot.domain.bilingual import Language
from bot.domain.entries import Asks
from bot.domain.outcomes import EntryPart, Part
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
    if not _ORDER.search(question.normal):
        return ()
    text = _ORDER.sub(" ", question.normal)
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

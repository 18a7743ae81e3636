"""Who wrote the article on something: 气象台挂牌的消息是哪位记者报道的."""

import re

from bot.domain.entries import Asks
from bot.domain.outcomes import SourcePart
from bot.matching.question import Question
from bot.matching.reading import Reading

_AUTHOR = re.compile(
    r"(?:哪[位个些几]+|什么|是谁|谁是)[^?,]{0,6}(?:记者|作者|通讯员)|(?:记者|作者|通讯员)[^?,]{0,6}(?:是谁|叫什么|叫啥|哪[位个些几])"
    r"|(?:记者|作者|署名)\??$|谁(?:采写|撰写|写|执笔|报道)的"
    r"|\bwho (?:wrote|reported|penned)\b"
    r"|\b(?:who|which) (?:is|was|are|were)? ?(?:the )?(?:reporter|author|journalist)s?\b"
)


def byline(question: Question, reading: Reading) -> SourcePart | None:
    """The article on the park, with its reporters; None: another question, or of no one park or of several articles."""
    if not _AUTHOR.search(question.normal) or question.asks - {Asks.WHO, Asks.WHAT, Asks.LIST} or question.topics:
        return None
    revision = reading.revision
    parks = set(question.parks) or {park for n in question.names if (park := revision.names[n].park)}
    if len(parks) != 1:
        return None
    (park,) = parks
    facts = [f.citation.article for f in revision.facts.values() if f.park == park]
    entries = [c.article for e in revision.entries.values() if e.park == park for c in e.citations]
    articles = tuple(dict.fromkeys((*facts, *entries)))
    return SourcePart(articles) if len(articles) == 1 else None

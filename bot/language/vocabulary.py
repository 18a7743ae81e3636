"""General words of the two languages, the same for every FAQ: fillers, question cues, places, topics, small talk."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.bilingual import Bilingual, Names


@dataclass(frozen=True, slots=True)
class Topic:
    """Something people ask about that content seldom holds (rent): its name for replies, and its cue words."""

    id: str
    name: Bilingual
    cues: Names


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of one kind each.

    `topics` are attributes that content seldom holds, `attributes` such as it may well hold; `soft` are words that say
    little about the topic; `posts` are titles, each a word of its own; `asks`, `statuses` and `smalltalk` map an id (a
    question kind, a status, a help topic) to its cues.
    """

    fillers: Names
    soft: Names
    posts: Names
    asks: Mapping[str, Names]
    statuses: Mapping[str, Names]
    topics: tuple[Topic, ...]
    attributes: tuple[Topic, ...]
    places: Names
    place_suffixes: Names
    smalltalk: Mapping[str, Names]

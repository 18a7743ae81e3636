"""The lexicon of one revision: its parks, names and synonyms, with the general vocabulary around them."""

from collections.abc import Iterator

from bot.domain.bilingual import Names
from bot.domain.parks import NameKind
from bot.domain.revision import Revision
from bot.language.lexicon import Kind, Lexicon, Meaning
from bot.language.normalise import Normaliser
from bot.language.units import Units
from bot.language.vocabulary import Vocabulary


class Analyser:
    """Turns text into units and units into terms, the same way for stored phrasings and questions."""

    def __init__(self, revision: Revision, vocabulary: Vocabulary, normalise: Normaliser) -> None:
        self.normalise = normalise
        self.units = Units()
        self.place_suffixes = frozenset(normalise(s) for s in vocabulary.place_suffixes.zh)
        terms = list(content_terms(revision)) + list(general_terms(vocabulary))
        self.lexicon = Lexicon((self.units(normalise(text)), meaning) for text, meaning in terms)


# Read as periods, not as words to be explained.
RELATIVE_YEARS = Names(
    ("今年", "本年", "当年", "去年", "上年", "前年", "明年", "后年", "今年以来"), ("this year", "last year", "next year", "previous year")
)


def content_terms(revision: Revision) -> Iterator[tuple[str, Meaning]]:
    """Parks, names and synonyms. A name that is a coined term counts as a word, not as a thing that must agree."""
    for park in revision.parks.values():
        for text in (park.name.zh, park.name.en, *park.aliases.all()):
            yield text, Meaning(Kind.PARK, park.id)
    for name in revision.names.values():
        meaning = (
            Meaning(Kind.CONCEPT, f"name:{name.id}") if name.kind is NameKind.TERM else Meaning(Kind.NAME, name.id)
        )
        for text in (name.name.zh, name.name.en, *name.aliases.all()):
            yield text, meaning
    for number, group in enumerate(revision.synonyms):
        for text in group.zh + group.en:
            yield text, Meaning(Kind.CONCEPT, f"word:{number}")


def general_terms(vocabulary: Vocabulary) -> Iterator[tuple[str, Meaning]]:
    yield from _all(vocabulary.fillers, Meaning(Kind.FILLER, ""))
    yield from _all(RELATIVE_YEARS, Meaning(Kind.FILLER, ""))
    for post in vocabulary.posts.all():
        yield post, Meaning(Kind.CONCEPT, f"post:{post}")
    for kind, cues in vocabulary.asks.items():
        yield from _all(cues, Meaning(Kind.ASKS, kind))
    for status, cues in vocabulary.statuses.items():
        yield from _all(cues, Meaning(Kind.STATUS, status))
    # Each cue is a word of its own: a topic's other words (头疼 beside 感冒) do not make it known.
    for topic in vocabulary.topics:
        yield from ((cue, Meaning(Kind.ABSENT, f"{topic.id}/{cue}")) for cue in topic.cues.all())
    for topic in vocabulary.attributes:
        yield from ((cue, Meaning(Kind.CONCEPT, f"attribute:{cue}")) for cue in topic.cues.all())
    for place in vocabulary.places.all():
        yield place, Meaning(Kind.PLACE, place)


def _all(words: Names, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    for word in words.all():
        yield word, meaning

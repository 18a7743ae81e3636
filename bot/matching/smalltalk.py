"""Messages that are no question about the content: greetings, thanks, insults, instructions to the machine."""

from bot.domain.outcomes import HelpTopic
from bot.language.lexicon import Kind, Lexicon, Meaning
from bot.language.vocabulary import Vocabulary
from bot.matching.question import Question
from bot.matching.terms import Analyser

LONG_CUE = 5  # units
# Words of these kinds may stand in small talk without making it a question about the content.
_LIGHT = frozenset({Kind.FILLER, Kind.ASKS})


class Smalltalk:
    """Recognises small talk by the whole message, never by a word in a question."""

    def __init__(self, vocabulary: Vocabulary, analyser: Analyser) -> None:
        self._lexicon = Lexicon(
            (analyser.units(analyser.normalise(text)), Meaning(Kind.CONCEPT, topic))
            for topic, cues in vocabulary.smalltalk.items()
            for text in cues.all()
        )

    def topic(self, question: Question) -> HelpTopic | None:
        """The topic of a message that is small talk through and through; instructions to the machine also in part."""
        spans, _ = self._lexicon.segment(question.units)
        found = [m.id for span in spans for m in span.meanings]
        # A long cue ("ignore previous instructions") makes the message one to the machine, a word ("test") does not.
        if any(m.id == "machine" and span.end - span.start >= LONG_CUE for span in spans for m in span.meanings):
            return HelpTopic.MACHINE
        if not found:
            return None
        covered = {i for span in spans if span.meanings for i in range(span.start, span.end)}
        for span in question.spans:
            light = any(m.kind in _LIGHT for m in span.meanings)
            if span.has_ask() and set(found) == {"greeting"} and not covered.issuperset(range(span.start, span.end)):
                return None  # 哪个早 asks something
            if not light and not covered.issuperset(range(span.start, span.end)):
                if all(u in "?,+%" for u in question.units[span.start : span.end]):
                    continue
                return None
        return _TOPICS.get(found[-1] if found[-1] != "greeting" else found[0], HelpTopic.GREETING)


_TOPICS = {
    "greeting": HelpTopic.GREETING,
    "thanks": HelpTopic.THANKS,
    "praise": HelpTopic.THANKS,
    "farewell": HelpTopic.FAREWELL,
    "about": HelpTopic.ABOUT,
    "insult": HelpTopic.INSULT,
    "machine": HelpTopic.MACHINE,
}

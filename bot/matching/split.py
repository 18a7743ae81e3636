"""Several questions in one message: where one ends and the next begins."""

import re

from bot.domain.entries import Asks
from bot.matching.question import Question
from bot.matching.reading import Reading

MOST_QUESTIONS = 4
# A sentence end always separates; a pause or a joining word only where both sides ask something of their own.
_HARD = re.compile(r"[?]")
_SOFT = re.compile(
    r"(?:,\s*|(?<=[\u3400-\u9fff])\s*)(?:还有(?!哪|什么|谁|没有|几|多)|另外(?!两|几|\d|的|一)|以及|顺便(?:问)?|再问(?:一下)?|同时)|,|\band (?=how|what|who|when|where|which|why)\b|\balso\b|; "
)
_ASKING = frozenset(Asks)


def questions_of(text: str, whole: Question, reading: Reading) -> tuple[Question, ...]:
    """The questions of a message, in order. What asks nothing of its own belongs to the question after it."""
    pieces: list[str] = []
    for sentence in dict.fromkeys(_HARD.split(whole.normal)):
        pieces += [p for p in (q.strip(" ,") for q in _SOFT.split(sentence) if q) if p]
    questions: list[Question] = []
    held = ""
    for piece in pieces:
        question = reading.question(f"{held} {piece}".strip(), whole.language)
        if asks_something(question):
            questions.append(question)
            held = ""
        else:
            held = question.normal
    if held and questions:
        last = questions.pop()
        questions.append(reading.question(f"{last.normal} {held}", whole.language))
    if len(questions) < 2:
        return (whole,)
    return tuple(questions[:MOST_QUESTIONS])


def asks_something(question: Question) -> bool:
    """Whether a clause asks for something: it has a question word and content of its own."""
    return bool(question.asks & _ASKING) and bool(question.pieces)


"""One reply with how it came about: for `ask`, `ask --why` and `ask --json`."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.desk import ExplainedMessage
from bot.domain.bilingual import Bilingual, Language
from bot.domain.outcomes import CandidateTrace, Trace
from bot.reply.plain import plain

Say = Callable[[Bilingual, Language], str]  # a text for a reader
# The English words stand in a column of their own at a terminal.
_READ = Bilingual("读作：", "read as:    ")
_SPOTTED = Bilingual("认出：", "spotted:    ")
_CANDIDATES = Bilingual("候选：", "candidates: ")
_MORE = Bilingual("", " " * 12)
_DECIDED = Bilingual("依据：", "decided by: ")
_CAPPED = Bilingual("压低，因为：", "capped by ")


def as_lines(explained: ExplainedMessage, *, with_why: bool) -> Iterator[str]:
    """The reply as text; with `with_why` then the trace, one thing a line."""
    yield plain(explained.message)
    if with_why:
        yield ""
        yield from why(explained.trace)


def why(
    trace: Trace, language: Language = Language.ENGLISH, most: int | None = None, say: Say = Bilingual.get
) -> Iterator[str]:
    """What was read, what was spotted in it, the candidates with the parts of their scores, and at last the rule.

    Of the candidates the first `most`. Names of parts, guards and rules are the program's own.
    """
    yield f"{say(_READ, language)}{trace.normalised}"
    yield f"{say(_SPOTTED, language)}{'  '.join(trace.spotted) or '-'}"
    head, blank, capped = (say(words, language) for words in (_CANDIDATES, _MORE, _CAPPED))
    for number, candidate in enumerate(trace.candidates[:most]):
        yield f"{blank if number else head}{_candidate(candidate, capped)}"
    yield f"{say(_DECIDED, language)}{trace.rule}"


def as_data(explained: ExplainedMessage, *, with_why: bool) -> dict[str, Any]:
    """The reply ready for JSON: as in a batch, and its buttons; with `with_why` also the trace."""
    message, trace = explained.message, explained.trace
    data: dict[str, Any] = {
        "outcome": message.outcome,
        "text": plain(message),
        "articles": list(message.articles),
        "lines": [{"role": line.role, "text": line.text} for line in message.lines],
        "buttons": [{"label": button.label, "target": button.target} for button in message.buttons],
    }
    if with_why:
        data["why"] = {
            "read_as": trace.normalised,
            "spotted": list(trace.spotted),
            "candidates": [
                {
                    "target": c.target,
                    "score": round(c.score, 4),
                    "parts": {part.name: round(part.value, 4) for part in c.parts},
                    "caps": list(c.caps),
                }
                for c in trace.candidates
            ],
            "rule": trace.rule,
        }
    return data


def _candidate(candidate: CandidateTrace, capped: str) -> str:
    parts = " ".join(f"{part.name} {part.value:+.2f}" for part in candidate.parts)
    caps = f"  {capped}{'; '.join(candidate.caps)}" if candidate.caps else ""
    return f"{candidate.score:.2f} {candidate.target} = {parts}{caps}"

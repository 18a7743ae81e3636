"""One reply with how it came about: for `ask`, `ask --why` and `ask --json`."""

from collections.abc import Iterator
from typing import Any

from bot.desk import ExplainedMessage
from bot.domain.outcomes import CandidateTrace, Trace
from bot.reply.plain import plain


def as_lines(explained: ExplainedMessage, *, with_why: bool) -> Iterator[str]:
    """The reply as text; with `with_why` then the trace, one thing a line."""
    yield plain(explained.message)
    if with_why:
        yield ""
        yield from why(explained.trace)


def why(trace: Trace) -> Iterator[str]:
    """What was read, what was spotted in it, the candidates with the parts of their scores, and the rule."""
    yield f"read as:    {trace.normalised}"
    yield f"spotted:    {'  '.join(trace.spotted) or '-'}"
    for number, candidate in enumerate(trace.candidates):
        yield f"{'candidates:' if not number else '':12}{_candidate(candidate)}"
    yield f"decided by: {trace.rule}"


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


def _candidate(candidate: CandidateTrace) -> str:
    parts = " ".join(f"{part.name} {part.value:+.2f}" for part in candidate.parts)
    caps = f"  capped by {'; '.join(candidate.caps)}" if candidate.caps else ""
    return f"{candidate.score:.2f} {candidate.target} = {parts}{caps}"

"""A message as Telegram HTML: everything escaped, never too long. Buttons are not part of it."""

import re
from html import escape
from itertools import groupby

from bot.reply.message import Line, Message, Role

LIMIT = 4095  # Telegram takes 4096 UTF-16 units after it has read the tags
LONG = 500  # a body above this many UTF-16 units is folded into an expandable quote
OPEN = 160  # of which as many whole lines or sentences as fit into this stay open
ELLIPSIS = "…"
_END = re.compile(r"\n+|(?<=[。！？])(?![”’」』）》])|(?<=[.!?]) (?=[A-Z])")
_SHORTEST = 200  # no line is cut below this while another one can give way
# What gives way first when a message is too long: the figure and its source last.
_YIELDING = (frozenset({Role.BODY, Role.NOTE}), frozenset({Role.HEADLINE}), frozenset({Role.SOURCE, Role.NOTICE}))


def html(message: Message, limit: int = LIMIT) -> str:
    """The lines as Telegram HTML: headlines and notices bold, sources in italics, long bodies folded.

    At most `limit` UTF-16 units are left when the tags are taken away; what is cut shows an ellipsis.
    """
    pieces: list[str] = []
    # Where a body is folded a line break may come in: room for it is kept.
    bodies = sum(role is Role.BODY for role, _ in groupby(line.role for line in message.lines))
    for role, group in groupby(fitted(message.lines, limit - bodies), key=lambda line: line.role):
        texts = [line.text for line in group]
        match role:
            case Role.HEADLINE:
                pieces += [_tagged("b", text) for text in texts]
            case Role.NOTICE:
                pieces += [_tagged("b", text) for text in texts]
            case Role.SOURCE:
                pieces += [_tagged("i", text) for text in texts]
            case Role.BODY if units("\n".join(texts)) > LONG:
                open_, folded = _fold("\n".join(texts))
                pieces += [_safe(open_)] if open_ else []
                pieces.append(f"<blockquote expandable>{_safe(folded)}</blockquote>")
            case Role.BODY | Role.NOTE:
                pieces += [_safe(text) for text in texts]
    return "\n".join(pieces)


def fitted(lines: tuple[Line, ...], limit: int = LIMIT) -> tuple[Line, ...]:
    """The lines, shortened where they must be so that together they have at most `limit` UTF-16 units."""
    texts = [_clean(line.text) for line in lines]
    over = sum(units(text) + 1 for text in texts) - 1 - limit
    for roles in _YIELDING:
        yielding = (i for i, line in enumerate(lines) if line.role in roles)
        for i in sorted(yielding, key=lambda i: -units(texts[i])):
            before = units(texts[i])
            if over > 0 and before > _SHORTEST:
                texts[i] = _cut(texts[i], max(before - over, _SHORTEST))
                over -= before - units(texts[i])
    kept = [Line(line.role, text) for line, text in zip(lines, texts, strict=True)]
    return tuple(kept) if over <= 0 else _head(kept, limit)


def shortened(text: str, size: int) -> str:
    """A text of at most `size` UTF-16 units (at least 1): what is cut off shows as an ellipsis."""
    return text if units(text) <= size else _cut(text, size)


def units(text: str) -> int:
    """The length as Telegram counts it, in UTF-16 units: an emoji is two."""
    return len(text) + sum(character > "\uffff" for character in text)


def _fold(text: str) -> tuple[str, str]:
    """The first lines or sentences of a long text, which stay open, and the rest of it."""
    ends = [match.end() for match in _END.finditer(text) if units(text[: match.end()].strip()) <= OPEN]
    cut = ends[-1] if ends else 0
    return text[:cut].strip(), text[cut:].strip()


def _head(lines: list[Line], limit: int) -> tuple[Line, ...]:
    """As many of the first lines as fit; a line with an ellipsis stands for the rest."""
    left = limit - units(ELLIPSIS)
    kept = []
    for line in lines:
        left -= units(line.text) + 1
        if left < 0:
            break
        kept.append(line)
    return (*kept, Line(Role.NOTE, ELLIPSIS))


def _cut(text: str, size: int) -> str:
    # Decoding with "ignore" drops the half of an emoji that a cut in its middle would leave.
    start = text.encode("utf-16-le")[: 2 * (size - units(ELLIPSIS))].decode("utf-16-le", "ignore")
    return start.rstrip() + ELLIPSIS


def _clean(text: str) -> str:
    """Without lone surrogates, which no server takes, and NULs, which end a text for some."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _safe(text: str) -> str:
    return escape(text, quote=False)


def _tagged(tag: str, text: str) -> str:
    return f"<{tag}>{_safe(text)}</{tag}>" if text.strip() else text

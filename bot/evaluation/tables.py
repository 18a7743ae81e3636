"""Tables of questions, one JSON object a line: what is asked, and what a right reply is."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import ParkbotError

PLAIN = frozenset({"figure", "policy", "who", "when", "what", "list", "why_how"})
UNANSWERABLE = frozenset({"near_miss", "other_place", "chitchat", "general", "attack"})
KINDS = (
    *("figure", "policy", "who", "when", "what", "list", "why_how"),
    *("near_miss", "other_place", "chitchat", "general", "attack", "lookalike"),
    *("english", "traditional", "typo", "followup", "multi", "compare", "vague", "browse"),
)
LANGUAGES = ("zh", "zh-Hant", "en")
EXPECTED = ("answer", "unknown", "any")


class TableError(ParkbotError):
    """A table of questions cannot be used; the message lists every fault with file and line."""


@dataclass(frozen=True, slots=True)
class Question:
    """One line. Of each group of `must` one wording must be said, and nothing of `must_not`."""

    table: str
    id: str
    chat: str
    text: str
    language: str
    kind: str
    expect: str
    articles: tuple[str, ...]
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]

    @property
    def key(self) -> str:
        """Names the question among those of all tables."""
        return f"{self.table}:{self.id}"

    @property
    def is_scored(self) -> bool:
        """Whether it is more than the context of a later turn."""
        return self.expect != "any"


def read_tables(paths: Iterable[Path]) -> tuple[Question, ...]:
    """Read all lines of all files, in order.

    Raises:
        TableError: naming every line that is not of the form, at once.
    """
    questions: list[Question] = []
    faults: list[str] = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(f"{path}: cannot be read: {error}")
            continue
        seen: set[str] = set()
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            question = _read_line(path, f"{path}:{number}", line, faults)
            if question is not None and question.id in seen:
                faults.append(f"{path}:{number}: the id {question.id} is used before in this file")
            elif question is not None:
                seen.add(question.id)
                questions.append(question)
    if faults:
        raise TableError("\n".join(faults))
    return tuple(questions)


def _read_line(path: Path, place: str, line: str, faults: list[str]) -> Question | None:
    try:
        value = json.loads(line)
    except ValueError as error:
        faults.append(f"{place}: not JSON: {error}")
        return None
    found = list(_faults(value)) if isinstance(value, dict) else ["not a JSON object"]
    faults.extend(f"{place}: {fault}" for fault in found)
    if found:
        return None
    return Question(
        table=path.stem,
        id=value["id"],
        chat=value["chat"],
        text=value["text"],
        language=value["lang"],
        kind=value["kind"],
        expect=value["expect"],
        articles=tuple(value.get("article") or ()),
        must=tuple(tuple(group) for group in value.get("must") or ()),
        must_not=tuple(value.get("must_not") or ()),
    )


def _faults(value: dict[str, Any]) -> Iterator[str]:
    for key in ("id", "chat", "text"):
        if not isinstance(value.get(key), str) or (key != "text" and not value[key]):
            yield f'"{key}" must be a text'
    for key, allowed in (("lang", LANGUAGES), ("kind", KINDS), ("expect", EXPECTED)):
        if value.get(key) not in allowed:
            yield f'"{key}" must be one of {", ".join(allowed)}'
    for key in ("article", "must_not"):
        if not _are_texts(value.get(key) or []):
            yield f'"{key}" must be a list of texts'
    groups = value.get("must") or []
    if not isinstance(groups, list) or not all(_are_texts(group) and group for group in groups):
        yield '"must" must be a list of lists of texts'


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)

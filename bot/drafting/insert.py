"""Adding to a content file: an item to a section, a phrasing to an item. All else stays as it is."""

import io
import re
from collections.abc import Iterable
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from bot.content import strict_yaml
from bot.content.editor import header
from bot.content.nodes import Map, Scalar, Sequence
from bot.domain.bilingual import Bilingual
from bot.drafting.tidy import DraftError, means, round_trip, tree


def plain_or_quoted(text: str) -> str:
    """A text as a YAML scalar that may stand anywhere, also inside [ ] and { }."""
    node, problems = strict_yaml.parse("x", f"[{text}]")
    same = (
        isinstance(node, Sequence)
        and len(node.items) == 1
        and isinstance(node.items[0], Scalar)
        and node.items[0].text == text
        and node.items[0].tag == "str"
    )
    if same and not problems and ": " not in text and not text.endswith(":") and "#" not in text:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def with_item(name: str, text: str, section: str, item: str, park: str = "") -> str:
    """The file `name` with one more item at the end of a section; `item` is its YAML, beginning with "- id: ".

    An empty `text` makes a new file; `park` is then the park of a FAQ file.

    Raises:
        DraftError: the file has faults, or its form leaves no place for the item.
    """
    return with_items(name, text, section, (item,), park)


def with_items(name: str, text: str, section: str, items: Iterable[str], park: str = "", note: str = "") -> str:
    """The same for several items; `note` is a comment at the head of a new file, without its "# "."""
    added = tuple(items)
    if not added:
        return text
    between = "\n" if any("\n" in one.rstrip("\n") for one in added) else ""  # blank lines around items of many lines
    item = between.join(one.rstrip("\n") + "\n" for one in added)
    if not text.strip():
        top = f"park: {park}\n" if name.startswith("faq/") else ""
        remark = f"# {note}\n" if note else ""
        text = f"{header(name)}\n{remark}{top}{section}:\n"
    tree(name, text)
    node, _ = strict_yaml.parse(name, text)
    if not isinstance(node, Map):
        raise DraftError(
            Bilingual(
                f"{name} 里没有分节（facts、entries 等）；什么也没有改。",
                f"{name} is not a file of sections; nothing was changed.",
            )
        )
    lines = text.split("\n")
    if section not in node.keys:
        body = text.rstrip("\n") + f"\n\n{section}:\n" + _indented(item, 2)
        return _proven(name, text, body, section, len(added))
    held = node.entries[section]
    key_line = node.keys[section].line
    if isinstance(held, Scalar) or not (isinstance(held, Sequence) and held.items):
        lines[key_line - 1] = re.sub(r":.*$", ":", lines[key_line - 1])  # "facts: []", "facts: ~"
        indent, end = 2, key_line
    else:
        indent = max(held.items[0].place.column - 3, 0)
        if held.place.line == key_line:
            raise DraftError(
                Bilingual(
                    f"{name}：{section} 写在 [ ] 里。请先改成列表，一项一行。",
                    f"{name}: {section} stands in [ ]. Write it as a list, a line for each item, first.",
                )
            )
        following = [place.line for place in node.keys.values() if place.line > key_line]
        end = min(following) - 1 if following else len(lines)
        while end > key_line and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
    gap = [""] if end > key_line else []
    made = [*lines[:end], *gap, *_indented(item, indent).rstrip("\n").split("\n"), *lines[end:]]
    return _proven(name, text, "\n".join(made).rstrip("\n") + "\n", section, len(added))


def with_phrasing(name: str, text: str, id: str, language: str, phrasing: str) -> str:
    """The file `name` with one more phrasing of the fact, entry or gap `id`; the same text where it has it already.

    Raises:
        DraftError: the file has faults, or does not hold the item.
    """
    before = tree(name, text)
    yaml, loaded, item = _open(name, text, id)
    phrasings = item.setdefault("phrasings", CommentedMap())
    texts = phrasings.get(language)
    if texts is None:
        texts = CommentedSeq()
        texts.fa.set_flow_style()
        phrasings[language] = texts
    if phrasing in [str(one) for one in texts]:
        return text
    texts.append(phrasing)
    made = _dumped(yaml, loaded)
    if not _is_with_phrasing(before, means(name, made), id, language, phrasing):
        raise DraftError(
            Bilingual(
                f"{name}：加这个问法会动到别的内容，没有加。请手工添加。",
                f"{name}: the phrasing could not be added without changing something else. Add it by hand.",
            )
        )
    return made


def without_phrasing(name: str, text: str, id: str, language: str, phrasing: str) -> str:
    """The file `name` without a phrasing of `id`; the same text where it has not got it. Raises DraftError."""
    before = tree(name, text)
    yaml, loaded, item = _open(name, text, id)
    texts = (item.get("phrasings") or {}).get(language) or []
    at = next((n for n, one in enumerate(texts) if str(one) == phrasing), None)
    if at is None:
        return text
    del texts[at]
    made = _dumped(yaml, loaded)
    after = means(name, made)
    _item(before, id)["phrasings"][language].remove(phrasing)
    if before != after:
        raise DraftError(
            Bilingual(
                f"{name}：去掉这个问法会动到别的内容，没有去掉。请手工删除。",
                f"{name}: the phrasing could not be taken out without changing something else. Take it out by hand.",
            )
        )
    return made


def holds(name: str, text: str, id: str) -> bool:
    """Whether a file holds the fact, entry or gap `id`."""
    data = means(name, text)
    return isinstance(data, dict) and _item(data, id) is not None


def _open(name: str, text: str, id: str) -> tuple[Any, Any, Any]:
    """The YAML writer, the file as it reads it, and the item in it."""
    yaml = round_trip()
    try:
        loaded = yaml.load(text)
    except YAMLError as cause:
        raise DraftError(Bilingual(f"{name} 改不了：{cause}", f"{name} cannot be changed: {cause}")) from cause
    item = _item(loaded, id)
    if item is None:
        raise DraftError(Bilingual(f"{name} 里没有“{id}”。", f"{name} holds no “{id}”."))
    return yaml, loaded, item


def _dumped(yaml: Any, loaded: Any) -> str:
    stream = io.StringIO()
    yaml.dump(loaded, stream)
    return stream.getvalue()


def _item(data: Any, id: str) -> Any:
    items = (item for section in ("facts", "entries", "gaps") for item in data.get(section) or ())
    return next((item for item in items if str(item.get("id")) == id), None)


def _is_with_phrasing(before: object, after: object, id: str, language: str, phrasing: str) -> bool:
    """Whether the two say the same but for the phrasing."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return False
    item = _item(after, id)
    if item is None or item["phrasings"][language][-1:] != [phrasing]:
        return False
    item["phrasings"][language].pop()
    was = _item(before, id)
    if not item["phrasings"][language] and language not in (was.get("phrasings") or {}):
        del item["phrasings"][language]
    if not item["phrasings"] and "phrasings" not in was:
        del item["phrasings"]
    return before == after


def _indented(item: str, columns: int) -> str:
    return "".join(f"{' ' * columns}{line}".rstrip() + "\n" for line in item.rstrip("\n").split("\n"))


def _proven(name: str, before: str, made: str, section: str, count: int) -> str:
    """`made`, if it says what `before` says and `count` items more."""
    old, new = tree(name, before), means(name, made)
    if isinstance(old, dict) and isinstance(new, dict) and isinstance(new.get(section), list):
        grown = {**old, section: [*(old.get(section) or ()), *new[section][-count:]]}
        if grown == new:
            return made
    raise DraftError(
        Bilingual(
            f"{name}：找不到放新内容的地方；什么也没有改。请手工添加。",
            f"{name}: no place was found for what is new; nothing was changed. Add it by hand.",
        )
    )

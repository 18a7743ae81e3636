"""One form for all files: two spaces for each level, no trailing blanks, the schema named in the first line."""

import io
import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.content import files, strict_yaml
from bot.content.editor import has_header, header
from bot.content.nodes import Node
from bot.content.validate import to_data
from bot.domain.bilingual import Bilingual
from bot.domain.errors import BilingualError
from bot.domain.problems import Level

_TRAILING = re.compile(r"[ ]+$", re.MULTILINE)


class DraftError(BilingualError):
    """A file of the draft cannot be changed; nothing was written. The message says how to mend it."""


def faulty(name: str) -> DraftError:
    """The error for a content file that has faults."""
    return DraftError(
        Bilingual(
            f"{name} 有错：请先改好 `parkbot check` 列出的问题。什么也没有改。",
            f"{name} has faults: mend what `parkbot check` lists first. Nothing was changed.",
        )
    )


def round_trip() -> Any:
    """Reads and writes YAML with its comments, order and quotation marks."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10**9  # no text is broken over lines
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def tidy(name: str, text: str) -> str:
    """The text of the content file `name` in its tidy form.

    Raises:
        DraftError: it has faults, or would mean something else afterwards.
    """
    before = tree(name, text)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n")
    stream = io.StringIO()
    try:
        yaml = round_trip()
        loaded = yaml.load(lines)
        if loaded is None:
            stream.write(lines)  # only comments
        else:
            yaml.dump(loaded, stream)
    except YAMLError as cause:
        raise DraftError(Bilingual(f"{name} 无法整理：{cause}", f"{name} cannot be tidied: {cause}")) from cause
    made = stream.getvalue().rstrip("\n") + "\n"
    bare = _TRAILING.sub("", made)
    made = bare if means(name, bare) == before else made  # a block text may want its trailing blanks
    if not has_header(made):
        made = f"{header(name)}\n{made}"
    if means(name, made) != before:
        raise DraftError(
            Bilingual(
                f"整理 {name} 会改变它的意思，没有动。请手工改，或者就这样。",
                f"{name} cannot be tidied without changing what it says. Mend it by hand, or leave it.",
            )
        )
    return made


def untidy(root: Path) -> dict[Path, str]:
    """The files under `root` that are not tidy, with their tidy text. Raises DraftError."""
    found = {}
    for path in files.content_files(root):
        file = files.read(root, path)
        if file.text is None:
            raise faulty(file.name)
        made = tidy(file.name, file.data.decode())
        if made.encode() != file.data:
            found[path] = made
    return found


def tree(name: str, text: str) -> object:
    """What a text says. Raises DraftError where it has faults."""
    node, problems = _parse(name, text)
    if any(p.level is Level.ERROR for p in problems):
        raise faulty(name)
    return None if node is None else to_data(node)


def means(name: str, text: str) -> object:
    """The same for a text that was just made: faults of it are no message for an administrator."""
    node, problems = _parse(name, text)
    failed = node is None or any(p.level is Level.ERROR for p in problems)
    return None if failed else to_data(node)  # type: ignore[arg-type]


def write(path: Path, text: str) -> None:
    """Replace a file in one step: whoever reads it sees the old text or the new one. Raises DraftError."""
    beside = path.with_name(f".{path.name}.new")  # hidden files are no content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(text.encode())
        beside.replace(path)
    except OSError as cause:
        raise DraftError(
            Bilingual(f"{path} 写不进去（{cause.strerror}）。", f"{path} cannot be written ({cause.strerror}).")
        ) from cause


def _parse(name: str, text: str) -> tuple[Node | None, tuple[Any, ...]]:
    return strict_yaml.parse(name, text.removeprefix("\ufeff").replace("\r\n", "\n"))

"""JSON Schemas of the content files: editors read them to complete keys, explain them and mark what is wrong."""

import json
from pathlib import Path
from typing import Any

from bot.content.key_help import HELP
from bot.content.schema import DataFile, FaqFile, Model
from bot.errors import ContentError

FOLDER = "schemas"
FILES: dict[str, type[Model]] = {"data": DataFile, "faq": FaqFile}
_HEADER = "# yaml-language-server: $schema="


def schemas() -> dict[str, str]:
    """The text of each schema file, by its name."""
    return {f"{name}.schema.json": _schema(name, model) for name, model in FILES.items()}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write the schema files into `folder`; the paths written. Raises ContentError where that is not possible."""
    written = []
    for name, text in schemas().items():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        except OSError as cause:
            raise ContentError(f"{folder / name} cannot be written ({cause.strerror}).") from cause
        written.append(folder / name)
    return tuple(written)


def header(name: str) -> str:
    """The first line of the content file `name` (its path below the content folder): it names the schema."""
    parts = name.split("/")
    return f"{_HEADER}{'../' * (len(parts) - 1)}{FOLDER}/{parts[0]}.schema.json"


def has_header(text: str) -> bool:
    """Whether a file begins with such a line."""
    return text.removeprefix("\ufeff").startswith(_HEADER)


def _schema(name: str, model: type[Model]) -> str:
    made = model.model_json_schema()
    _explain(made)
    for section in made["properties"].values():
        if section.get("type") == "array":  # a section may stand empty: "entries:"
            section["type"] = ["array", "null"]
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": f"parkbot {name}/*.yaml"}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _explain(part: Any) -> None:
    """Put the help texts in; take out what says nothing to an administrator."""
    if isinstance(part, list):
        for one in part:
            _explain(one)
    if not isinstance(part, dict):
        return
    for key, value in part.get("properties", {}).items():
        value.pop("title", None)
        value.pop("default", None)
        if key in HELP:
            value["description"] = HELP[key]
    part.pop("description", None) if "properties" in part else None
    for value in part.values():
        _explain(value)

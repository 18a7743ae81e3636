"""The JSON Schemas that editors use: in step with the models, named by every file, and true to the loader."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from program import ROOT

from bot.content.editor import FOLDER, header, schemas
from bot.content.files import content_files

FILES = {path.relative_to(ROOT).as_posix(): path for path in content_files(ROOT)}


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_schemas_in_the_repository_are_those_of_the_models(name: str) -> None:
    """Where this fails: parkbot schema"""
    assert (ROOT / FOLDER / name).read_text(encoding="utf-8") == schemas()[name]


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_names_its_schema_in_its_first_line(name: str) -> None:
    first = FILES[name].read_text(encoding="utf-8").partition("\n")[0]
    assert first == header(name)
    path = first.partition("$schema=")[2]
    assert (FILES[name].parent / path).resolve() == (ROOT / FOLDER / Path(path).name).resolve()


@pytest.mark.parametrize("name", sorted(FILES))
def test_editors_find_nothing_wrong_in_the_shipped_files(name: str) -> None:
    schema = json.loads(schemas()[f"{name.partition('/')[0]}.schema.json"])
    data = yaml.load(FILES[name].read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("data", "fact: []"),
        ("data", "parks: [{id: a, name: {zh: 甲}, place: {zh: 乙, en: b}}]"),
        ("data", "left_out: [{article: a, paragraph: one, figure: b, reason: {zh: c, en: d}}]"),
        ("faq", "park: a\nentries: [{id: a}]"),
        ("faq", "entries: []"),
    ],
)
def test_editors_mark_mistakes(kind: str, text: str) -> None:
    schema = json.loads(schemas()[f"{kind}.schema.json"])
    assert list(Draft202012Validator(schema).iter_errors(yaml.safe_load(text)))


def test_every_key_is_explained_in_both_languages() -> None:
    def properties(part: object) -> list[tuple[str, dict[str, object]]]:
        if isinstance(part, list):
            return [pair for one in part for pair in properties(one)]
        if not isinstance(part, dict):
            return []
        return [*part.get("properties", {}).items(), *(p for value in part.values() for p in properties(value))]

    for text in schemas().values():
        for key, value in properties(json.loads(text)):
            assert " / " in str(value.get("description")), key

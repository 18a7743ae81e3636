"""The vocabulary files that come with the program."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from bot.content.vocabulary import load_vocabulary
from bot.errors import ContentError

NAMES = ("absent", "asks", "fillers", "places", "posts", "smalltalk", "soft", "statuses", "unpublished")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(str(files("bot.language") / "vocabulary"), tmp_path / "vocabulary")
    return tmp_path / "vocabulary"


def test_every_part_is_there_in_both_languages() -> None:
    vocabulary = load_vocabulary()
    parts = [vocabulary.fillers, vocabulary.posts, vocabulary.places, vocabulary.place_suffixes]
    parts += [*vocabulary.asks.values(), *vocabulary.statuses.values(), *vocabulary.smalltalk.values()]
    parts += [topic.cues for topic in vocabulary.topics]
    assert all(part.zh and part.en for part in parts)
    assert "苏州" in vocabulary.places.zh
    assert len({topic.id for topic in vocabulary.topics}) == len(vocabulary.topics)


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / f"{name}.yaml").unlink()
    with pytest.raises(ContentError, match=f"{name}.yaml cannot be read"):
        load_vocabulary(folder)


@pytest.mark.parametrize("text", ["", "zh: [a\n", "zh: [a]\nzh: [b]\n", "- a\n", "nonsense: 1\n"])
def test_a_file_of_another_form_is_refused(folder: Path, text: str) -> None:
    (folder / "fillers.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"fillers\.yaml"):
        load_vocabulary(folder)


def test_words_that_yaml_would_change_stay_words(folder: Path) -> None:
    (folder / "posts.yaml").write_text("zh: [no, 1.0]\nen: [on]\n", encoding="utf-8")
    vocabulary = load_vocabulary(folder)
    assert vocabulary.posts.zh == ("no", "1.0")
    assert vocabulary.posts.en == ("on",)

"""The general words of both languages, shipped with the program. Strict: only a developer changes them."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.content.report import lines
from bot.content.schema import Model, Text, TextIn, TextsIn
from bot.content.strict_yaml import parse
from bot.content.validate import to_data
from bot.domain.bilingual import Bilingual, Language, Names
from bot.domain.problems import Level
from bot.errors import ContentError
from bot.language.vocabulary import Topic, Vocabulary

T = TypeVar("T")


class _TopicIn(TextsIn):
    """Cue words under zh and en, as everywhere."""

    id: Text
    name: TextIn


class _Topics(Model):
    """`risky` topics are often held after all (an investment, an area): words that an answer must know."""

    topics: tuple[_TopicIn, ...]
    risky: tuple[_TopicIn, ...] = ()


class _Places(Model):
    cities: TextsIn
    provinces: TextsIn
    countries: TextsIn
    zones: TextsIn
    suffixes: TextsIn


def load_vocabulary(folder: Traversable | None = None) -> Vocabulary:
    """Read the vocabulary files that come with the program, or those in `folder`.

    Raises:
        ContentError: a file is missing, no clean YAML, or not of its form.
    """
    folder = folder or files("bot.language") / "vocabulary"
    places = _read(folder, "places.yaml", _Places)
    topics = _read(folder, "absent.yaml", _Topics)
    kinds = (places.cities, places.provinces, places.countries, places.zones)
    return Vocabulary(
        fillers=_names(_read(folder, "fillers.yaml", TextsIn)),
        soft=_names(_read(folder, "soft.yaml", TextsIn)),
        posts=_names(_read(folder, "posts.yaml", TextsIn)),
        asks=_mapping(_read(folder, "asks.yaml", dict[str, TextsIn])),
        statuses=_mapping(_read(folder, "statuses.yaml", dict[str, TextsIn])),
        topics=_topics(topics.topics + _read(folder, "unpublished.yaml", _Topics).topics),
        attributes=_topics(topics.risky),
        places=Names(tuple(w for k in kinds for w in k.zh), tuple(w for k in kinds for w in k.en)),
        place_suffixes=_names(places.suffixes),
        smalltalk=_mapping(_read(folder, "smalltalk.yaml", dict[str, TextsIn])),
    )


def _read(folder: Traversable, name: str, form: type[T]) -> T:
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as cause:
        raise ContentError(f"The vocabulary file {name} cannot be read: {cause}") from cause
    node, problems = parse(name, text)
    if node is None or any(p.level is Level.ERROR for p in problems):
        raise ContentError("\n".join(lines(problems, Language.ENGLISH)) or f"The vocabulary file {name} is empty.")
    try:
        return TypeAdapter(form).validate_python(to_data(node))
    except ValidationError as cause:
        raise ContentError(f"The vocabulary file {name} is not of its form: {cause}") from cause


def _topics(topics: tuple[_TopicIn, ...]) -> tuple[Topic, ...]:
    return tuple(Topic(t.id, Bilingual(t.name.zh, t.name.en), _names(t)) for t in topics)


def _names(texts: TextsIn) -> Names:
    return Names(texts.zh, texts.en)


def _mapping(sections: Mapping[str, TextsIn]) -> dict[str, Names]:
    return {key: _names(texts) for key, texts in sections.items()}

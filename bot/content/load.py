"""Reading all content files into one revision, with every problem found on the way."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.content import build, files, strict_yaml, validate
from bot.content.files import TextFile
from bot.content.nodes import Map, Node, Places, Scalar, Sequence, place_of
from bot.content.problems import error
from bot.content.schema import (
    SECTIONS,
    ArticleIn,
    DataFile,
    EntryIn,
    FactIn,
    FaqFile,
    GapIn,
    IndicatorIn,
    LeftOutIn,
    Model,
    NameIn,
    ParkIn,
    SynonymsIn,
)
from bot.domain.articles import Article
from bot.domain.facts import Fact
from bot.domain.problems import Level, Place, Problem
from bot.domain.revision import Revision

T = TypeVar("T")
M = TypeVar("M", bound=Model)
_TARGETS = frozenset({"facts", "entries", "gaps"})  # one space of ids: they can be tapped, linked or named in a log


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the files hold.

    `revision` is None as soon as one problem is an error; `usable` then still holds every item that could be read, so
    that the rules can be applied to it and everything is reported at once.
    """

    revision: Revision | None
    problems: tuple[Problem, ...]
    places: Places
    usable: Revision
    files: tuple[TextFile, ...] = ()
    complete: bool = True  # False where a file or section could not be read: what it declares is not known


@dataclass(slots=True)
class _Item:
    node: Node
    park: str = ""  # of a FAQ file


@dataclass(slots=True)
class _Gathered:
    items: dict[str, list[_Item]] = field(default_factory=lambda: {section: [] for section in SECTIONS})
    problems: list[Problem] = field(default_factory=list)
    places: Places = field(default_factory=Places)
    complete: bool = True


def load(root: Path) -> Loaded:
    """Read every YAML file under `root`/data and `root`/faq. Faults of the files are problems; nothing is raised."""
    return load_files(files.read_folder(root), root.name or ".")


def load_files(read: tuple[TextFile, ...], folder: str = ".") -> Loaded:
    """The same for files that have been read already; `folder` names where they should have been."""
    gathered, digest = _Gathered(), hashlib.sha256()
    if not read:
        gathered.problems.append(
            error(
                Place(folder),
                "no-content",
                ("这里没有内容文件", "there are no content files here"),
                (
                    "内容应放在 data/ 和 faq/ 里，文件名以 .yaml 结尾",
                    "content belongs in data/ and faq/, in files named *.yaml",
                ),
            )
        )
    for file in read:
        digest.update(f"{file.name}\0{len(file.data)}\0".encode() + file.data)
        gathered.problems.extend(file.problems)
        if file.text is not None:
            node, problems = strict_yaml.parse(file.name, file.text)
            gathered.problems.extend(problems)
            if node is not None:
                _gather(gathered, file.name, node)
            elif any(problem.level is Level.ERROR for problem in problems):
                gathered.complete = False
        else:
            gathered.complete = False
    usable = _revision(gathered, digest.hexdigest())
    failed = any(problem.level is Level.ERROR for problem in gathered.problems)
    return Loaded(
        None if failed else usable, tuple(gathered.problems), gathered.places, usable, read, gathered.complete
    )


def _gather(gathered: _Gathered, name: str, node: Node) -> None:
    """Sort the items of one file into their sections."""
    is_faq = name.startswith("faq/")
    known = list((FaqFile if is_faq else DataFile).model_fields)
    if isinstance(node, Scalar) and node.tag == "null":
        return  # a file of comments only
    if not isinstance(node, Map):
        meant = validate.not_a_key(node) if isinstance(node, Scalar) else None
        gathered.complete = False
        gathered.problems.append(meant or _not_sections(node.place, known))
        return
    park = node.entries.get("park") if is_faq else None
    if is_faq and not (isinstance(park, Scalar) and park.text):
        gathered.problems.append(
            error(
                park.place if park else node.place,
                "missing-key",
                ("文件缺少“park”", "the file lacks “park”"),
                ("在开头补上一行“park: 园区编号”", "add a line “park: <park id>” at the top"),
            )
        )
    for key, value in node.entries.items():
        if key not in known:
            gathered.problems.append(validate.unknown_key(node.keys[key], key, known))
            gathered.complete = False
        elif key != "park" and isinstance(value, Sequence):
            owner = park.text if isinstance(park, Scalar) else ""
            gathered.items[key].extend(_Item(item, owner) for item in value.items)
        elif key != "park" and not (isinstance(value, Scalar) and value.tag == "null"):
            gathered.problems.append(
                error(
                    value.place,
                    "wrong-form",
                    (f"“{key}”下面应是列表", f"“{key}” must be a list"),
                    ("每一条另起一行，以“- ”开头", "begin each item on a line of its own with “- ”"),
                )
            )


def _not_sections(place: Place, known: list[str]) -> Problem:
    listed = ", ".join(known)
    return error(
        place,
        "wrong-form",
        ("文件开头不是“名字: 值”", "the file does not begin with a key"),
        (f"以这些之一开头：{listed}", f"begin with one of: {listed}"),
    )


def _revision(gathered: _Gathered, digest: str) -> Revision:
    articles = _by_id(gathered, "articles", ArticleIn, lambda m, _: build.article(m))
    return Revision(
        articles=articles,
        parks=_by_id(gathered, "parks", ParkIn, lambda m, _: build.park(m)),
        names=_by_id(gathered, "names", NameIn, lambda m, _: build.name(m)),
        indicators=_by_id(gathered, "indicators", IndicatorIn, lambda m, _: build.indicator(m)),
        facts=_by_id(gathered, "facts", FactIn, lambda m, item: _fact(gathered, m, item, articles)),
        entries=_by_id(gathered, "entries", EntryIn, lambda m, item: build.entry(m, item.park)),
        gaps=_by_id(gathered, "gaps", GapIn, lambda m, item: build.gap(m, item.park)),
        synonyms=tuple(_listed(gathered, "synonyms", SynonymsIn, build.synonyms)),
        left_out=tuple(_listed(gathered, "left_out", LeftOutIn, build.left_out)),
        digest=digest,
    )


def _fact(gathered: _Gathered, model: FactIn, item: _Item, articles: dict[str, Article]) -> Fact | None:
    faults = []
    if build.read_quantity(model.quantity) is None:
        faults.append(build.quantity_problem(place_of(item.node, ("quantity",)), model.quantity))
    try:
        build.period(model.period, None)
    except build.PeriodError as cause:
        faults.append(build.period_problem(place_of(item.node, ("period",)), str(cause)))
    gathered.problems.extend(faults)
    return None if faults else build.fact(model, articles)


def _by_id(gathered: _Gathered, section: str, model: type[M], make: Callable[[M, _Item], T | None]) -> dict[str, T]:
    made: dict[str, T] = {}
    for item in gathered.items[section]:
        id = item.node.entries.get("id") if isinstance(item.node, Map) else None
        if isinstance(id, Scalar) and id.text and not _first(gathered, section, id, item.node):
            continue
        read, problems = validate.read_item(model, item.node)
        gathered.problems.extend(problems)
        value = None if read is None else make(read, item)
        if value is not None and isinstance(id, Scalar):
            made[id.text.strip()] = value
    return made


def _first(gathered: _Gathered, section: str, id: Scalar, node: Node) -> bool:
    """Remember where an id stands; False, with a problem, when it was used before."""
    key = id.text.strip()
    spaces: Iterable[str] = _TARGETS if section in _TARGETS else (section,)
    for space in spaces:
        earlier = gathered.places.items.get((space, key))
        if earlier is not None:
            gathered.problems.append(
                error(
                    id.place,
                    "duplicate-id",
                    (f"编号“{key}”已在 {earlier.place} 用过", f"the id “{key}” is already used at {earlier.place}"),
                    (
                        "换一个没用过的编号；若是同一条就删掉其中一份",
                        "choose an unused id, or delete one if both are the same item",
                    ),
                )
            )
            return False
    gathered.places.items[section, key] = node
    return True


def _listed(gathered: _Gathered, section: str, model: type[M], make: Callable[[M], T]) -> Iterator[T]:
    """Items without ids; their places are kept under their number among those that could be read."""
    number = 0
    for item in gathered.items[section]:
        read, problems = validate.read_item(model, item.node)
        gathered.problems.extend(problems)
        if read is not None:
            gathered.places.items[section, str(number)] = item.node
            number += 1
            yield make(read)

"""Everything that is referred to by id exists: parks, indicators, items, articles, related items.

Good: `indicator: pilot-platforms`, which some file under data/ defines. Bad: `indicator: pilot-platfroms`.
"""

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from bot.content.problems import error
from bot.content.rules.subject import Subject
from bot.domain.problems import Place, Problem

CODE = "reference"
_WHAT = {
    "parks": ("园区", "park"),
    "indicators": ("指标", "indicator"),
    "names": ("名称", "name"),
    "articles": ("文章", "article"),
    "facts": ("数据", "fact"),
    "targets": ("条目或数据", "entry or fact"),
}


def check(subject: Subject) -> Iterator[Problem]:
    for section, id, path, target_section, target in _references(subject):
        exists = subject.is_target(target) if target_section == "targets" else subject.known(target_section, target)
        if not exists:
            yield _missing(subject, subject.places.at(section, id, *path), target_section, target)


def _references(subject: Subject) -> Iterator[tuple[str, str, tuple[str | int, ...], str, str]]:
    revision = subject.revision
    for article in revision.articles.values():
        for number, park in enumerate(article.parks):
            yield "articles", article.id, ("parks", number), "parks", park
    for name in revision.names.values():
        yield "names", name.id, ("park",), "parks", name.park
    for fact in revision.facts.values():
        yield "facts", fact.id, ("park",), "parks", fact.park
        yield "facts", fact.id, ("indicator",), "indicators", fact.indicator
        if fact.item is not None:
            yield "facts", fact.id, ("item",), "names", fact.item
        if fact.part_of is not None:
            yield "facts", fact.id, ("part_of",), "facts", fact.part_of
    for entry in revision.entries.values():
        yield "entries", entry.id, ("id",), "parks", entry.park
        for number, related in enumerate(entry.related):
            yield "entries", entry.id, ("related", number), "targets", related
    for gap in revision.gaps.values():
        yield "gaps", gap.id, ("id",), "parks", gap.park
        for number, related in enumerate(gap.related):
            yield "gaps", gap.id, ("related", number), "targets", related
    for section, id, path, citation in subject.citations():
        yield section, id, (*path, "article"), "articles", citation.article
    for index, left in enumerate(revision.left_out):
        yield "left_out", str(index), ("article",), "articles", left.article


def _missing(subject: Subject, place: Place, section: str, target: str) -> Problem:
    zh, en = _WHAT[section]
    sections = ("facts", "entries") if section == "targets" else (section,)
    near = process.extractOne(
        target, [id for s in sections for id in subject.places.declared(s)], scorer=fuzz.ratio, score_cutoff=60
    )
    hint = (f"是不是“{near[0]}”？", f"did you mean “{near[0]}”?") if near else ("", "")
    return error(
        place,
        CODE,
        (f"没有编号为“{target}”的{zh}", f"there is no {en} with the id “{target}”"),
        (
            hint[0] or f"改成已有的编号，或先在 data/ 里添加这个{zh}",
            hint[1] or f"use an existing id, or add that {en} first",
        ),
    )

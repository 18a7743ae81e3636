"""What differs between two states of the content, in words."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from bot.domain.bilingual import Bilingual
from bot.domain.revision import Revision
from bot.domain.rows import Row, rows

MOST_LISTED = 3  # phrasings or aliases that are listed of each item; the others are counted
LONGEST = 80  # characters of a text that is shown

_SECTIONS = {
    "articles": Bilingual("报道", "article"),
    "parks": Bilingual("园区", "park"),
    "names": Bilingual("名称", "name"),
    "indicators": Bilingual("指标", "indicator"),
    "facts": Bilingual("数据", "fact"),
    "entries": Bilingual("问答", "entry"),
    "gaps": Bilingual("空白", "gap"),
}
_COLUMNS = {
    "quantity": Bilingual("数字", "figure"),
    "period": Bilingual("期间", "period"),
    "status": Bilingual("状态", "status"),
    "park": Bilingual("园区", "park"),
    "indicator": Bilingual("指标", "indicator"),
    "item": Bilingual("对象", "item"),
    "part_of": Bilingual("属于哪条数据", "part of"),
    "per": Bilingual("按每什么计", "per"),
    "article": Bilingual("报道", "article"),
    "paragraphs": Bilingual("段落", "paragraphs"),
    "citations": Bilingual("出处", "citations"),
    "related": Bilingual("相关", "related"),
    "asks": Bilingual("问什么", "asks"),
    "answer": Bilingual("答案", "answer"),
    "name": Bilingual("名称", "name"),
    "lacks": Bilingual("没有说的", "what is lacking"),
    "measures": Bilingual("指的是", "measures"),
    "note": Bilingual("说明", "note"),
    "title": Bilingual("标题", "title"),
    "review": Bilingual("复核日期", "review date"),
    "expires": Bilingual("有效期到", "valid until"),
    "date": Bilingual("日期", "date"),
}
_MANY = {"phrasings": Bilingual("问法", "phrasing"), "aliases": Bilingual("别名", "alias")}
# Follow from other columns, which are told already.
_DERIVED = frozenset({"amount", "upper_amount", "unit", "qualifier", "year", "year_inferred"})

Sections = Mapping[str, Mapping[str, Row]]


def differences(old: Revision | None, new: Revision) -> tuple[Bilingual, ...]:
    """Facts changed from / to, what was added and removed, phrasings moved; empty where nothing a reader sees differs.

    Without an `old` one, everything counts as new and only the numbers are told.
    """
    after = rows(new)
    if old is None:
        return tuple(
            Bilingual(f"{_SECTIONS[s].zh}：新增 {len(items)}", f"{s}: {len(items)} added") for s, items in after.items()
        )
    before = rows(old)
    moved = dict(_moves(before, after))
    return tuple(
        chain(
            *(_section(section, before[section], after[section], moved) for section in after),
            (
                Bilingual(
                    f"问法“{text}”从 {source} 移到 {target}",
                    f"phrasing “{text}” moved from {source} to {target}",
                )
                for text, (source, target) in moved.items()
            ),
            _others(old, new),
        )
    )


def removed(old: Revision, new: Revision) -> tuple[str, ...]:
    """The ids of everything that is in `old` and no more in `new`."""
    before, after = rows(old), rows(new)
    return tuple(id for section, items in before.items() for id in items if id not in after[section])


def _section(
    section: str, before: Mapping[str, Row], after: Mapping[str, Row], moved: Mapping[str, tuple[str, str]]
) -> Iterator[Bilingual]:
    kind = _SECTIONS[section]
    for id, row in after.items():
        if id not in before:
            yield Bilingual(f"新增{kind.zh} {id}：{_gist(row)}", f"{kind.en} {id} added: {_gist(row)}")
    for id, row in before.items():
        if id not in after:
            yield Bilingual(f"删除{kind.zh} {id}：{_gist(row)}", f"{kind.en} {id} removed: {_gist(row)}")
        elif row != after[id]:
            for change in _changes(row, after[id], moved):
                yield Bilingual(f"{kind.zh} {id}：{change.zh}", f"{kind.en} {id}: {change.en}")


def _changes(before: Row, after: Row, moved: Mapping[str, tuple[str, str]]) -> Iterator[Bilingual]:
    for column, value in after.items():
        old = before[column]
        if old == value or column in _DERIVED:
            continue
        key, _, language = column.rpartition("_")
        if key in _MANY and isinstance(old, list) and isinstance(value, list):
            yield from _listed(_MANY[key], old, value, moved)
            continue
        label = _COLUMNS.get(column) or _COLUMNS.get(key) or Bilingual(column, column)
        note = f" ({language})" if key in _COLUMNS and language in ("zh", "en") else ""
        yield Bilingual(
            f"{label.zh}{note} {_shown(old)} → {_shown(value)}", f"{label.en}{note} {_shown(old)} → {_shown(value)}"
        )


def _listed(
    kind: Bilingual, old: Sequence[str], new: Sequence[str], moved: Mapping[str, object]
) -> Iterator[Bilingual]:
    for zh, en, texts in (
        ("新增", "added", [t for t in new if t not in old and t not in moved]),
        ("删除", "removed", [t for t in old if t not in new and t not in moved]),
    ):
        if texts:
            listed = "、".join(texts[:MOST_LISTED])
            rest = len(texts) - MOST_LISTED
            yield Bilingual(
                f"{zh}{kind.zh} {listed}{f' 等 {len(texts)} 个' if rest > 0 else ''}",
                f"{kind.en} {en}: {listed}{f' and {rest} more' if rest > 0 else ''}",
            )
    if sorted(old) == sorted(new):
        yield Bilingual(f"{kind.zh}换了顺序", f"{kind.en} order changed")


def _moves(before: Sections, after: Sections) -> Iterator[tuple[str, tuple[str, str]]]:
    """Phrasings that stood at one fact, entry or gap and now stand at another."""
    old, new = _phrasings(before), _phrasings(after)
    for text, owners in new.items():
        left, came = old.get(text, set()) - owners, owners - old.get(text, set())
        if left and came:
            yield text, (min(left), min(came))


def _phrasings(sections: Sections) -> dict[str, set[str]]:
    owners: dict[str, set[str]] = {}
    for section in ("facts", "entries", "gaps"):
        for id, row in sections[section].items():
            for column in ("phrasings_zh", "phrasings_en"):
                texts = row[column]
                for text in texts if isinstance(texts, list) else ():
                    owners.setdefault(text, set()).add(id)
    return owners


def _others(old: Revision, new: Revision) -> Iterator[Bilingual]:
    """What has no id: told by its number only."""
    for zh, en, before, after in (
        ("同义词组", "synonym groups", old.synonyms, new.synonyms),
        ("未收录的数字", "figures left out", old.left_out, new.left_out),
    ):
        if before != after:
            came = sum(one not in before for one in after)
            went = sum(one not in after for one in before)
            yield Bilingual(f"{zh}：新增或改动 {came}，去掉 {went}", f"{en}: {came} new or changed, {went} gone")


def _gist(row: Row) -> str:
    """What the item is about, shortly."""
    for key in ("quantity", "answer_zh", "title_zh", "name_zh", "lacks_zh"):
        if row.get(key):
            return _shown(row[key])
    return ""


def _shown(value: object) -> str:
    if value is None:
        return "—"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

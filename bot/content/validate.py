"""From YAML trees to schema models: every fault of one item, in plain words, at its line."""

import re
from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from bot.content import syntax_words, todo
from bot.content.nodes import Map, Node, Scalar, Sequence, find, place_of, scalars, sequences
from bot.content.problems import error, warning
from bot.content.schema import DAYS, NO_SUCH_DAY, NOT_TEXT, Model
from bot.domain.problems import Place, Problem

M = TypeVar("M", bound=Model)
_WIDE = re.compile(r"\s*(?:-\s*)?[A-Za-z_-]+(?:：|:[\u3000\u00a0])")
_NO_SPACE = re.compile(r"\s*[A-Za-z_-]+:(?![\s/])")
_DAY_PARTS = re.compile(r"(20\d\d)\D{1,3}(1[0-2]|0?[1-9])\D{1,3}(3[01]|[12]\d|0?[1-9])(?!\d)")
_TAGS = {
    "int": ("数字", "a number"),
    "float": ("小数", "a decimal number"),
    "bool": ("是/否", "yes/no"),
    "timestamp": ("日期", "a date"),
    "null": ("空值", "nothing"),
}
_WRONG_TYPE = {
    "string_type": ("一段文字", "a text"),
    "model_type": ("“zh: …”“en: …”这样的分项", "keys with values, such as zh: … and en: …"),
    "model_attributes_type": ("“zh: …”“en: …”这样的分项", "keys with values, such as zh: … and en: …"),
    "dict_type": ("“名字: 值”", "keys with values"),
    "tuple_type": ("列表 […] ，或每行以“- ”开头", "a list […], or lines that begin with “- ”"),
    "list_type": ("列表 […] ，或每行以“- ”开头", "a list […], or lines that begin with “- ”"),
    "int_parsing": ("整数，例如 3", "a whole number such as 3"),
    "int_type": ("整数，例如 3", "a whole number such as 3"),
    "int_from_float": ("整数，例如 3", "a whole number such as 3"),
    "bool_parsing": ("true 或 false", "true or false"),
    "bool_type": ("true 或 false", "true or false"),
}


def read_item(model: type[M], node: Node) -> tuple[M | None, tuple[Problem, ...]]:
    """One item as `model`; None, with its problems, where it does not fit. Warnings come with a usable item too."""
    blanks = tuple(todo.blanks(node))
    problems = [*_changed_scalars(node), *_wide_commas(node), *blanks]
    try:
        made = model.model_validate(to_data(node))
        return None if blanks else made, tuple(problems)
    except ValidationError as cause:
        details = [d for d in cause.errors(include_url=False) if not _follows(node, d) and not _left(node, d)]
        problems += [_explain(model, node, detail) for detail in details]
        return None, tuple(problems)


def to_data(node: Node) -> Any:
    """The tree as plain lists, dicts and texts; only an unquoted empty or null value is None."""
    if isinstance(node, Scalar):
        return None if node.tag == "null" else node.text
    if isinstance(node, Sequence):
        return [to_data(item) for item in node.items]
    return {key: to_data(value) for key, value in node.entries.items()}


def unknown_key(place: Place, key: str, known: list[str]) -> Problem:
    """A key nobody knows, with the nearest one that is known."""
    near = process.extractOne(key.lower(), known, scorer=fuzz.ratio, score_cutoff=55)
    listed = ", ".join(known)
    return error(
        place,
        "unknown-key",
        (f"不认识“{key}”这一项", f"the key “{key}” is not known"),
        (f"是不是“{near[0]}”？", f"did you mean “{near[0]}”?")
        if near
        else (f"可用的有：{listed}", f"known keys: {listed}"),
    )


def not_a_key(node: Scalar) -> Problem | None:
    """A text that was meant as a key and its value: zh：文字, zh:文字, or one with a full-width space."""
    if _WIDE.match(node.text):
        return syntax_words.wide_colon(node.place, node.text)
    return syntax_words.missing_space(node.place, node.text) if _NO_SPACE.match(node.text) else None


def _changed_scalars(node: Node) -> Iterator[Problem]:
    for path, scalar in scalars(node):
        if scalar.plain and scalar.tag not in ("str", "null") and not NOT_TEXT & set(path):
            zh, en = _TAGS.get(scalar.tag, ("别的东西", "something else"))
            yield warning(
                scalar.place,
                "unquoted",
                (
                    f"没加引号的 {scalar.text} 在 YAML 里是{zh}，不是文字",
                    f"without quotes {scalar.text} is {en} in YAML, not text",
                ),
                (f'加上英文双引号："{scalar.text}"', f'put it in quotes: "{scalar.text}"'),
            )


def _wide_commas(node: Node) -> Iterator[Problem]:
    """A list of one unquoted text with a full-width comma: [几家企业，多少家企业] is one phrasing, not two."""
    for items in sequences(node):
        only = items[0] if len(items) == 1 else None
        if isinstance(only, Scalar) and only.plain and "，" in only.text:
            yield warning(
                only.place,
                "wide-comma",
                (
                    f"“{only.text}”只算一项：里面的逗号是全角的",
                    f"“{only.text}” is one item: its comma is full-width",
                ),
                (
                    "是几项就改成半角逗号加空格；确实是一句话就加上英文双引号",
                    "write “, ” between items, or put a text that has the comma in double quotes",
                ),
            )


def _follows(node: Node, detail: ErrorDetails) -> bool:
    """Whether this is only the consequence of another fault: a list is too short because its items are wrong."""
    here = find(node, detail["loc"])
    return detail["type"] == "too_short" and isinstance(here, Sequence) and len(here.items) > 0


def _left(node: Node, detail: ErrorDetails) -> bool:
    """Whether this is about a value that is left to complete: that has been said."""
    here = find(node, detail["loc"])
    return isinstance(here, Scalar) and todo.is_blank(here.text)


def _explain(model: type[Model], node: Node, detail: ErrorDetails) -> Problem:
    # Parts of the location that name a branch of a choice of forms are not in the file.
    path = tuple(step for step in detail["loc"] if step not in ("code", "worded"))
    kind, place = detail["type"], place_of(node, path)
    here = find(node, path)
    last = str(path[-1]) if path else ""
    if isinstance(here, Scalar):
        meant = not_a_key(here)
        if meant and kind != "extra_forbidden":
            return meant
    if kind == "extra_forbidden":
        parent = find(node, path[:-1])
        place = parent.keys.get(last, place) if isinstance(parent, Map) else place
        meant = not_a_key(Scalar(last, place))
        if meant:
            return meant
        known = fields_at(model, path[:-1])
        # {zh: 苏州, en: Suzhou, Jiangsu}: between two languages whatever has no value is the rest of a text.
        split = set(known) == {"zh", "en"} or " " in last or not last.isascii()
        if isinstance(here, Scalar) and not here.text and split:
            return error(
                place,
                "comma",
                (
                    f"“{last}”成了单独的一项：没加引号的文字里有逗号",
                    f"“{last}” became a key of its own: an unquoted text holds a comma",
                ),
                ("给含逗号的整段文字加上英文双引号", "put the whole text that holds the comma in double quotes"),
            )
        return unknown_key(place, last, list(known))
    if kind == "missing":
        where = find(node, path[:-1])
        label = _label(node)
        return error(
            where.place,
            "missing-key",
            (f"{label}缺少“{'.'.join(str(s) for s in path)}”", f"{label}lacks “{'.'.join(str(s) for s in path)}”"),
            (f"补上一行“{last}: …”", f"add a line “{last}: …”"),
        )
    if detail["input"] is None or kind == "string_too_short":
        return error(
            place,
            "empty",
            (f"“{_key(path)}”是空的", f"“{_key(path)}” is empty"),
            ("填上内容；不需要就删掉这一项", "fill it in, or delete the key if it is optional"),
        )
    if kind == "enum":
        allowed = _allowed(detail)
        near = process.extractOne(str(detail["input"]), allowed, scorer=fuzz.ratio, score_cutoff=60)
        mend = f"{', '.join(allowed)}"
        hint = (f"，是不是 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
        return error(
            place,
            "not-allowed",
            (f"“{_key(path)}”不能是“{detail['input']}”", f"“{_key(path)}” cannot be “{detail['input']}”"),
            (f"只能是：{mend}{hint[0]}", f"use one of: {mend}{hint[1]}"),
        )
    if kind == "string_type" and isinstance(here, Map):
        return error(
            here.place,
            "brace-key" if len(here.entries) else "wrong-form",
            (
                f"“{_key(path)}”应是文字，这里却成了分项（冒号加空格，或以 {{ 开头，而没加引号）",
                f"“{_key(path)}” should be text but became keys and values (unquoted colon and space, or {{)",
            ),
            ("给整段文字加上英文双引号", "put the whole text in double quotes"),
        )
    if kind in _WRONG_TYPE:
        zh, en = _WRONG_TYPE[kind]
        return error(
            place,
            "wrong-form",
            (f"“{_key(path)}”的写法不对", f"“{_key(path)}” has the wrong form"),
            (f"这里要写{zh}", f"it must be {en}"),
        )
    return _constraint(place, path, kind, detail)


def _constraint(place: Place, path: tuple[str | int, ...], kind: str, detail: ErrorDetails) -> Problem:
    key, value = _key(path), detail["input"]
    if path and path[-1] in DAYS and kind in ("string_pattern_mismatch", NO_SUCH_DAY):
        return _day(place, key, str(value), kind)
    if kind == "string_pattern_mismatch":
        return error(
            place,
            "date-form",
            (f"“{key}”的日期写法不对：{value}", f"“{key}” is not a date: {value}"),
            ('写成 "2024"、"2024-11" 或 "2024-11-07"', 'write "2024", "2024-11" or "2024-11-07"'),
        )
    if kind == "too_short":
        return error(
            place,
            "empty",
            (f"“{key}”是空的列表", f"the list “{key}” is empty"),
            ("至少写一项", "write at least one item"),
        )
    return error(
        place,
        "wrong-form",
        (f"“{key}”的值不能用：{value}", f"the value of “{key}” cannot be used: {value}"),
        (f"对照别的条目改正（{detail['msg']}）", f"mend it after the model of another item ({detail['msg']})"),
    )


def _day(place: Place, key: str, written: str, kind: str) -> Problem:
    if kind == NO_SUCH_DAY:
        return error(
            place,
            "no-such-day",
            (f"日历上没有 {written}", f"there is no {written} in the calendar"),
            ("改成真实的日期", "write a date that exists"),
        )
    found = _DAY_PARTS.search(written)
    meant = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else "2027-06-30"
    return error(
        place,
        "day-form",
        (f"“{key}”要写到哪一天：{written}", f"“{key}” must be one whole day: {written}"),
        (f"写成 {meant} 这样", f"write it as {meant}"),
    )


def fields_at(model: type[Model], path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys known at `path` inside `model`."""
    current: Any = model
    for step in path:
        models = _models(current)
        if isinstance(step, str):
            current = next((m.model_fields[step].annotation for m in models if step in m.model_fields), None)
    return tuple(dict.fromkeys(name for m in _models(current) for name in m.model_fields))


def _models(annotation: Any) -> list[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    return [m for argument in get_args(annotation) for m in _models(argument)]


def _allowed(detail: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']+)'", str(detail.get("ctx", {}).get("expected", "")))


def _key(path: tuple[str | int, ...]) -> str:
    return ".".join(str(step) for step in path if isinstance(step, str)) or "…"


def _label(node: Node) -> str:
    id = node.entries.get("id") if isinstance(node, Map) else None
    return f"“{id.text}” " if isinstance(id, Scalar) and id.text else ""

"""JSON Schemas of the content files: editors read them to complete keys, explain them and mark what is wrong."""

import json
from pathlib import Path
from typing import Any

from bot.content.schema import DataFile, FaqFile, Model
from bot.errors import ContentError

FOLDER = "schemas"
FILES: dict[str, type[Model]] = {"data": DataFile, "faq": FaqFile}
_HEADER = "# yaml-language-server: $schema="
# What an editor shows beside a key, in both languages.
_HELP = {
    "about": "报道讲什么，一句话 / what the article is about, in one sentence",
    "aliases": "人们还会怎么叫它 / other names people use",
    "answer": "答案；{数据编号} 会换成那个数字 / the answer; {fact-id} becomes that fact's figure",
    "article": "报道的编号 / the id of an article",
    "articles": "报道 / published sources",
    "asks": "问的是什么 / what a question wants to know",
    "citation": "出处：报道和段落 / where it stands: article and paragraphs",
    "citations": "出处：报道和段落 / where it stands: article and paragraphs",
    "date": "报道的日期 / what is known of the article's date",
    "en": "英文 / English",
    "entries": "问答 / FAQ entries",
    "expires": "最后有效的一天，如 2027-06-30；此后的回复会说明已过期 / the last day on which it holds",
    "facts": "数据：每个数字一条 / one item for each figure",
    "figure": "原文中的数字 / the figure as published",
    "gaps": "空白：人们会问、报道却没有说的 / what readers ask and no article tells",
    "id": "编号，小写字母、数字、短横线，别处没用过 / lower-case letters, digits, hyphens; used nowhere else",
    "indicator": "指标的编号 / the id of an indicator",
    "indicators": "指标：数字量的是什么 / what figures measure",
    "inferred": "日期是推断的 / whether the date is inferred",
    "item": "园区里的什么（名称的编号） / the id of the named thing that the figure is about",
    "kind": "哪一类名称 / what kind of name",
    "lacks": "接在“资料没有说”后面的话 / completes “the sources do not say …”",
    "left_out": "原文里没有收录的数字 / figures of articles that no fact carries",
    "light": "泛泛的词 / general words, whose lack in an answer hardly matters",
    "measures": "这个数字指的是什么 / what exactly the figure measures",
    "name": "名称 / the name",
    "names": "园区里的人、机构、计划、产品 / people and things inside parks",
    "newspaper": "报纸 / the newspaper",
    "note": "补充说明 / a remark shown with the figure",
    "paragraph": "段落号，从 1 起 / the paragraph's number, from 1",
    "paragraphs": "段落号，从 1 起；在报道里是段落总数 / paragraph numbers from 1; of an article, how many it has",
    "park": "园区的编号 / the id of a park",
    "parks": "园区 / parks; of an article, the ids of those it is about",
    "part_of": "这个数字是哪条数据的一部分（编号） / the id of the fact whose figure this one is a part or a share of",
    "per": "按每什么计，如每亩 / the unit of area that the figure is for each of",
    "period": '"2023"、"2023-04"、reported、this-year、yearly、undated，或 {zh, en} / when the figure holds',
    "phrasings": "人们会怎么问 / how people ask for it",
    "place": "在哪里 / where it is",
    "quantity": "数字，照原文写，带限定词和单位，如“超19亿元” / the figure as published, with qualifier and unit",
    "reason": "理由 / the reason",
    "related": "相关的数据或问答的编号 / ids of related facts or entries",
    "reporters": "记者 / who wrote it",
    "review": "哪天该复核，如 2027-01-31 / the day on which somebody should look at it again",
    "role": "身份，如通讯员 / such as correspondent",
    "status": "数字的性质：已实现、目标、规划…… / what kind of number: reached, target, planned …",
    "synonyms": "同义词 / words that mean the same",
    "title": "标题 / the title",
    "url": "网址 / the address on the web",
    "value": '"2024"、"2024-11" 或 "2024-11-07" / the date',
    "year": "年份 / the year",
    "zh": "简体中文 / simplified Chinese",
}


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
        if key in _HELP:
            value["description"] = _HELP[key]
    part.pop("description", None) if "properties" in part else None
    for value in part.values():
        _explain(value)

"""What an administrator does to a draft of the made-up article in `qinglan-bay.txt`: every blank filled in, by hand."""

import re
from collections.abc import Mapping
from pathlib import Path

from bot.content.load import load
from bot.content.todo import CODE, suggested

ARTICLE = Path(__file__).with_name("qinglan-bay.txt")
# The periods and statuses that somebody reads in the article, by the end of the fact's id.
FACTS: Mapping[str, tuple[str, str]] = {
    "p1-1": ("2023", "actual"), "p1-2": ("2023", "growth"), "p2-1": ("undated", "planned"),
    "p2-2": ("reported", "actual"), "p2-3": ("reported", "actual"), "p3-1": ("undated", "actual"),
    "p3-2": ("2023", "actual"), "p3-3": ("undated", "share"), "p4-1": ("reported", "actual"),
    "p4-2": ("reported", "cumulative"), "p5-1": ("2026", "target"), "p5-2": ("2026", "target"),
    "p6-1": ("reported", "actual"), "p6-2": ("yearly", "forecast"),
}  # fmt: skip
# Everything else, by the end of an id and the key.
TEXTS = {
    ("", "title.en"): "Qinglan Bay makes a new industry of old batteries",
    ("", "newspaper.zh"): "江州日报", ("", "newspaper.en"): "Jiangzhou Daily",
    ("", "about.zh"): "园区怎样回收退役电池", ("", "about.en"): "how the park recycles old batteries",
    ("", "name.zh"): "青岚湾绿色产业园", ("", "name.en"): "Qinglan Bay Green Industrial Park",
    ("", "place.zh"): "江州市", ("", "place.en"): "Jiangzhou",
    ("p1-1", "name.en"): "output value", ("p1-2", "name.en"): "growth of the output value",
    ("p2-1", "name.en"): "planned area", ("p2-2", "name.en"): "companies settled",
    ("p2-3", "name.en"): "companies above designated size", ("p3-1", "name.en"): "batteries taken apart a day",
    ("p3-2", "name.en"): "investment of Lanxun", ("p3-3", "name.en"): "pass rate of the products",
    ("p4-1", "name.en"): "researchers", ("p4-2", "name.en"): "key technologies",
    ("p5-1", "name.en"): "public service platforms", ("p5-2", "name.en"): "new jobs",
    ("p6-1", "name.en"): "photovoltaic capacity on the roofs", ("p6-2", "name.en"): "carbon dioxide saved",
    ("guan", "name.en"): "management committee", ("ye", "name.en"): "management committee of the park",
    ("you", "name.en"): "Jiangzhou Lanxun Technology", ("da-xue", "name.en"): "Jiangzhou University of Technology",
    ("liao-yan", "name.en"): "institute of green materials", ("yan-jiu", "name.en"): "institute of green materials",
    ("yuan", "name.en"): "institute of green materials", ("ji", "name.en"): "circular economy action plan",
    ("who-zhou-qiming", "phrasings.en"): "who is Zhou Qiming",
    ("who-zhou-qiming", "answer.zh"): "周启明是青岚湾绿色产业园管委会副主任。",
    ("who-zhou-qiming", "answer.en"): "Zhou Qiming is a deputy director of the park's management committee.",
    ("who-xu-jing", "phrasings.en"): "who is Xu Jing",
    ("who-xu-jing", "answer.zh"): "许静是江州蓝循科技有限公司总经理。",
    ("who-xu-jing", "answer.en"): "Xu Jing is the general manager of Jiangzhou Lanxun Technology.",
    ("p4-when", "phrasings.zh"): "循环经济行动计划什么时候出台",
    ("p4-when", "phrasings.en"): "when was the circular economy plan issued",
    ("p4-when", "answer.zh"): "报道当年（2024年）3月，园区出台了循环经济行动计划。",
    ("p4-when", "answer.en"): "The park issued its circular economy plan in March of the year of the report, 2024.",
}  # fmt: skip
_LEFT_OUT = """\
left_out:
  - {article: %s, paragraph: 4, figure: "三年", reason: {zh: 计划名称的一部分, en: part of the plan's name}}
"""


def complete(root: Path, article: str) -> None:
    """Fill in every blank, and leave out the figure in the plan's name."""
    facts = root / "data" / "facts" / f"{article}.yaml"
    for file in (facts, root / "data" / "indicators" / f"{article}.yaml"):
        _without(file, f"{article}-p4-3")
    left = root / "data" / "left-out" / f"{article}.yaml"
    left.parent.mkdir(exist_ok=True)
    left.write_text(_LEFT_OUT % article, encoding="utf-8")
    blanks = [problem for problem in load(root).problems if problem.code == CODE]
    for problem in sorted(blanks, key=lambda problem: problem.place, reverse=True):
        path = root / problem.place.file
        lines = path.read_text(encoding="utf-8").split("\n")
        line, column = lines[problem.place.line - 1], problem.place.column - 1
        match = re.compile(r'"TODO[^"]*"|TODO[^,}\]]*').match(line, column)
        assert match, line
        named = re.match(r"“(\S+)” of “(\S+)”", problem.what.en)
        assert named, problem.what.en
        value = _value(named[2].removeprefix(article), named[1], suggested(match[0].strip('"')))
        lines[problem.place.line - 1] = f'{line[:column]}"{value}"{line[match.end() :]}'
        path.write_text("\n".join(lines), encoding="utf-8")


def _value(id: str, key: str, hint: str) -> str:
    if key in ("period", "status"):
        return FACTS[id.removeprefix("-")][key == "status"]
    fitting = [
        text for (end, name), text in TEXTS.items() if name == key and id.endswith(end) and (end or key != "name.en")
    ]
    if key == "reporters.en" or (key == "name.en" and hint):
        return hint
    return (fitting or [TEXTS["", key]])[-1]


def _without(file: Path, id: str) -> None:
    text = file.read_text(encoding="utf-8")
    made = re.sub(rf"\n  - id: {id}\n(?:    .*\n|\n)*", "\n", text)
    assert made != text
    file.write_text(made, encoding="utf-8")

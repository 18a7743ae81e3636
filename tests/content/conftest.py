"""A small content folder with made-up articles, good as it is; tests spoil one thing at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest

FILES = {
    "data/articles.yaml": """\
articles:
  - id: east
    title: {zh: "东城园区：造平台", en: East Park builds platforms}
    newspaper: {zh: 日报, en: Daily}
    reporters: [{zh: 李明, en: Li Ming}]
    date: {value: "2024-11", inferred: true, reason: {zh: 文中写11月, en: the text tells of November}}
    paragraphs: 3
    parks: [east-park]
    about: {zh: 平台, en: platforms}
  - id: west
    title: {zh: 西城园区, en: West Park}
    newspaper: {zh: 日报, en: Daily}
    reporters: []
    date: {value: "2024-11-08"}
    paragraphs: 1
    parks: [west-park]
    about: {zh: 外贸, en: trade}
""",
    "data/parks.yaml": """\
parks:
  - {id: east-park, name: {zh: 东城园区, en: East Park}, aliases: {zh: [东城], en: [East]}, place: {zh: 东城, en: East}}
  - {id: west-park, name: {zh: 西城园区, en: West Park}, aliases: {zh: [西城], en: []}, place: {zh: 西城, en: West}}
""",
    "data/names.yaml": """\
names:
  - {id: zhang-san, kind: person, park: east-park, name: {zh: 张三, en: Zhang San}}
""",
    "data/indicators.yaml": """\
indicators:
  - id: platforms
    name: {zh: 平台数量, en: number of platforms}
    aliases: {zh: [平台数], en: [platforms]}
  - id: trade
    name: {zh: 外贸总额, en: foreign trade}
""",
    "data/facts.yaml": """\
facts:
  - id: east-platforms
    park: east-park
    indicator: platforms
    measures: {zh: 已建成的平台, en: platforms built}
    period: reported
    status: actual
    quantity: "49个"
    citation: {article: east, paragraphs: [1]}
    phrasings: {zh: [建成了几个平台], en: [how many platforms are built]}
  - id: east-target
    park: east-park
    indicator: platforms
    period: "2025"
    status: target
    quantity: "60个"
    citation: {article: east, paragraphs: [2]}
  - id: west-trade
    park: west-park
    indicator: trade
    period: "2023-04"
    status: actual
    quantity: "超19亿元"
    citation: {article: west, paragraphs: [1]}
""",
    "data/left-out.yaml": """\
left_out:
  - {article: east, paragraph: 3, figure: "11月7日", reason: {zh: 采访日期, en: day of the visit}}
""",
    "data/synonyms.yaml": "synonyms:\n  - {zh: [钱, 资金], en: [money]}\n",
    "faq/east.yaml": """\
park: east-park
entries:
  - id: east-zhang
    asks: [who]
    phrasings: {zh: [张三是谁], en: [who is Zhang San]}
    answer: {zh: "张三管{east-platforms}平台。", en: "Zhang San runs {east-platforms} of platforms."}
    citations: [{article: east, paragraphs: [1, 3]}]
    related: [east-target]
""",
}
TEXTS = {
    "east.txt": """\
title: 东城园区： 造平台
byline: ◎本报记者 李明
¶1 东城园区张三说，已建成平台49个。
¶2 到2025年，平台数量将达60个。
¶3 记者11月7日前往。
""",
    "west.txt": "title: 西城园区\n¶1 2023年4月，西城园区外贸总额超19亿元。\n",
}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the good content, with single files replaced (text or bytes) or edited (a pair: old, new)."""

    def _write(changes: dict[str, str | bytes | tuple[str, str]] | None = None) -> Path:
        root = tmp_path / "content"
        for name in {**FILES, **(changes or {})}:
            change = (changes or {}).get(name, FILES.get(name, ""))
            if isinstance(change, tuple):
                assert change[0] in FILES[name], "the sample no longer holds what the test wants to spoil"
                change = FILES[name].replace(*change)
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(change if isinstance(change, bytes) else change.encode())
        return root

    return _write


@pytest.fixture
def source(tmp_path: Path) -> Callable[..., Path]:
    """Write the article texts, with single files replaced."""

    def _source(changes: dict[str, str] | None = None) -> Path:
        folder = tmp_path / "source"
        folder.mkdir(exist_ok=True)
        for name, text in {**TEXTS, **(changes or {})}.items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    return _source

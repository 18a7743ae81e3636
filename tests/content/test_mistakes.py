"""Mistakes that people make in YAML, each reported at its line in words to act on, and never published."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.bootstrap import core_of
from bot.content.check import check
from bot.domain.bilingual import Language
from bot.domain.problems import Level
from bot.publishing.answers import Tables
from bot.publishing.publisher import Publisher, Refused
from bot.storage.database import Database
from content.conftest import FILES, Write

FACTS, FAQ, ARTICLES, PARKS, NAMES = (
    "data/facts.yaml", "faq/east.yaml", "data/articles.yaml", "data/parks.yaml", "data/names.yaml"
)  # fmt: skip
Change = str | bytes | tuple[str, str]
# What somebody did, the file, what they did to it (its new content, or old text and new text), the line to look at.
MISTAKES: list[tuple[str, str, Change, int]] = [
    # colons
    ("full-width colon after a key", FACTS, ("park: east-park\n    indicator: platforms\n    measures", "park：east-park\n    indicator: platforms\n    measures"), 3),
    ("full-width colon at the top", FAQ, ("park: east-park", "park：east-park"), 1),
    ("full-width colon in braces", FACTS, ("{zh: 已建成的平台", "{zh：已建成的平台"), 5),
    ("full-width colon after a section", FAQ, ("entries:", "entries："), 2),
    ("no space after the colon", FACTS, ("status: actual\n    quantity: \"49", "status:actual\n    quantity: \"49"), 7),
    ("no space after the colon in braces", FAQ, ("{zh: [张三是谁]", "{zh:[张三是谁]"), 5),
    ("no colon", FACTS, ("period: reported", "period reported"), 6),
    ("colon in an unquoted text", ARTICLES, ('zh: "东城园区：造平台"', "zh: 东城园区: 造平台"), 3),
    ("full-width space after the colon", FACTS, ("period: reported", "period:　reported"), 6),
    # indentation
    ("one space too few", FACTS, ("    period: reported", "   period: reported"), 6),
    ("one space too many", FACTS, ("    period: reported", "     period: reported"), 6),
    ("indented with a tab", FACTS, ("    period: reported", "\tperiod: reported"), 6),
    ("indented with full-width spaces", FACTS, ("    period: reported", "　　period: reported"), 6),
    ("indented with a no-break space", FACTS, ("    period: reported", "\u00a0   period: reported"), 6),
    ("item outdented", FACTS, ("  - id: east-target", "- id: east-target"), 11),
    ("item indented under the one before", FACTS, ("  - id: east-target", "    - id: east-target"), 11),
    ("the dash forgotten", FACTS, ("  - id: east-target", "    id: east-target"), 11),
    ("the dash without a space", FACTS, ("  - id: east-target", "  -id: east-target"), 11),
    ("a full-width dash", FACTS, ("  - id: east-target", "  －id: east-target"), 11),
    ("a Chinese dash", FACTS, ("  - id: east-target", "  — id: east-target"), 11),
    # brackets, commas, quotation marks
    ("bracket never closed", FACTS, ("[建成了几个平台]", "[建成了几个平台"), 10),
    ("brace never closed", FACTS, ("en: platforms built}", "en: platforms built"), 5),
    ("full-width brackets", FACTS, ("paragraphs: [2]", "paragraphs: 【2】"), 17),
    ("full-width comma in braces", FACTS, ("{zh: 已建成的平台, en", "{zh: 已建成的平台，en"), 5),
    ("comma inside an unquoted text", FACTS, ("zh: 已建成的平台, en", "zh: 已建成的, 平台, en"), 5),
    ("comma inside an unquoted English text", FACTS, ("en: platforms built", "en: platforms, built"), 5),
    ("comma forgotten", FAQ, ("{zh: [张三是谁], en", "{zh: [张三是谁] en"), 5),
    ("Chinese quotation marks for a figure's", FACTS, ('quantity: "60个"', "quantity: “60个”"), 16),
    ("a unit that nobody knows", FACTS, ('"60个"', '"60毛"'), 16),
    ("a word before the figure", FACTS, ('"60个"', '"最快60个"'), 16),
    ("quotation mark never closed", FACTS, ('"60个"', '"60个'), 16),
    ("a quotation inside double quotes", FAQ, ('zh: "张三管', 'zh: "张三管"第一"'), 6),
    ("text after the quotation", FACTS, ('"60个"', '"60"个'), 16),
    ("a text that begins with a brace", FAQ, ('zh: "张三管{east-platforms}平台。"', "zh: {east-platforms}平台由张三管"), 6),
    ("a text that begins with an at sign", FAQ, ('zh: "张三管{east-platforms}平台。"', "zh: @张三"), 6),
    ("a text that begins with a percent sign", FAQ, ('zh: "张三管{east-platforms}平台。"', "zh: %张三"), 6),
    ("a text that begins with a star", FAQ, ('zh: "张三管{east-platforms}平台。"', "zh: *张三"), 6),
    ("a text that begins with an exclamation mark", FAQ, ('zh: "张三管{east-platforms}平台。"', "zh: !张三"), 6),
    ("a hash that cuts the text", FAQ, ('zh: "张三管{east-platforms}平台。", en', "zh: 张三 #1\n      en"), 6),
    ("a backslash in double quotes", FAQ, ("张三管", "张三\\管"), 6),
    # keys
    ("a key misspelt", FACTS, ("indicator: platforms\n    measures", "indicatr: platforms\n    measures"), 4),
    ("a key in capitals", FACTS, ("    period: reported", "    Period: reported"), 6),
    ("a key in Chinese", FACTS, ("    period: reported", "    期间: reported"), 6),
    ("a key twice", FACTS, ("    period: reported", "    period: reported\n    period: yearly"), 7),
    ("a key deleted", FACTS, ("    period: reported\n", ""), 2),
    ("a value deleted", FACTS, ("period: reported", "period:"), 6),
    ("one language deleted", FACTS, (", en: platforms built}", "}"), 5),
    ("the id deleted", FACTS, ("  - id: east-target\n    park", "  - park"), 11),
    ("the park of a FAQ file deleted", FAQ, ("park: east-park\n", ""), 1),
    ("a section misspelt", PARKS, ("parks:\n", "park:\n"), 1),
    ("entries in a data file", NAMES, ("names:\n", "entries: []\nnames:\n"), 1),
    ("a text where a list belongs", FAQ, ("asks: [who]", "asks: who"), 4),
    ("a list where a text belongs", FACTS, ("status: target", "status: [target]"), 15),
    ("all phrasings in one language only as a list", FAQ, ("phrasings: {zh: [张三是谁], en: [who is Zhang San]}", "phrasings: [张三是谁]"), 5),
    # values
    ("an id twice", FACTS, ("id: east-target", "id: east-platforms"), 11),
    ("an id of an entry used for a fact", FAQ, ("id: east-zhang", "id: east-target"), 3),
    ("an id with spaces and capitals", FACTS, ("id: east-target", "id: East Target"), 11),
    ("an id in Chinese", FACTS, ("id: east-target", "id: 东城目标"), 11),
    ("a park that is not there", FACTS, ("park: west-park", "park: west"), 19),
    ("an indicator that is not there", FACTS, ("indicator: trade", "indicator: trades"), 20),
    ("an article that is not there", FACTS, ("citation: {article: west", "citation: {article: wset"), 24),
    ("a paragraph that the article has not", FACTS, ("citation: {article: west, paragraphs: [1]}", "citation: {article: west, paragraphs: [9]}"), 24),
    ("a paragraph 0", FACTS, ("citation: {article: west, paragraphs: [1]}", "citation: {article: west, paragraphs: [0]}"), 24),
    ("a paragraph in words", FACTS, ("citation: {article: west, paragraphs: [1]}", "citation: {article: west, paragraphs: [第一段]}"), 24),
    ("a related item that is gone", FAQ, ("related: [east-target]", "related: [east-tarket]"), 8),
    ("a placeholder of no fact", FAQ, ('zh: "张三管{east-platforms}', 'zh: "张三管{east-platform}'), 6),
    ("a placeholder with full-width braces", FAQ, ('zh: "张三管{east-platforms}', 'zh: "张三管｛east-platforms｝'), 6),
    ("a status in Chinese", FACTS, ("status: target", "status: 目标"), 15),
    ("a month 13", FACTS, ('period: "2023-04"', 'period: "2023-13"'), 21),
    ("a date with slashes", FACTS, ('period: "2023-04"', 'period: "2023/04"'), 21),
    ("a date in Chinese", FACTS, ('period: "2023-04"', 'period: "2023年4月"'), 21),
    ("an article's date with dots", ARTICLES, ('value: "2024-11"', 'value: "2024.11"'), 6),
    ("no figure in the quantity", FACTS, ('"60个"', '"很多"'), 16),
    ("a date as quantity", FACTS, ('"60个"', '"2023年"'), 16),
    ("a whole sentence as quantity", FACTS, ('"60个"', '"平台将达60个，投资3亿元"'), 16),
    ("the same phrasing at two facts", FACTS, ('quantity: "60个"', 'phrasings: {zh: [建成了几个平台]}\n    quantity: "60个"'), 16),
    ("an alias of two parks", PARKS, ("aliases: {zh: [西城]", "aliases: {zh: [东城]"), 3),
    ("a phrasing of punctuation", FAQ, ("[张三是谁]", "[？？]"), 5),
    # files
    ("saved as GBK", NAMES, FILES[NAMES].encode("gbk"), 2),
    ("saved as UTF-16", NAMES, FILES[NAMES].encode("utf-16"), 1),
    ("an empty file", NAMES, b"", 0),
    ("a file of blanks", NAMES, b"\n  \n", 0),
    ("saved only to the middle of a text", FACTS, FILES[FACTS][: FILES[FACTS].index("60个") + 2], 16),
    ("saved only to the middle of an item", FACTS, FILES[FACTS][: FILES[FACTS].index("    quantity: \"60个")], 11),
    ("saved only to the middle of a character", NAMES, FILES[NAMES].encode()[: FILES[NAMES].encode().index("张".encode()) + 1], 2),
    ("zero bytes at the end", NAMES, FILES[NAMES].encode() + b"\0\0", 3),
    ("conflict marks of a version control", FACTS, ("  - id: east-target", "<<<<<<< HEAD\n  - id: east-target"), 11),
    ("a second document", NAMES, FILES[NAMES] + "---\nnames: []\n", 3),
    ("prose pasted in front", NAMES, "这是名单\n" + FILES[NAMES], 1),
    ("a comment in the Chinese way", NAMES, FILES[NAMES].replace("names:", "// 名单\nnames:"), 1),
    ("an anchor instead of a copy", FACTS, ('quantity: "60个"', "quantity: *figure"), 16),
]  # fmt: skip


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publisher]:
    """For a database in which the good content was never published: whatever is accepted would be."""
    with Database.open(f"sqlite:///{tmp_path_factory.mktemp('live') / 'x.sqlite3'}") as database:
        desk_of = lambda revision: core_of(revision).desk_without_memory()  # noqa: E731
        yield Publisher(database.revisions, desk_of, Tables((), ()), Language.SIMPLIFIED)


def test_there_are_many_and_each_has_a_name_of_its_own() -> None:
    assert len({name for name, *_ in MISTAKES}) == len(MISTAKES) >= 60


def test_the_content_without_mistakes_may_be_published(write: Write, publisher: Publisher) -> None:
    assert publisher.plan(write()) is not None


@pytest.mark.parametrize(("file", "change", "line"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_it_is_reported_at_its_line_and_never_published(
    file: str, change: Change, line: int, write: Write, publisher: Publisher
) -> None:
    root = write({file: change})
    errors = [p for p in check(root) if p.level is Level.ERROR]
    here = [p for p in errors if (p.place.file, p.place.line) == (file, line)]
    assert here, [f"{p.place} {p.what.zh}" for p in errors]
    assert len(errors) <= 4, [f"{p.place} {p.what.zh}" for p in errors]  # one slip is no long list
    for problem in here:
        assert problem.mend.zh
        assert problem.mend.en
        assert "YAML 读不懂" not in problem.what.zh  # the parser's own words help nobody
    with pytest.raises(Refused, match="没有发布"):
        publisher.plan(root)


PROVEN: list[tuple[str, str, Change, int]] = [
    ("a digit changed", FACTS, ('"49个"', '"48个"'), 8),
    ("digits swapped", FACTS, ('"49个"', '"94个"'), 8),
    ("a unit swapped", FACTS, ('"超19亿元"', '"超19万元"'), 23),
    ("a unit of another kind", FACTS, ('"超19亿元"', '"超19亿亩"'), 23),
    ("a qualifier lost", FACTS, ('"超19亿元"', '"19亿元"'), 23),
    ("the wrong paragraph", FACTS, ("paragraphs: [2]", "paragraphs: [1]"), 16),
    ("the wrong year", FACTS, ('"2023-04"', '"2022-04"'), 21),
    ("the wrong number of paragraphs", ARTICLES, ("paragraphs: 3", "paragraphs: 4"), 7),
]  # fmt: skip


@pytest.mark.parametrize(("file", "change", "line"), [m[1:] for m in PROVEN], ids=[m[0] for m in PROVEN])
def test_with_the_article_texts_wrong_figures_are_not_published(
    file: str, change: Change, line: int, write: Write, source: Callable[..., Path], publisher: Publisher
) -> None:
    root, texts = write({file: change}), source()
    errors = [p for p in check(root, texts) if p.level is Level.ERROR]
    assert (file, line) in [(p.place.file, p.place.line) for p in errors], [f"{p.place} {p.what.zh}" for p in errors]
    with pytest.raises(Refused, match="没有发布"):
        publisher.plan(root, texts)

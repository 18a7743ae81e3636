"""From the text of a new article to answers: what a draft holds, what it leaves to complete, and what it never does."""

import re
import shutil
from difflib import ndiff
from pathlib import Path

import pytest
import yaml
from program import SMALL_CONTENT, Program

from bot.bootstrap import core_of
from bot.content.load import load
from bot.content.source.texts import parse
from bot.content.todo import CODE, is_blank
from bot.publishing.publisher import content_of
from bot.reply.plain import plain
from bot.storage.database import Database

from .completing import ARTICLE, FACTS, complete

TEXT = ARTICLE.read_text(encoding="utf-8")
ID = ARTICLE.stem


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL_CONTENT, tmp_path / "content"))


@pytest.fixture
def program(tmp_path: Path, root: Path) -> Program:
    return Program(tmp_path).with_settings(PARKBOT_CONTENT=str(root))


def draft(program: Program, text: str = TEXT, name: str = ARTICLE.name, park: str = ID) -> str:
    """Draft a text, for a new park; what the program says."""
    (program.folder / name).write_text(text, encoding="utf-8")
    done = program.run("draft", name, "--new-park", park)
    assert (done.code, done.err) == (0, "")
    return done.out


def section(root: Path, folder: str) -> dict[str, dict[str, object]]:
    """The items of one drafted data file, by id."""
    data = yaml.safe_load((root / "data" / folder / f"{ID}.yaml").read_text(encoding="utf-8"))
    return {item["id"]: item for item in data[folder]}


def contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_an_article_goes_from_its_text_to_an_answer_with_its_source(program: Program, root: Path) -> None:
    program.run("publish")
    draft(program)
    assert program.run("publish").code == 1
    assert program.run("check", "--source", ARTICLE.name).code == 1
    complete(root, ID)
    checked = program.run("check", "--source", ARTICLE.name)
    assert (checked.code, "errors 0" in checked.lines[-1]) == (0, True), checked.out
    published = program.run("publish", "--source", ARTICLE.name)
    assert published.lines[-1] == "Published as revision 2. To undo: parkbot rollback 1"
    with Database.open(f"sqlite:///{program.folder / 'parkbot.sqlite3'}") as database:
        revision = content_of(database.revisions.files(2), database.revisions.record(2))
    desk = core_of(revision).desk_without_memory()
    said = plain(desk.reply("青岚湾绿色产业园2023年总产值是多少", "1"))
    assert said.splitlines()[0] == "48.6亿元"
    assert "《青岚湾绿色产业园：退役电池“淘”出新产业》，江州日报，林知夏、沈一帆，第1段" in said
    assert "许静是江州蓝循科技有限公司总经理" in plain(desk.reply("许静是谁", "2"))
    assert plain(
        desk.reply("How many public service platforms will Qinglan Bay Green Industrial Park have in 2026", "3")
    ).startswith("8")


def test_what_is_stated_is_filled_in(program: Program, root: Path) -> None:
    draft(program)
    places = load(root).places
    article = places.items["articles", ID]
    data = yaml.safe_load((root / "data" / "all.yaml").read_text(encoding="utf-8"))
    (held,) = (one for one in data["articles"] if one["id"] == ID)
    assert article
    assert held["title"]["zh"] == "青岚湾绿色产业园：退役电池“淘”出新产业"
    assert [one["zh"] for one in held["reporters"]] == ["林知夏", "沈一帆"]
    assert held["reporters"][1]["role"]["en"] == "correspondent"
    assert (held["date"], held["paragraphs"], held["parks"]) == ({"value": "2024-09-12"}, 6, [ID])
    facts = section(root, "facts")
    figures = {id.removeprefix(f"{ID}-"): fact["quantity"] for id, fact in facts.items()}
    assert figures == {
        "p1-1": "48.6亿元", "p1-2": "17.5%", "p2-1": "约320公顷", "p2-2": "126家", "p2-3": "41家", "p3-1": "近30吨",
        "p3-2": "1.2亿元", "p3-3": "超过98%", "p4-1": "200余名", "p4-2": "15项", "p4-3": "三年", "p5-1": "8个",
        "p5-2": "3000至5000个", "p6-1": "60兆瓦", "p6-2": "5万吨",
    }  # fmt: skip
    assert all(f["citation"] == {"article": ID, "paragraphs": [int(i.split("-p")[1][0])]} for i, f in facts.items())
    things = {id.removeprefix(f"{ID}-"): item["name"]["zh"] for id, item in section(root, "indicators").items()}  # type: ignore[index]
    assert [things[key] for key in ("p1-1", "p1-2", "p2-3", "p4-1", "p5-1", "p6-1")] == [
        "园区总产值", "园区总产值同比增长", "规模以上企业", "科研人员", "公共服务平台", "园区屋顶光伏装机容量",
    ]  # fmt: skip
    names = {(item["kind"], item["name"]["zh"]) for item in section(root, "names").values()}  # type: ignore[index]
    assert names == {
        ("person", "周启明"), ("person", "许静"), ("organisation", "青岚湾绿色产业园管委会"),
        ("organisation", "江州蓝循科技有限公司"), ("organisation", "江州理工大学"),
        ("organisation", "绿色材料研究院"), ("plan", "青岚湾循环经济三年行动计划"),
    }  # fmt: skip


def test_no_status_and_no_unstated_period_is_filled_in(program: Program, root: Path) -> None:
    draft(program)
    facts = section(root, "facts")
    assert all(is_blank(str(fact["status"])) for fact in facts.values())
    filled = {id.removeprefix(f"{ID}-"): f["period"] for id, f in facts.items() if not is_blank(str(f["period"]))}
    assert filled == {"p1-1": "2023", "p5-1": "2026"}
    assert all(FACTS[id][0] == period for id, period in filled.items())


def test_check_names_every_blank_at_its_line_in_words(program: Program, root: Path) -> None:
    said = draft(program)
    blanks = [problem for problem in load(root).problems if problem.code == CODE]
    written = sum(len(re.findall("TODO", body.decode())) for path, body in contents(root).items() if path.suffix)
    notes = sum(body.decode().count("# 草稿：写着 TODO") * 2 for body in contents(root).values())
    assert len(blanks) == written - notes
    assert f"To complete: {len(blanks)} values" in said
    done = program.run("check", "--lang", "zh")
    assert done.code == 1
    assert re.search(
        rf"^data/facts/{ID}\.yaml:\d+:13  “{ID}-p1-1”的“status”待填。要填的是：数字的性质", done.out, re.MULTILINE
    )
    assert "actual, target, planned" in done.out
    assert f"“title.en” of “{ID}” is left to complete" in program.run("check").out
    # One thing to say of a blank: that it is one.
    assert {problem.code for problem in load(root).problems} == {CODE}


def test_nothing_of_the_text_is_copied_but_names_and_a_few_words(program: Program, root: Path) -> None:
    draft(program)
    paragraphs = [p.text for n, p in parse(ARTICLE.name, TEXT).paragraphs.items() if n]
    written = "\n".join(body.decode() for body in contents(root).values())
    for paragraph in paragraphs:
        for start in range(len(paragraph) - 20):
            piece = paragraph[start : start + 21]
            assert piece not in written, piece


def test_a_second_run_adds_nothing_and_completed_items_stay(program: Program, root: Path) -> None:
    draft(program)
    before = contents(root)
    again = program.run("draft", ARTICLE.name)
    assert (again.code, again.lines[-1]) == (0, "Nothing to add: the files hold all of this article.")
    assert contents(root) == before
    complete(root, ID)
    before = contents(root)
    assert program.run("draft", ARTICLE.name).code == 0
    assert contents(root) == before


def test_a_second_run_adds_what_has_been_taken_out(program: Program, root: Path) -> None:
    draft(program)
    facts = root / "data" / "facts" / f"{ID}.yaml"
    before = facts.read_text(encoding="utf-8")
    facts.write_text(before[: before.index(f"  - id: {ID}-p6-2")], encoding="utf-8")
    program.run("draft", ARTICLE.name)
    assert facts.read_text(encoding="utf-8") == before


def test_what_others_wrote_is_kept(program: Program, root: Path) -> None:
    file = root / "data" / "all.yaml"
    before = file.read_text(encoding="utf-8").splitlines()
    draft(program)
    after = file.read_text(encoding="utf-8").splitlines()
    assert not [line for line in ndiff(before, after) if line.startswith("- ")]


def test_the_park_is_asked_for(program: Program, root: Path) -> None:
    shutil.copy(ARTICLE, program.folder)
    done = program.run("draft", ARTICLE.name, stdin=b"Lake Park\nlake-park\ny\n")
    assert done.code == 0
    assert "lower-case letters" in done.out
    assert (root / "faq" / f"{ID}.yaml").read_text(encoding="utf-8").splitlines()[2] == "park: lake-park"


def test_an_existing_park_gets_another_article(program: Program, root: Path) -> None:
    shutil.copy(ARTICLE, program.folder)
    done = program.run("draft", ARTICLE.name, "--park", "willow-bay")
    assert done.code == 0
    assert load(root).places.declared("parks") == {"willow-bay"}
    wrong = program.run("draft", ARTICLE.name, "--park", "willow")
    assert wrong.code == 0  # the files say which park it is about
    shutil.copy(ARTICLE, program.folder / "other.txt")
    wrong = program.run("draft", "other.txt", "--park", "willow")
    assert (wrong.code, "There are: willow-bay" in wrong.err) == (1, True)
    assert program.run("draft", "other.txt", "--park", "a", "--new-park", "b").code == 2


ODD: list[tuple[str, bytes, str]] = [
    ("gbk.txt", TEXT.encode("gb18030"), "looks like GBK"),
    ("utf16.txt", TEXT.encode("utf-16"), "looks like UTF-16"),
    ("binary.txt", b"\xff\x00\x81" * 50, "binary.txt is not UTF-8. "),
    ("empty.txt", b"", "holds no paragraphs"),
    ("blank.txt", "\n　　\n".encode(), "holds no paragraphs"),
    ("title-only.txt", "青岚湾绿色产业园".encode(), "holds no paragraphs"),
    ("english.txt", b"A new park\nBy Li Ming\nThe park has 49 platforms and 60 companies.\n", "not in Chinese"),
    ("huge.txt", "园区已建成平台49个。\n".encode() * 8000, "Keep each article in a file of its own"),
    ("新闻.txt", TEXT.encode(), "Rename"),
    ("news.docx", TEXT.encode(), "Rename"),
    ("nowhere.txt", b"-", "cannot be read"),
]


@pytest.mark.parametrize(("name", "data", "words"), ODD, ids=[case[0] for case in ODD])
def test_what_cannot_be_drafted_is_refused_in_words(
    program: Program, root: Path, name: str, data: bytes, words: str
) -> None:
    if data != b"-":
        (program.folder / name).write_bytes(data)
    before = contents(root)
    done = program.run("draft", name, "--new-park", "odd")
    assert (done.code, done.out) == (1, "")
    assert words in done.err
    assert "Traceback" not in done.err
    assert contents(root) == before


def test_a_large_article_of_nothing_but_figures_is_drafted(program: Program, root: Path) -> None:
    rows = "".join(f"园区已建成第一类平台{n}个，产值达{n}.5亿元。\n" for n in range(3, 303))
    draft(program, f"平台建设\n◎本报记者 林知夏\n{rows}", "large.txt")
    assert len([key for key in load(root).places.items if key[0] == "facts"]) == 3 + 600


def test_an_article_without_byline_and_figures_still_gets_an_entry_for_each_paragraph(
    program: Program, root: Path
) -> None:
    draft(program, "园区开放\n园区向市民开放参观。\n参观者络绎不绝。\n", "open-day.txt")
    assert "reporters: TODO" in (root / "data" / "all.yaml").read_text(encoding="utf-8")
    assert not (root / "data" / "facts").exists()
    entries = yaml.safe_load((root / "faq" / "open-day.yaml").read_text(encoding="utf-8"))["entries"]
    assert [entry["citations"][0]["paragraphs"] for entry in entries] == [[1], [2]]
    assert "“reporters” of “open-day” is left to complete" in program.run("check").out


def test_a_faulty_content_file_stops_it_before_anything_is_written(program: Program, root: Path) -> None:
    (root / "faq" / "willow.yaml").write_text("park: [", encoding="utf-8")
    shutil.copy(ARTICLE, program.folder)
    before = contents(root)
    done = program.run("draft", ARTICLE.name, "--new-park", ID)
    assert (done.code, "mend what `parkbot check` lists first" in done.err) == (1, True)
    assert contents(root) == before
    done = program.with_settings(LANG="zh_CN.UTF-8").run("fmt")
    assert (done.code, "请先改好 `parkbot check` 列出的问题" in done.err) == (1, True)


def test_a_faq_file_of_another_park_is_not_mixed_with(program: Program, root: Path) -> None:
    (program.folder / "willow.txt").write_text(TEXT, encoding="utf-8")
    data = root / "data" / "all.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("- id: willow\n", "- id: willow-news\n"), encoding="utf-8")
    done = program.run("draft", "willow.txt", "--new-park", ID)
    assert (done.code, "is of the park “willow-bay”" in done.err) == (1, True)


def test_without_a_draft_for_it_a_figure_is_listed_as_uncovered(program: Program, root: Path) -> None:
    draft(program)
    more = TEXT.replace("退役电池近30吨", "退役电池近30吨，电机17台")
    (program.folder / ARTICLE.name).write_text(more, encoding="utf-8")
    done = program.run("check", "--source", ARTICLE.name)
    assert [line for line in done.lines if "in no fact and no answer" in line and "17台" in line]
    assert len([line for line in done.lines if "in no fact and no answer" in line]) == 1
    assert root.is_dir()

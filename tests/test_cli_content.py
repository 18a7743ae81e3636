"""The administrators' commands as processes: what they print, and their exit codes."""

import shutil
import signal
from pathlib import Path

import pytest
from program import PATIENCE, SMALL_CONTENT, Program


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL_CONTENT, tmp_path / "content"))


@pytest.fixture
def program(tmp_path: Path, root: Path) -> Program:
    return Program(tmp_path).with_settings(PARKBOT_CONTENT=str(root))


def edit(root: Path, old: str, new: str) -> None:
    file = root / "data" / "all.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_from_draft_to_live_and_back(program: Program, root: Path) -> None:
    assert program.run("revisions").lines == ["Nothing has been published yet."]
    first = program.run("publish", "--note", "the beginning")
    assert (first.code, first.lines[-1]) == (0, "Published as revision 1.")
    assert program.run("publish").lines == ["The files are what is live already; there is nothing to publish."]
    assert program.run("diff").lines == ["  No difference."]

    edit(root, '"37座"', '"39座"')
    assert program.run("diff").lines == ["  fact willow-workshops: figure 37座 → 39座"]
    dry = program.run("publish", "--dry-run")
    assert dry.lines == ["  fact willow-workshops: figure 37座 → 39座", "Nothing was published (--dry-run)."]
    second = program.run("publish")
    assert second.lines[-1] == "Published as revision 2. To undo: parkbot rollback 1"

    back = program.run("rollback", "1", "--note", "a slip")
    assert back.lines[0] == "  fact willow-workshops: figure 39座 → 37座"
    assert back.lines[1].startswith("Revision 3 is live")
    assert program.run("diff", "1", "3").lines == ["  No difference."]
    assert program.run("diff", "2", "1").lines == ["  fact willow-workshops: figure 39座 → 37座"]
    listed = program.run("revisions").lines
    assert [line.split()[0] for line in listed] == ["3", "2", "1"]
    assert listed[0].endswith("rollback 1  a slip")
    assert listed[2].endswith("files  the beginning")
    assert len(program.run("revisions", "--limit", "1").lines) == 1


def test_a_draft_with_errors_is_refused_and_can_still_be_asked_about_once_mended(program: Program, root: Path) -> None:
    program.run("publish")
    edit(root, "  - id: willow-exports-2021", "  - id：willow-exports-2021")
    done = program.run("publish")
    assert done.code == 1
    assert "nothing was published" in done.err
    assert "data/all.yaml:" in done.err
    assert program.run("diff").code == 1
    assert [line.split()[0] for line in program.run("revisions").lines] == ["1"]


def test_ask_and_chat_answer_from_the_draft(program: Program, root: Path) -> None:
    program.run("publish")
    edit(root, '"37座"', '"39座"')
    assert program.run("ask", "柳树湾产业园有多少座厂房").lines[0] == "39座"
    assert program.run("chat", stdin="柳树湾产业园有多少座厂房\n".encode()).lines[0] == "39座"


def test_messages_follow_the_locale(program: Program, root: Path) -> None:
    chinese = program.with_settings(LANG="zh_CN.UTF-8")
    assert chinese.run("publish").lines[-1] == "已发布为版本 1。"
    edit(root, '"37座"', '"39座"')
    assert chinese.run("diff").lines == ["  数据 willow-workshops：数字 37座 → 39座"]


@pytest.mark.parametrize("arguments", [["rollback", "7"], ["diff", "7"]])
def test_a_revision_that_is_not_there_is_named(program: Program, arguments: list[str]) -> None:
    program.run("publish")
    done = program.run(*arguments)
    assert (done.code, "There is no revision 7" in done.err) == (1, True)


# new, fmt, schema, check --watch

PARK = ["lake-park", "湖边园区", "Lake Park", "湖边，湖园", "Lakeside", "柳江省", "Liujiang"]
ARTICLE = ["lake-news", "湖边园区“起步”: 纪实", "Lake Park starts", "柳湾晚报", "Willow Evening News", "高山", "Gao Shan", "2024-01", "5", "lake-park", "讲园区", "the park"]  # fmt: skip # noqa: E501
INDICATOR = ["jobs", "就业人数", "people employed", "上班人数", ""]
FACT = ["lake-jobs", "lake-park", "jobs", "2023", "actual", "超3000人", "lake-news", "2", "", "", "湖边园区有多少人上班", "how many people work at Lake Park"]  # fmt: skip # noqa: E501
ENTRY = ["lake-why", "lake-park", "why", "为什么建湖边园区", "why was Lake Park built", "为了{lake-jobs}的就业。", "For {lake-jobs} jobs.", "lake-news", "1, 2"]  # fmt: skip # noqa: E501


def make(program: Program, kind: str, answers: list[str]) -> None:
    done = program.run("new", kind, stdin=("\n".join(answers) + "\n").encode())
    assert (done.code, done.err) == (0, "")
    assert "errors 0" in done.lines[-1]


def test_a_park_from_its_article_to_an_answer(program: Program) -> None:
    for kind, answers in (
        ("park", PARK), ("article", ARTICLE), ("indicator", INDICATOR), ("fact", FACT), ("entry", ENTRY),
    ):  # fmt: skip
        make(program, kind, answers)
    assert program.run("check").lines == ["2 articles, 2 parks, 4 facts, 2 entries, 0 gaps: errors 0, warnings 0."]
    assert program.run("ask", "湖边园区有多少人上班").lines[0] == "超3000人"
    assert "超3000人的就业" in program.run("ask", "为什么建湖边园区").lines[0]


def test_a_gap_is_made_beside_those_of_its_park(program: Program, root: Path) -> None:
    gap = ["willow-owner", "willow-bay", "谁拥有柳树湾", "who owns Willow Bay", "柳树湾归谁所有", "who is the owner of Willow Bay", "willow-nobody", "willow-workshops"]  # fmt: skip # noqa: E501
    make(program, "gap", gap)
    assert "gaps:" in (root / "faq" / "willow.yaml").read_text(encoding="utf-8")
    assert program.run("ask", "who is the owner of Willow Bay").lines[0] == "My sources do not say who owns Willow Bay."
    make(program, "gap", ["willow-age", "willow-bay", "建园年份", "when it was built", "柳树湾哪年建的", "when was Willow Bay built", ""])  # fmt: skip # noqa: E501
    assert program.run("check").lines[-1].startswith("1 articles, 1 parks, 3 facts, 1 entries, 2 gaps: errors 0")


def test_wrong_answers_are_asked_again(program: Program) -> None:
    make(program, "park", ["Lake Park", "willow-bay", *PARK])
    wrong = ["2024/1", "", "2024-01", "many", "5", "nowhere", *ARTICLE[9:]]
    make(program, "article", [*ARTICLE[:7], *wrong])
    make(program, "indicator", INDICATOR)
    wrong_fact = [*FACT[:3], "lately", "2023", "done", "actual", "很多", "2023年", *FACT[5:]]
    make(program, "fact", wrong_fact)
    assert "errors 0, warnings 0" in program.run("check").lines[-1]


def test_an_interview_that_breaks_off_writes_nothing(program: Program, root: Path) -> None:
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    done = program.run("new", "park", stdin=b"lake-park\n")
    assert done.code == 130
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} == before


def test_files_are_tidied_once_and_say_the_same(program: Program, root: Path) -> None:
    file = root / "data" / "all.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("\n\nparks:", "   \n\nparks:"), encoding="utf-8")
    assert program.run("fmt", "--check").code == 1
    done = program.run("fmt")
    assert done.lines == ["data/all.yaml", "faq/willow.yaml", "files tidied: 2"]
    assert program.run("fmt", "--check").code == 0
    assert file.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../schemas/data.schema.json\n")
    assert "# A park that does not exist" in file.read_text(encoding="utf-8")
    assert "errors 0" in program.run("check").lines[-1]
    (root / "faq" / "willow.yaml").write_text("park: [", encoding="utf-8")
    done = program.run("fmt")
    assert (done.code, "faq/willow.yaml has faults" in done.err) == (1, True)


def test_schemas_are_written_beside_the_content_or_elsewhere(program: Program, root: Path) -> None:
    assert program.run("schema").code == 0
    assert {p.name for p in (root / "schemas").iterdir()} == {"data.schema.json", "faq.schema.json"}
    assert program.run("schema", str(program.folder / "there")).code == 0
    assert (program.folder / "there" / "faq.schema.json").is_file()


def test_check_watch_reports_after_every_save(program: Program, root: Path) -> None:
    process = program.start("check", "--watch")
    try:
        assert process.stdout is not None
        assert b"errors 0" in process.stdout.readline()
        edit(root, "indicator: workshops", "indicator: workshop")
        assert b"data/all.yaml:36:" in process.stdout.readline()
        assert b"warning" in process.stdout.readline()
        assert b"errors 1" in process.stdout.readline()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 130


# review, pull

ODD = "柳树湾打铁的屋子几间"


def test_a_question_without_an_answer_becomes_a_phrasing(program: Program, root: Path) -> None:
    program.run("publish")
    assert program.run("review").lines == ["No question waits for a decision."]
    for text in (ODD, ODD, "天气如何"):
        assert program.run("ask", "--json", text).code == 0
    listed = program.run("review", "--list").lines
    assert listed[0] == f"[1/2] {ODD}  (not answered: 2)"
    # An id that is not there, then the right one, confirmed; the next is ignored.
    done = program.run("review", stdin=b"nothing\nwillow-workshops\ny\ni\n")
    assert done.code == 0
    assert "There is no fact, entry or gap “nothing”." in done.out
    assert f"fact willow-workshops: phrasing added: {ODD}" in done.out
    assert "Live as revision 2" in done.out
    assert program.run("review", "--list").lines == ["No question waits for a decision."]
    refused = program.run("publish")
    assert refused.code == 1
    assert "parkbot pull" in refused.err
    pulled = program.run("pull")
    assert pulled.lines == ["data/all.yaml", "phrasings written: 1"]
    assert ODD in (root / "data" / "all.yaml").read_text(encoding="utf-8")
    assert program.run("publish").code == 0
    assert program.run("ask", ODD).lines[0] == "37座"
    log = program.run("review", "--log").lines
    assert [line.split("  ")[2] for line in log] == ["phrasing", "ignore"]
    assert log[0].endswith(f"{ODD} → willow-workshops  revision 1 → 2")


def test_an_entry_is_started_from_a_question(program: Program, root: Path) -> None:
    program.run("publish")
    program.run("ask", "柳树湾的食堂好吃吗，几点开")
    answers = ["e", "willow-canteen", "willow-bay", "what", "is the canteen good", "报道没有说。", "The article does not say.", "willow", "2"]  # fmt: skip # noqa: E501
    done = program.run("review", stdin=("\n".join(answers) + "\n").encode())
    assert "faq/willow.yaml" in done.out
    assert "柳树湾的食堂好吃吗 几点开" in (root / "faq" / "willow.yaml").read_text(encoding="utf-8")
    assert program.run("publish").code == 0


def test_the_last_decision_can_be_undone(program: Program) -> None:
    program.run("publish")
    program.run("ask", "天气如何呢今天")
    program.run("review", stdin=b"i\n")
    program.run("ask", "游泳池有没有")
    done = program.run("review", stdin=b"u\nq\n")
    assert "Undone: 天气如何呢今天" in done.out
    assert len(program.run("review", "--list").lines) >= 2


def test_what_was_asked_is_counted(program: Program) -> None:
    program.run("ask", "柳树湾产业园有多少座厂房")
    program.run("ask", "天气如何呢今天")
    lines = program.run("stats", "--days", "2", "--top", "3").lines
    assert lines[0] == "2 questions in 1 chats"
    assert "      1  willow-bay" in lines
    assert lines[-1] == "      1  天气如何呢今天"

"""Plain text as an article: title, byline, numbered paragraphs, headings and captions."""

import pytest

from bot.content.source.plain import lay_out
from bot.content.source.texts import parse

HEAD = "园区：\n造平台\n◎本报记者 李明\n"
BROKEN = "园区已建成各类中试平台和公共服务平台一共四十九个，还要"
ONE, TWO = "园区已建成平台49个，还要再建一批。", "今年，园区又引进了一家企业。"


def numbered(text: str) -> list[tuple[int, str]]:
    return [(row.number, row.text) for row in lay_out(text).rows]


@pytest.mark.parametrize(
    ("text", "title", "byline"),
    [
        (HEAD + ONE, "园区：造平台", "◎本报记者 李明"),
        (f"园区造平台\n{ONE}\n{TWO}", "园区造平台", ""),
        (f"园区造平台\n\n　　科技报讯（记者李明）{ONE}", "园区造平台", ""),
        (f"园区造平台\n来源：科技报 2024-11-08\n记者 李明\n{ONE}", "园区造平台", "记者 李明"),
        (f"造平台\n园区又快又好\n作者：李明\n{ONE}", "造平台 园区又快又好", "作者：李明"),
        (f"造平台\n{ONE}\n记者看到，园区很忙。\n{TWO}", "造平台", ""),
    ],
)
def test_title_and_byline(text: str, title: str, byline: str) -> None:
    layout = lay_out(text)
    assert (layout.title, layout.byline) == (title, byline)
    assert next(row.number for row in layout.rows) == 1


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        (f"{ONE}\n{TWO}", [(1, ONE), (2, TWO)]),
        (f"　　{ONE}\r\n\r\n　　{TWO}\r\n", [(1, ONE), (2, TWO)]),
        (f"{ONE}\n引进企业\n{TWO}", [(1, ONE), (0, "引进企业"), (2, TWO)]),
        (f"{ONE}\n图为园区平台。 王五摄\n{TWO}", [(1, ONE), (0, "图为园区平台。 王五摄"), (2, TWO)]),
        (f"{BROKEN}\n\n再建一批。", [(1, f"{BROKEN}再建一批。")]),
        (f"{ONE[:-1]}”\n{TWO}", [(1, ONE[:-1] + "”"), (2, TWO)]),
    ],
)  # fmt: skip
def test_paragraphs_are_numbered_as_they_come(body: str, rows: list[tuple[int, str]]) -> None:
    assert numbered(HEAD + body) == rows


def test_nothing_of_a_text_is_lost() -> None:
    text = f"{HEAD}来源：科技报 2024年11月8日\n{ONE}\n引进企业\n{TWO}\n图为平台。 王五摄\n"
    layout = lay_out(text)
    kept = "".join([layout.title, layout.byline, *layout.about, *(row.text for row in layout.rows)])
    assert sorted(kept) == sorted(text.replace("\n", ""))


def test_lines_and_figures_stand_where_the_file_has_them() -> None:
    article = parse("park.txt", f"{HEAD}\n{ONE}\n\n　　{TWO}\n")
    assert [(p.number, p.line) for n, p in sorted(article.paragraphs.items()) if n] == [(1, 5), (2, 7)]
    assert [q.written for _, _, q in article.paragraphs[1].figures] == ["49个"]


def test_marked_text_keeps_its_own_numbers() -> None:
    article = parse("park.txt", f"title: 园区\nbyline: 李明\n¶1 {ONE}\n## 引进\n¶2 {TWO}\n")
    assert sorted(article.paragraphs) == [0, 1, 2]
    assert article.title == "园区"


def test_an_empty_text_has_no_paragraphs() -> None:
    assert sorted(parse("park.txt", " \n\n").paragraphs) == [0]

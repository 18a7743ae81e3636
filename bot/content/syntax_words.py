"""What is wrong with YAML syntax, in words for people who are no programmers."""

import re
from collections.abc import Sequence

import yaml

from bot.content.problems import error
from bot.domain.problems import Place, Problem

_QUOTE = ('给整段文字加上英文双引号 "…"', 'put the whole text in double quotes "…"')
COMMENT = (
    ("空格加 # 之后的文字被当作注释丢掉了", "everything after a space and # is dropped as a comment"),
    (
        "文字里要用 # 就加英文双引号；真是注释就另起一行写",
        "put the text in double quotes, or put a real comment on its own line",
    ),
)
_WIDE = re.compile(r"^\s*(?:-\s*)?[A-Za-z_-]+(?:：|:[\u3000\u00a0])")
_MISSING_SPACE = re.compile(r"^\s*(?:- +)?[a-z_]+:(?![\s/])")
_AFTER_QUOTE = re.compile(r"(?:[:\-,\[{]\s+|[\[{])(\"[^\"]*\"|'[^']*')\s*[^\s,\]}#:'\"]")
_PROSE = re.compile(r"^[^\s#:\-\"'\[{][^:\[{]*$")
_BRACE = re.compile(r"(?::|-)\s+\{[a-z0-9-]+\}\s*\S")
_MARKS = {"%": "%", "@": "@", "`": "`", "|": "|", ">": ">"}


def explain(name: str, lines: Sequence[str], cause: yaml.MarkedYAMLError) -> Problem:
    """A parser's complaint in plain words, at the line that is really wrong where that can be told."""
    mark = cause.problem_mark or cause.context_mark
    number = min(mark.line, len(lines) - 1) if mark else 0
    place = Place(name, number + 1, (mark.column if mark else 0) + 1)
    for back in range(number, max(-1, number - 4), -1):
        if _WIDE.match(lines[back]):
            return wide_colon(Place(name, back + 1, 1), lines[back].strip())
    start = cause.context_mark.line if cause.context_mark else number
    complaint = (cause.problem or "").lower()
    opened = _open_quote(lines, number)
    if opened is not None:
        return _error(
            Place(name, opened + 1, 1),
            ("引号没有关上", "a quotation mark is never closed"),
            ("补上结尾的引号", "add the closing mark"),
        )
    if "expected ':'" in complaint and _MISSING_SPACE.match(lines[start]):
        return missing_space(Place(name, start + 1, 1), lines[start].strip())
    for at in dict.fromkeys((number, max(0, number - 1), min(start, len(lines) - 1))):
        if _AFTER_QUOTE.search(lines[at]):
            return _error(
                Place(name, at + 1, 1),
                ("引号后面还有文字", "there is text after the closing quotation mark"),
                ("整段文字用单引号括起来，里面的引号用“ ”", "quote the whole text, and use “ ” inside it"),
            )
        if _BRACE.search(lines[at]):
            return _error(
                Place(name, at + 1, 1), ("文字以 { 开头却没加引号", "a text begins with { and is not quoted"), _QUOTE
            )
    if "mapping values" in complaint:
        return _colon_or_indentation(name, lines, number, place)
    character = lines[number][mark.column : mark.column + 1] if mark else ""
    if "cannot start any token" in complaint and character in _MARKS:
        return _error(
            place, (f"没加引号的文字不能以 {character} 开头", f"an unquoted text cannot begin with {character}"), _QUOTE
        )
    for key, what, mend in _COMPLAINTS:
        if key in complaint:
            # Where the bracket or quotation mark was opened, or the key without a colon stands.
            earlier = key in ("end of stream", "expected ',' or", "expected ':'")
            return _error(Place(name, start + 1, 1) if earlier else place, what, mend)
    if _MISSING_SPACE.match(lines[number]):
        return missing_space(Place(name, number + 1, 1), lines[number].strip())
    return unknown(place, cause.problem or "")


def _open_quote(lines: Sequence[str], number: int) -> int | None:
    """The line of a quotation mark that is closed only by the next text's opening one; None where all are in pairs.

    A quotation may go over several lines, so that only the last odd line before the complaint is the one to look at.
    """
    odd = [at for at, line in enumerate(lines) if line.replace('\\"', "").count('"') % 2]
    before = [at for at in odd if at <= number]
    return before[-1] if len(odd) % 2 and before and before[-1] < number else None


def _colon_or_indentation(name: str, lines: Sequence[str], number: int, place: Place) -> Problem:
    line = lines[number]
    if re.match(r"^\s*(?:- +)?[^\s:]+:\s+\S.*:(?:\s|$)", line) or re.match(r"^\s*- +\S.*:(?:\s|$)", line):
        return _error(place, ("没加引号的文字里有冒号加空格", "an unquoted text holds a colon and a space"), _QUOTE)
    if number and _MISSING_SPACE.match(lines[number - 1]):
        return missing_space(Place(name, number, 1), lines[number - 1].strip())
    if number and _PROSE.match(lines[number - 1]):
        return _error(
            Place(name, number, 1),
            ("这一行不是“名字: 值”，也不是注释", "this line is neither “key: value” nor a comment"),
            ("注释以 # 开头；不需要就删掉", "begin a comment with #, or delete the line"),
        )
    return _error(
        place,
        (
            "这里不该有“名字: 值”，多半是这一行或上一行的缩进或冒号不对",
            "a “key: value” cannot stand here; the indentation or colon of this or the previous line is wrong",
        ),
        (
            "同一层的行要对齐，冒号用半角并在后面加一个空格",
            "align lines of one level, and write an ordinary colon with a space after it",
        ),
    )


_COMPLAINTS: tuple[tuple[str, tuple[str, str], tuple[str, str]], ...] = (
    (
        "end of stream",
        ("引号或括号没有关上", "a quotation mark or bracket is never closed"),
        ("补上结尾的引号或括号", "add the closing mark"),
    ),
    (
        "expected ',' or",
        ("方括号或花括号里的写法不对", "something is wrong inside […] or {…}"),
        (
            "项与项之间用半角逗号，含冒号、逗号、引号、括号的文字加双引号，最后别忘了 ] 或 }",
            "put commas between items, quote texts with a colon, comma or bracket in them, close with ] or }",
        ),
    ),
    (
        "escape character",
        ("双引号里的反斜杠 \\ 写法不对", "a backslash \\ in double quotes is not understood"),
        ("改用单引号，或删掉反斜杠", "use single quotes, or delete the backslash"),
    ),
    (
        "expected ':'",
        ("这一行少了冒号", "a colon is missing on this line"),
        ("写成“名字: 值”，冒号用半角并在后面加一个空格", "write “key: value” with an ordinary colon and a space"),
    ),
    (
        "expected key",
        (
            "这一行的缩进或写法与上面各行不一致",
            "this line does not fit the lines above it (indentation, or a missing key)",
        ),
        ("与同一层的行对齐；列表项以“- ”开头", "align it with lines of its level; list items begin with “- ”"),
    ),
    (
        "block end",
        ("这一行的缩进或写法与上面各行不一致", "this line does not fit the lines above it"),
        ("与同一层的行对齐；列表项以“- ”开头", "align it with lines of its level; list items begin with “- ”"),
    ),
    (
        "'-' indicator",
        ("列表里有一行不是以“- ”开头", "a line of a list does not begin with “- ”"),
        ("加上“- ”，或改正缩进", "add “- ”, or mend the indentation"),
    ),
    (
        "sequence entries",
        ("这里不能开始列表", "a list cannot begin here"),
        ("“- ”要另起一行，并检查缩进", "put “- ” on its own line and check the indentation"),
    ),
    (
        "document start",
        ("文件里有多出来的内容，或第一行写法不对", "there is stray content, or the first line is wrong"),
        ("检查这一行的缩进和冒号", "check indentation and colon of this line"),
    ),
    ("directive", ("以 % 开头的行不能用", "a line cannot begin with %"), _QUOTE),
    ("alphabetic or numeric", ("文字以 * 或 & 开头却没加引号", "a text begins with * or & and is not quoted"), _QUOTE),
    ("whitespace or line break", ("文字以 ! 开头却没加引号", "a text begins with ! and is not quoted"), _QUOTE),
    ("tag", ("文字以 ! 开头却没加引号", "a text begins with ! and is not quoted"), _QUOTE),
    ("alias", ("文字以 * 开头却没加引号", "a text begins with * and is not quoted"), _QUOTE),
    ("anchor", ("文字以 & 开头却没加引号", "a text begins with & and is not quoted"), _QUOTE),
    (
        "cannot start any token",
        ("这里有一个不能这样用的符号", "there is a character here that cannot be used so"),
        _QUOTE,
    ),
)


def _error(place: Place, what: tuple[str, str], mend: tuple[str, str]) -> Problem:
    return error(place, "syntax", what, mend)


def unknown(place: Place, complaint: str) -> Problem:
    """A complaint that has no words of its own yet: the parser's are kept, so that someone can look them up."""
    return _error(
        place,
        (f"这一行的写法 YAML 读不懂（{complaint}）", f"this line is not understood as YAML ({complaint})"),
        (
            "检查引号、冒号和缩进，可与相邻条目对照",
            "check quotation marks, colons and indentation against a neighbouring item",
        ),
    )


def wide_colon(place: Place, line: str) -> Problem:
    """question：… (or a full-width space after the colon) makes a text, not a key and its value."""
    if "：" in line[:40] and re.match(r"\s*(?:-\s*)?[A-Za-z_-]+：", line):
        what = ("名字后面用了全角冒号“：”", "a full-width colon “：” follows the key")
    else:
        what = ("冒号后面是全角空格", "a full-width space follows the colon")
    return error(
        place, "wide-colon", what, ("改成半角冒号加一个空格“: ”", "write an ordinary colon and one space “: ”")
    )


def missing_space(place: Place, line: str) -> Problem:
    """zh:文字 without a space is one text."""
    key = line.partition(":")[0].lstrip("- ")
    return error(
        place,
        "colon-space",
        (f"“{key}:”后面少了空格", f"there is no space after “{key}:”"),
        ("在冒号后面加一个空格", "put a space after the colon"),
    )


def duplicate(place: Place, key: str, first: Place) -> Problem:
    """One key twice: YAML would silently keep the last."""
    return error(
        place,
        "duplicate-key",
        (f"“{key}”写了两次，第一次在第 {first.line} 行", f"“{key}” is written twice, first on line {first.line}"),
        (
            "只留一个；另一个若属于下一条，前面要有“- ”",
            "keep one; if the other belongs to a new item, begin that with “- ”",
        ),
    )


def alias(place: Place, mark: str) -> Problem:
    return error(
        place,
        "alias",
        (f"不允许使用 YAML 的引用写法（{mark}）", f"YAML references are not allowed ({mark})"),
        ("把内容完整写出来；若是文字就加英文双引号", "write the content out; if it is text, put it in double quotes"),
    )


def tag(place: Place, name: str) -> Problem:
    return error(
        place,
        "tag",
        (f"不允许使用 YAML 标签（{name}）", f"YAML tags are not allowed ({name})"),
        (
            "删掉以 ! 开头的部分；若是文字就加英文双引号",
            "delete the part that begins with !; if it is text, put it in double quotes",
        ),
    )


def directive(place: Place) -> Problem:
    return error(
        place,
        "directive",
        ("不允许以 % 开头的指令行", "lines that begin with % are not allowed"),
        ("删掉这一行", "delete the line"),
    )


def second_document(place: Place) -> Problem:
    return error(
        place,
        "second-document",
        ("文件里又开始了一份文档（---）", "a second document (---) begins here"),
        ("删掉 ---，或把下面的内容放到另一个文件", "delete ---, or move what follows into a file of its own"),
    )


def too_deep(place: Place, limit: int) -> Problem:
    return error(
        place,
        "too-deep",
        (f"括号或缩进超过 {limit} 层", f"brackets or indentation go deeper than {limit} levels"),
        ("检查多余的括号；正常内容不超过六层", "look for stray brackets; content never needs more than six levels"),
    )


def brace_key(place: Place) -> Problem:
    return error(
        place,
        "brace-key",
        ("以 { 或 [ 开头的文字没加引号", "a text that begins with { or [ is not quoted"),
        _QUOTE,
    )

"""Content files as text: which there are, and what can be wrong with one before any YAML is read."""

import re
from dataclasses import dataclass
from pathlib import Path

from yaml.reader import Reader

from bot.content.problems import error
from bot.domain.problems import Place, Problem

SIZE_LIMIT = 2 * 1024 * 1024  # bytes; the largest real file is a few hundred kilobytes
FOLDERS = ("data", "faq")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.M)
_TAB = re.compile(r"\t")
_WIDE_INDENT = re.compile(r"^ *[\u3000\u00a0][ \u3000\u00a0]*(?=\S)", re.M)


@dataclass(frozen=True, slots=True)
class TextFile:
    """`name` is the path below the content folder; `data` the bytes on disk; `text` None where it cannot be used."""

    name: str
    data: bytes
    text: str | None
    problems: tuple[Problem, ...]


def content_files(root: Path) -> list[Path]:
    """Every YAML file under `root`/data and `root`/faq, sorted; hidden files (editors' copies) are not content."""
    found = [
        path
        for folder in FOLDERS
        for path in (root / folder).rglob("*")
        if path.suffix.lower() in (".yaml", ".yml") and not path.name.startswith(".")
    ]
    return sorted(found, key=lambda path: path.relative_to(root).as_posix())


def read_folder(root: Path) -> tuple[TextFile, ...]:
    """Every content file under `root`, each read once, so that what follows sees one state of it."""
    return tuple(read(root, path) for path in content_files(root))


def of_text(name: str, text: str) -> TextFile:
    """A file that is held elsewhere than on disk; `text` is all of it, its byte order mark included."""
    data = text.encode()
    decoded, problems = _decode(Place(name), data)
    return TextFile(name, data, None if problems else decoded, problems)


def read(root: Path, path: Path) -> TextFile:
    """Read one file; every fault is a problem, nothing is raised."""
    name = path.relative_to(root).as_posix()
    place = Place(name)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= SIZE_LIMIT else b""
    except OSError as cause:
        reason = cause.strerror or type(cause).__name__
        problem = error(
            place,
            "unreadable",
            (f"文件读不出来（{reason}）", f"the file cannot be read ({reason})"),
            ("检查文件是否存在、有没有读取权限", "check that it is a file and that you may read it"),
        )
        return TextFile(name, b"", None, (problem,))
    if size > SIZE_LIMIT:
        problem = error(
            place,
            "too-large",
            (f"文件有 {size} 字节，超过 2 MiB 的上限", f"the file has {size} bytes, more than the limit of 2 MiB"),
            ("拆成几个小文件，例如每个园区一个", "split it into smaller files, for example one per park"),
        )
        return TextFile(name, b"", None, (problem,))
    text, problems = _decode(place, data)
    return TextFile(name, data, None if problems else text, problems)


def _decode(place: Place, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        line = data[: cause.start].count(b"\n") + 1
        encoding = other_encoding(data)
        problem = error(
            Place(place.file, line, 1),
            "encoding",
            (
                f"文件不是 UTF-8 编码（看来是 {encoding or '别的编码'}）",
                f"the file is not UTF-8 (it looks like {encoding or 'another encoding'})",
            ),
            ("在编辑器里用“另存为”，编码选 UTF-8", "use “Save as” in your editor and choose the encoding UTF-8"),
        )
        return "", (problem,)
    if not text.strip():
        problem = error(
            place,
            "empty-file",
            ("文件是空的", "the file is empty"),
            ("多半是没存好：恢复它的内容；真不要了就删掉文件", "it may be half saved: restore it, or delete the file"),
        )
        return "", (problem,)
    return text, tuple(_characters(place, text))


def other_encoding(data: bytes) -> str:
    """What encoding bytes that are no UTF-8 seem to have; "" where that cannot be told."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GBK"


def _characters(place: Place, text: str) -> list[Problem]:
    """Characters that no content file may hold: tabs, control characters, full-width spaces as indentation."""
    problems = []
    for match in _TAB.finditer(text):
        problems.append(
            error(
                _position(place, text, match.start()),
                "tab",
                ("这里有制表符（Tab 键）", "there is a tab character here"),
                ("删掉它，改用空格；缩进每层两个空格", "replace it with spaces, two for each level of indentation"),
            )
        )
        break  # a file indented with tabs has one on every line: the first says it all
    control = Reader.NON_PRINTABLE.search(text)
    if control:
        code = f"U+{ord(control[0]):04X}"
        problems.append(
            error(
                _position(place, text, control.start()),
                "control-character",
                (f"这里有看不见的控制字符（{code}）", f"there is an invisible control character here ({code})"),
                ("删掉这个字符，或把这一行重新输入一遍", "delete it, or type the line anew"),
            )
        )
    conflict = _CONFLICT.search(text)
    if conflict:
        problems.append(
            error(
                _position(place, text, conflict.start()),
                "conflict",
                ("这里是两人的改动没有合并好留下的标记", "two people's changes were not merged here"),
                (
                    "留下要的那几行，删掉 <<<<<<<、=======、>>>>>>> 这三行",
                    "keep the lines you want, and delete the lines <<<<<<<, =======, >>>>>>>",
                ),
            )
        )
    wide = _WIDE_INDENT.search(text)
    if wide:
        problems.append(
            error(
                _position(place, text, wide.start()),
                "wide-space",
                ("这一行用全角空格缩进", "this line is indented with a full-width space"),
                ("改用半角空格，每层两个", "use ordinary spaces, two for each level"),
            )
        )
    return problems


def _position(place: Place, text: str, index: int) -> Place:
    start = text.rfind("\n", 0, index) + 1
    return Place(place.file, text.count("\n", 0, index) + 1, index - start + 1)

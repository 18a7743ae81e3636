"""Reading the text of a new article: a file named after it, in Chinese, of sensible size."""

import re
from pathlib import Path

from bot.content import files
from bot.content.source.texts import ArticleText, parse
from bot.domain.bilingual import Bilingual
from bot.drafting.tidy import DraftError

SIZE_LIMIT = 200 * 1024  # bytes; a long article has thirty thousand
ID_LIMIT = 24  # the ids made from it must fit a button
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_UNREADABLE = Bilingual("{file} 读不出来：{cause}。", "{file} cannot be read: {cause}.")
_NAME = Bilingual(
    "文件名就是报道的编号，只用小写字母、数字和短横线，最多 {limit} 个，例如 lake-park.txt。请把 {file} 改名。",
    "The file's name is the article's id: lower-case letters, digits and hyphens, {limit} at most, such as "
    "lake-park.txt. Rename {file}.",
)
_LARGE = Bilingual(
    "{file} 有 {size} 字节，不像一篇报道（上限 {limit}）。一篇报道存一个文件。",
    "{file} has {size} bytes, which is no single article (limit {limit}). Keep each article in a file of its own.",
)
_ENCODING = Bilingual(
    "{file} 不是 UTF-8 编码（看来是 {encoding}）。在编辑器里用“另存为”，编码选 UTF-8。",
    "{file} is not UTF-8 (it looks like {encoding}). Use “Save as” in your editor and choose the encoding UTF-8.",
)
_UNKNOWN = Bilingual(
    "{file} 不是 UTF-8 编码。在编辑器里用“另存为”，编码选 UTF-8。",
    "{file} is not UTF-8. Use “Save as” in your editor and choose the encoding UTF-8.",
)
_EMPTY = Bilingual(
    "{file} 里没有正文：第一行是标题，然后是署名，每段一行。",
    "{file} holds no paragraphs: the first line is the title, then the byline, then a line for each paragraph.",
)
_FOREIGN = Bilingual(
    "{file} 不是中文报道；draft 只读中文。外文报道用 parkbot new article、parkbot new fact 录入。",
    "{file} is not in Chinese, and draft reads nothing else. Enter it with parkbot new article and parkbot new fact.",
)


def read_article(path: Path) -> tuple[str, ArticleText]:
    """The article's id and its text.

    Raises:
        DraftError: the file's name, size, encoding or language does not fit, or it holds no text.
    """

    def refuse(words: Bilingual, **values: object) -> DraftError:
        zh, en = (text.format(file=path.name, **values) for text in (words.zh, words.en))
        return DraftError(Bilingual(zh, en))

    if len(path.stem) > ID_LIMIT or not _ID.fullmatch(path.stem) or path.suffix != ".txt":
        raise refuse(_NAME, limit=ID_LIMIT)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= SIZE_LIMIT else b""
    except OSError as cause:
        raise refuse(_UNREADABLE, cause=cause.strerror) from cause
    if size > SIZE_LIMIT:
        raise refuse(_LARGE, size=size, limit=SIZE_LIMIT)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise refuse(_ENCODING if (encoding := files.other_encoding(data)) else _UNKNOWN, encoding=encoding) from cause
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if latin and han < latin / 2:
        raise refuse(_FOREIGN)
    article = parse(path.name, text)
    if max(article.paragraphs) == 0:
        raise refuse(_EMPTY)
    return path.stem, article

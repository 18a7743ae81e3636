"""The one normal form of text, the same for stored phrasings and for questions."""

import re
import unicodedata
from collections.abc import Callable

from bot.language.numerals import numerals_to_digits
from bot.language.script import Scripts

LONGEST = 400  # characters of a question that are read; the rest of a longer message is not looked at
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_DASH = re.compile(r"(?<=[a-z])[-‐-―_/](?=[a-z0-9])")
_RANGE = re.compile(r"(?<=\d)\s*[-‐-―~～]\s*(?=\d)")
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s\b")
_SENTENCE = re.compile(r"[?？!！;；。]+|(?<!\d)\.|\.(?!\d)")
_PAUSE = re.compile(r"[,，、:：]+")
_DROPPED = re.compile(rf"[^\w{_HAN}+%.?,\s]|[\u200b-\u200f]|_")
_BLANKS = re.compile(r"\s+")
_HAN_BLANK = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}\d])|(?<=\d) (?=[{_HAN}])")
# 23年外贸: a year as people write it. Not 近23年, 23年来, 23年时间, and 20年 is mostly a span.
_SHORT_YEAR = re.compile(r"(?<![\d.第近约用过前了共这])(1[6-9]|2[1-9])年(?!前|后|来|间|内|时|历史|以上|多|里|的时|期)")
_OF_FUNDS = re.compile(r"(?<=[第首头几幾一二两三四五\d])[檔档](?=[^,，?？。]{0,16}基金)")  # 第一檔基金: as in Taiwan
_UNUSUAL = re.compile(rf"[^A-Za-z0-9{_HAN} ]")  # what there is anything to be done about but its blanks and numerals
_REPEATED = re.compile(r"([?,])(?:\s*[?,])+")


class Normaliser:
    """Brings text into normal form.

    Compatibility characters folded, invisible and control characters out, simplified script, lower case, Chinese
    numerals of years and counts as digits, sentence ends as `?`, pauses as `,`, other punctuation out. Decimal points
    and percent signs are never lost. Normalising twice is the same as normalising once.
    """

    def __init__(self, to_simplified: Callable[[str], str] | None = None) -> None:
        self._to_simplified = to_simplified or Scripts().to_simplified

    def __call__(self, text: str) -> str:
        previous, text = None, text[: LONGEST * 4]
        for _ in range(5):  # one pass is enough for all but odd mixtures of combining and compatibility characters
            previous, text = text, self._once(text)
            if text == previous:
                break
        return text[:LONGEST].strip()

    def _once(self, text: str) -> str:
        text = unicodedata.normalize("NFKC", text)
        unusual = _UNUSUAL.search(text)
        text = "".join(map(_visible, text)) if unusual else text
        text = self._to_simplified(text).lower()
        if unusual:
            text = _THOUSANDS.sub("", text)
            text = _POSSESSIVE.sub("", text)
            text = _RANGE.sub("至", text)
            text = _DASH.sub(" ", text)
            text = _SENTENCE.sub("?", text)
            text = _PAUSE.sub(",", text)
            text = _DROPPED.sub(" ", text)
        text = _BLANKS.sub(" ", text).strip()
        text = _OF_FUNDS.sub("支", _HAN_BLANK.sub("", text))
        text = _REPEATED.sub(r"\1", text) if unusual else text
        return _SHORT_YEAR.sub(r"20\1年", unicodedata.normalize("NFKC", numerals_to_digits(text))).strip()


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if character in "\n\r\t":
        return " "
    if category in ("Cf", "Cc", "Mn", "Me"):
        return ""
    return " " if category in ("So", "Sk", "Cs", "Co", "Cn") else character

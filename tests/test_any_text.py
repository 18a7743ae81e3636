"""Any text gets an outcome, a message, and never an exception; and only so much of it is read, however long it is."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from builders import revision, small
from fakes import HandClock, MemoryContexts, MemoryLog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.vocabulary import load_vocabulary
from bot.domain.bilingual import Language
from bot.language.lexicon import Lexicon, Span
from bot.language.normalise import LONGEST
from bot.language.script import Scripts
from bot.matching.reading import Reading
from bot.reply.compose import Composer
from bot.reply.html import LIMIT, html, units
from bot.reply.plain import plain
from bot.service import Answerer

QUIET = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
SCRIPTS = Scripts()

# Words that make the rules meet each other in ways that nobody planned.
WORDS = st.sampled_from(
    [
        "东岭",
        "西岸",
        "余国锋",
        "金苗58号",
        "中试平台",
        "外贸总额",
        "占地",
        "2023年",
        "2022",
        "去年",
        "目标",
        "已建成",
        "多少",
        "几个",
        "谁",
        "在哪里",
        "为什么",
        "有哪些",
        "什么时候",
        "49个",
        "60",
        "百分之几",
        "公顷",
        "亩",
        "相差",
        "更大",
        "几倍",
        "还差",
        "加起来",
        "平均每个",
        "和",
        "比",
        "占",
        "分别",
        "那",
        "呢",
        "他",
        "它",
        "来源",
        "谁说的",
        "都不是",
        "1",
        "第二个",
        "？",
        "，",
        "。",
        "、",
        "吗",
        "是不是",
        "超过100亿",
        "苏州",
        "租金",
        "局长",
        "介绍一下",
        "你能",
        "除了",
        "which",
        "how",
        "many",
        "Dongling",
        "the",
        "it",
        "and",
        "target",
        "of",
        "中式平台",
        "西案",
    ]
)
SENTENCES = st.lists(WORDS, max_size=14).map("".join) | st.lists(WORDS, max_size=14).map(" ".join)
ANYTHING = st.text(alphabet=st.characters(), max_size=400)  # control characters and lone surrogates too
HAN = st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=120)

NASTY = {
    "control characters": "".join(map(chr, range(32))) + "\x7f\x85\u2028",
    "lone surrogates": "\ud800有多少\udfff个\ude00",
    "right to left": "כמה פלטפורמות يوجد في المنطقة؟ \u202e有多少个",
    "emoji": "👨‍👩‍👧‍👦🏭🇨🇳" * 300,
    "a combining storm": "有" + "\u0301\u0489\u20dd" * 3000,
    "compatibility characters": "㈱㍿①②ﷺ" * 300,
    "long Chinese": "中试平台有多少个" * 12_500,
    "long digits": "9" * 100_000,
    "long decimals": "1." * 50_000,
    "long Latin": "a" * 100_000,
    "long pinyin": "有" + "zhongshi " * 11_000,
    "long blanks": " " * 100_000 + "有多少个",
    "long questions": "有几个？" * 25_000,
    "long commas": "，" * 100_000,
    "joined words": "和" * 1000,
    "long relations": "哪个比" * 400,
    "huge figure": "有" + "9" * 300 + "亿个吗",
    "huge figure with decimals": "1." + "3" * 390 + "亿元",
    "Chinese numerals": "一二三四五六七八九十百千万亿" * 50,
    "percentages": "百分之" * 200,
    "braces": "{east-platforms}{}{0}%s%(a)s",
    "markup": "<b>&amp;</b><script>",
    "queries": "'; DROP TABLE facts; --",
    "superscripts": "10²个 ½ Ⅻ ٣ ५",
    "other digits": "٢٠٢٣ २०२३ 𝟚𝟘𝟚𝟛年",
    "exponents": "1e9 1E+400 NaN inf -0",
    "only one": "一",
}


class Edge:
    """Everything behind the edges: a chat, and the reply in every form."""

    def __init__(self) -> None:
        self._answerer = Answerer(small(), MemoryContexts(), MemoryLog(), HandClock())
        self._composer = Composer(small().revision, SCRIPTS, HandClock())

    def reply(self, *texts: str) -> str:
        """The last reply as plain text; every one is rendered as HTML too and must fit."""
        text = ""
        for message in (self._composer.compose(self._answerer.answer(t, "7")) for t in texts):
            assert message.lines
            assert units(html(message)) <= LIMIT * 4
            text = plain(message)
            text.encode("utf-8")
        return text


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_nasty_texts(text: str) -> None:
    assert Edge().reply(text)
    assert Edge().reply("2023年西岸综保区外贸总额多少", text, text)


@QUIET
@given(ANYTHING | HAN)
def test_any_text(text: str) -> None:
    assert Edge().reply(text)


@QUIET
@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_any_dialogue_made_of_known_words(texts: list[str]) -> None:
    assert Edge().reply(*texts)


@QUIET
@given(SENTENCES, st.sampled_from(Language))
def test_any_outcome_in_every_language(text: str, language: Language) -> None:
    outcome = Answerer(small(), MemoryContexts(), MemoryLog(), HandClock()).answer(text, "7")
    message = Composer(small().revision, SCRIPTS, HandClock()).compose(replace(outcome, language=language))
    assert plain(message)
    assert html(message)


@QUIET
@given(st.text(max_size=40))
def test_any_tapped_target(target: str) -> None:
    answerer = Answerer(small(), MemoryContexts(), MemoryLog(), HandClock())
    assert plain(Composer(small().revision, SCRIPTS, HandClock()).compose(answerer.choose(target, "7")))


class Counting:
    """A lexicon that counts the units it is asked to segment."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.read = 0
        self._segment: Callable[[Sequence[str]], tuple[list[Span], list[list[Span]]]] = lexicon.segment

    def segment(self, units: Sequence[str]) -> tuple[list[Span], list[list[Span]]]:
        self.read += len(units)
        return self._segment(units)


# A message is read as a whole, in at most four questions and their parts, mended and filled from the last turn: a few
# dozen readings of `LONGEST` characters, however long it is.
READINGS = 60


@pytest.mark.parametrize(
    "name",
    ["long Chinese", "long questions", "long digits", "long pinyin", "joined words", "long relations", "percentages"],
)
def test_the_work_is_bounded(name: str) -> None:
    reading = Reading.of(revision(), load_vocabulary())
    counting = Counting(reading.analyser.lexicon)
    reading.analyser.lexicon = counting  # type: ignore[assignment]
    answerer = Answerer(reading, MemoryContexts(), MemoryLog(), HandClock())
    answerer.answer("2023年西岸综保区外贸总额多少", "7")
    counting.read = 0
    answerer.answer(NASTY[name], "7")
    assert 0 < counting.read <= READINGS * LONGEST

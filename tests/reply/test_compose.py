"""Every outcome as a message: the figure first, then what it is, then the source; names stay as published."""

from dataclasses import replace

import pytest
from builders import small
from fakes import HandClock

from bot.domain.bilingual import Bilingual, Language
from bot.domain.outcomes import (
    Answer,
    Choice,
    Choices,
    ComputedPart,
    EntryPart,
    FactPart,
    Help,
    HelpTopic,
    Lack,
    LackKind,
    LacksPart,
    Outcome,
    SourcePart,
    Unknown,
    Verdict,
)
from bot.language.script import Scripts
from bot.matching.compute import compute
from bot.matching.relations import Relation
from bot.reply.compose import NONE, Composer, date_text
from bot.reply.html import html
from bot.reply.message import Message, Role
from bot.reply.plain import plain

ZH, HANT, EN = Language.SIMPLIFIED, Language.TRADITIONAL, Language.ENGLISH
REVISION = small().revision
COMPOSER = Composer(REVISION, Scripts(), HandClock())


def fact(id: str, **more: object) -> FactPart:
    return FactPart(REVISION.facts[id], **more)  # type: ignore[arg-type]


def compose(outcome: Outcome) -> Message:
    return COMPOSER.compose(outcome)


def lines(outcome: Outcome, role: Role) -> list[str]:
    return [line.text for line in compose(outcome).lines if line.role is role]


def test_a_fact_in_chinese() -> None:
    message = compose(Answer(ZH, (fact("west-trade-2023"),)))
    assert [line.role for line in message.lines] == [Role.HEADLINE, Role.BODY, Role.SOURCE]
    assert [line.text for line in message.lines] == [
        "162.34亿元",
        "西岸综保区 · 外贸进出口总额 · 2023年 · 实际值",
        "来源：《西岸综保区：做外贸》，科技日报，范明月，第1段",
    ]
    assert message.articles == ("west-article",)
    assert message.buttons == ()


def test_a_fact_in_english() -> None:
    assert plain(compose(Answer(EN, (fact("east-financing"),)))).splitlines() == [
        "over RMB 1.9 billion (超19亿元)",
        "Dongling Hi-tech Zone · project financing · as of the report (inferred: November 2024) · cumulative",
        "Source: “Dongling builds platforms” (《东岭高新区：造平台》), Science Daily, Yu Guofeng, para. 3",
    ]


def test_a_fact_in_traditional_script_keeps_names_and_titles() -> None:
    text = plain(compose(Answer(HANT, (EntryPart(REVISION.entries["east-yu"]),))))
    assert "余国锋" in text
    assert "東嶺高新區：造平臺" not in text
    assert "《东岭高新区：造平台》" in text
    assert "情況" in text
    assert "来源" not in text
    assert "范明月" in plain(compose(Answer(HANT, (EntryPart(REVISION.entries["west-fan"]),))))


@pytest.mark.parametrize(
    ("verdict", "first"),
    [(Verdict.YES, "是的，49个"), (Verdict.NO, "不是，49个"), (Verdict.UNCERTAIN, "资料没有说得这么细，49个")],
)
def test_a_verdict_comes_first(verdict: Verdict, first: str) -> None:
    assert lines(Answer(ZH, (fact("east-platforms", verdict=verdict),)), Role.HEADLINE) == [first]


def test_figures_beside_say_what_they_are() -> None:
    part = fact("east-platforms", beside=(REVISION.facts["east-platforms-2025"],))
    message = compose(Answer(ZH, (part,)))
    (beside,) = [line.text for line in message.lines if "60个" in line.text]
    assert "目标值" in beside
    assert "2025年" in beside


def test_an_answer_with_a_figure_in_it() -> None:
    assert "已建49个平台" in plain(compose(Answer(ZH, (EntryPart(REVISION.entries["east-plan"]),))))
    assert "49 (49个) platforms" in plain(compose(Answer(EN, (EntryPart(REVISION.entries["east-plan"]),))))
    assert "{" not in plain(compose(Answer(EN, (EntryPart(REVISION.entries["east-plan"]),))))


def test_an_answer_says_how_the_question_was_read() -> None:
    assert lines(Answer(ZH, (fact("west-land"),), "西岸综保区 占地"), Role.NOTE) == ["您问的是：西岸综保区 占地"]
    assert lines(Answer(ZH, (fact("west-land"),)), Role.NOTE) == []


def test_a_computation_shows_its_working_and_all_sources() -> None:
    part = compute(Relation.LARGEST, [REVISION.facts["east-land"], REVISION.facts["west-land"]], REVISION)
    assert part
    message = compose(Answer(ZH, (part,)))
    text = plain(message)
    assert "120亩" in text
    assert "2.4公顷" in text
    assert "并非报道原文" in text
    assert message.articles == ("east-article", "west-article")
    assert len([line for line in message.lines if line.role is Role.SOURCE]) == 2


def test_the_source_of_an_earlier_answer() -> None:
    message = compose(Answer(ZH, (SourcePart(("west-article",)),)))
    assert "《西岸综保区：做外贸》" in message.lines[0].text
    assert "2024年10月9日" in message.lines[0].text
    assert message.articles == ("west-article",)
    assert "推断" in plain(compose(Answer(ZH, (SourcePart(("east-article",)),))))


def test_choices_show_figures_and_none_of_these() -> None:
    message = compose(Choices(ZH, (Choice("east-platforms"), Choice("east-yu"))))
    assert message.outcome == "choices"
    assert [b.target for b in message.buttons] == ["east-platforms", "east-yu", NONE]
    assert "49个" in message.buttons[0].label
    assert message.buttons[1].label == "余国锋是谁"
    assert message.buttons[2].label == "都不是"


def test_a_doubtful_mending_is_asked() -> None:
    assert "西岸综保区占地" in plain(compose(Choices(ZH, (Choice("west-land"),), "西岸综保区占地")))


@pytest.mark.parametrize(
    ("lack", "part"),
    [
        (Lack(LackKind.PLACE, "苏州"), "苏州"),
        (Lack(LackKind.PERIOD, "2021"), "2021年"),
        (Lack(LackKind.PERIOD, "year-1"), "去年"),
        (Lack(LackKind.TOPIC, "租金"), "租金"),
        (Lack(LackKind.STATUS, "target"), "目标值"),
        (Lack(LackKind.DETAIL, "when"), "时间"),
        (Lack(LackKind.NUMBER, "50"), "50"),
        (Lack(LackKind.NOTHING), "没有"),
    ],
)
def test_what_is_missing_is_named(lack: Lack, part: str) -> None:
    message = compose(Unknown(ZH, lack, (Choice("east-platforms"),)))
    assert part in message.lines[0].text
    assert [b.target for b in message.buttons] == ["east-platforms"]


def test_what_is_held_instead_is_told() -> None:
    text = plain(compose(Unknown(ZH, Lack(LackKind.PERIOD, "2021", (REVISION.facts["west-trade-2022"],)))))
    assert "2022年" in text
    assert "超100亿元" in text


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("2023", "2023年", "2023"),
        ("2023-04", "2023年4月", "April 2023"),
        ("2023-11-07", "2023年11月7日", "7 November 2023"),
    ],
)
def test_dates(value: str, zh: str, en: str) -> None:
    assert date_text(value, ZH) == zh
    assert date_text(value, HANT) == zh
    assert date_text(value, EN) == en


def every_outcome(language: Language) -> list[Outcome]:
    facts, entries = REVISION.facts.values(), REVISION.entries.values()
    computed = ComputedPart(
        Bilingual("相差1", "a difference of 1"), (Bilingual("甲：1", "A: 1"),), (REVISION.facts["east-land"],)
    )
    parts = (
        *(FactPart(f, v, (f,)) for f in facts for v in (None, *Verdict)),
        *(EntryPart(e) for e in entries),
        SourcePart(tuple(REVISION.articles)),
        computed,
        *(LacksPart(Lack(kind, "x")) for kind in LackKind),
    )
    choices = tuple(Choice(i) for i in (*REVISION.facts, *REVISION.entries))
    return [
        *(Answer(language, (p,)) for p in parts),
        Answer(language, parts, "…"),
        Choices(language, choices[:3]),
        Choices(language, choices[:1], "…"),
        *(Unknown(language, Lack(kind, "2021", tuple(facts)), choices) for kind in LackKind),
        *(Help(language, topic, ("east", "west"), choices) for topic in HelpTopic),
    ]


@pytest.mark.parametrize("language", list(Language))
def test_every_outcome_can_be_composed_and_rendered(language: Language) -> None:
    names = {"Answer": "answer", "Choices": "choices", "Unknown": "unknown", "Help": "help"}
    for outcome in every_outcome(language):
        message = compose(outcome)
        assert message.outcome == names[type(outcome).__name__]
        assert message.lines
        assert all(line.text.strip() for line in message.lines)
        assert all(b.label.strip() for b in message.buttons)
        assert plain(message)
        assert html(message)
        assert "{" not in plain(message)
        assert set(message.articles) <= set(REVISION.articles)


def test_every_answer_names_a_source() -> None:
    for language in Language:
        for f in REVISION.facts.values():
            message = compose(Answer(language, (FactPart(f),)))
            assert any(line.role is Role.SOURCE for line in message.lines)
            assert message.articles == (f.citation.article,)


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("Jinmiao No. 58 and No. 158 were bred here.", "They are millet."),
        ("Nos. 1 and 2 stand.", "No. 3 does not."),
        ("No.", "The article does not say."),
        ("Xinghe Co., Ltd. is the developer.", "It leads 3 projects."),
        ("Xinghe Co. Ltd. and Yu Co., Inc. lead.", "It is new."),
        ("The developer is Xinghe Co., Ltd.", "Fan Mingyue told of it."),
        ("Dr. Yu met Mr. Fan of the U.S. Office.", "“Fine,” he said."),
        ("It grew 2.5 times in 2023.", "12 shops came."),
        ("He said “it is built.”", "Then he left."),
        ("Is it built? yes!", "So it is."),
        ("已经建成。", "共有49个。"),
        ("他说：“好。”", "然后走了。"),
        ("《谁来做？》写到了它。", "还有图。"),
    ],
)
def test_an_answer_is_split_at_the_end_of_its_first_sentence(first: str, rest: str) -> None:
    blank = "" if first[-1] in "。”" and rest[0] > "\u3000" else " "
    answer = Bilingual(f"{first}{blank}{rest}", f"{first}{blank}{rest}")
    outcome = Answer(EN, (EntryPart(replace(REVISION.entries["east-yu"], answer=answer)),))
    assert (lines(outcome, Role.HEADLINE), lines(outcome, Role.BODY)) == ([first], [rest])

"""People and organisations in made-up sentences."""

import pytest

from bot.content.source.texts import parse
from bot.domain.parks import NameKind
from bot.drafting.found import Named, newspaper, organisations, person_in_english, reporters, slug, speakers


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("◎本报记者 林知夏 通讯员 沈一帆", ["林知夏", "沈一帆"]),
        ("◎林知夏 本报记者 沈一帆", ["林知夏", "沈一帆"]),
        ("记者林知夏 沈一帆", ["林知夏", "沈一帆"]),
        ("作者：林知夏、沈一帆", ["林知夏", "沈一帆"]),
    ],
)
def test_reporters(head: str, names: list[str]) -> None:
    assert [one.name for one in reporters(parse("x.txt", f"园区造平台\n{head}\n园区已建成平台。\n"))] == names


def test_a_dateline_names_reporters_and_newspaper() -> None:
    article = parse("x.txt", "园区造平台\n江州日报讯（记者林知夏 通讯员沈一帆）园区已建成平台。\n")
    assert [(one.name, one.role.en if one.role else "") for one in reporters(article)] == [
        ("林知夏", ""), ("沈一帆", "correspondent"),
    ]  # fmt: skip
    assert newspaper(article) == ("江州日报", True)
    assert newspaper(parse("x.txt", "园区造平台\n园区已建成平台。\n")) == ("", False)


@pytest.mark.parametrize(
    ("sentence", "name", "post"),
    [
        ("园区管委会副主任周启明介绍，平台已建成。", "周启明", "园区管委会副主任"),
        ("“平台已建成。”江州大学材料学院院长许静说。", "许静", "江州大学材料学院院长"),
        ("日前，周启明告诉记者，平台已建成。", "周启明", ""),
    ],
)
def test_speakers(sentence: str, name: str, post: str) -> None:
    assert speakers(parse("x.txt", f"园区\n{sentence}\n")) == (Named(NameKind.PERSON, name, 1, post),)


@pytest.mark.parametrize("sentence", ["专家表示，很好。", "他说，很好。", "据介绍，很好。", "该负责人指出，很好。"])
def test_nobody_is_made_up(sentence: str) -> None:
    assert speakers(parse("x.txt", f"园区\n{sentence}\n")) == ()


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("园区与江州理工大学共建绿色材料研究院。", ["江州理工大学", "绿色材料研究院"]),
        ("江州大学未来材料研究院在园区成立。", ["江州大学未来材料研究院"]),
        ("园区吸引江州蓝循科技有限公司、江州商会入驻。", ["江州蓝循科技有限公司", "江州商会"]),
        ("该公司与这所大学合作。", []),
    ],
)
def test_organisations(sentence: str, names: list[str]) -> None:
    assert [one.name for one in organisations(parse("x.txt", f"园区\n{sentence}\n"))] == names


def test_names_in_pinyin() -> None:
    assert person_in_english("吕小明") == "Lü Xiaoming"
    assert person_in_english("欧阳静") == "Ouyang Jing"
    assert slug(Named(NameKind.PERSON, "吕小明", 1)) == "lv-xiaoming"
    assert slug(Named(NameKind.ORGANISATION, "江州大学", 1)) == "jiang-zhou-da-xue"

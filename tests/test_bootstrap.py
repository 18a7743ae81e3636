"""Wiring: what the parts make of the content when they are put together."""

from pathlib import Path

import pytest
from program import SMALL_CONTENT

from bot.bootstrap import Core, load_core, run_telegram
from bot.domain.bilingual import Language
from bot.errors import ContentError, SettingsError
from bot.ports import QuestionRecord
from bot.settings import Settings


class ListLog:
    def __init__(self) -> None:
        self.records: list[QuestionRecord] = []

    def record(self, record: QuestionRecord) -> None:
        self.records.append(record)


@pytest.fixture(scope="module")
def core() -> Core:
    return load_core(Settings(content=SMALL_CONTENT), Language.ENGLISH)


def test_any_content_of_the_form_is_answered_from(core: Core) -> None:
    message = core.desk_without_memory().reply("柳树湾产业园有多少座厂房", "c")
    assert message.outcome == "answer"
    assert message.articles == ("willow",)


def test_every_desk_has_a_memory_of_its_own(core: Core) -> None:
    first, second = core.desk_without_memory(), core.desk_without_memory()
    first.reply("柳树湾产业园2021年出口额是多少", "c")
    assert first.explain("2022年呢", "c").shown == ("willow-exports-2022",)
    assert second.explain("2022年呢", "c").message.outcome != "answer"


def test_chats_of_one_desk_are_apart(core: Core) -> None:
    desk = core.desk_without_memory()
    desk.reply("柳树湾产业园2021年出口额是多少", "a")
    assert desk.explain("2022年呢", "b").message.outcome != "answer"


def test_questions_and_choices_are_logged(core: Core) -> None:
    log = ListLog()
    desk = core.desk_without_memory(log)
    desk.reply("你好", "c")
    desk.choose("willow-workshops", "c")
    assert [(r.chat, r.outcome) for r in log.records] == [("c", "help"), ("c", "answer")]


def test_every_target_can_be_chosen(core: Core) -> None:
    desk = core.desk_without_memory()
    assert desk.targets() == {
        "willow-workshops", "willow-exports-2021", "willow-exports-2022", "willow-founder", "none",
    }  # fmt: skip
    outcomes = {target: desk.choose(target, "c").outcome for target in desk.targets()}
    assert outcomes.pop("none") == "help"
    assert set(outcomes.values()) == {"answer"}


@pytest.mark.parametrize(
    ("code", "word"), [("zh-hans", "您好"), (None, "您好"), ("zh-hant", "園區"), ("en", "Hello"), ("de", "Hello")]
)
def test_the_greeting_is_in_the_language_of_the_client(core: Core, code: str | None, word: str) -> None:
    text = "\n".join(line.text for line in core.desk_without_memory().start(code, "c").lines)
    assert word in text


@pytest.mark.parametrize(("language", "word"), [(Language.ENGLISH, "errors"), (Language.SIMPLIFIED, "错误")])
def test_content_with_errors_is_refused_with_the_first_of_them(tmp_path: Path, language: Language, word: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.yaml").write_text("parks:\n" + "  - {id: a}\n" * 20, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_core(Settings(content=tmp_path), language)
    lead, *problems = str(caught.value).splitlines()
    assert word in lead
    assert "parkbot check" in lead
    assert len(problems) == 5
    assert all(line.startswith("data/x.yaml:") for line in problems)


def test_telegram_needs_a_token_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="@BotFather"):
        run_telegram(Settings(content=tmp_path / "gone"), Language.ENGLISH)

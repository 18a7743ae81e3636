"""Which language a locale or language code asks for."""

import pytest

from bot.domain.bilingual import Language
from bot.locales import language_of_code, language_of_environment


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh_CN.UTF-8", Language.SIMPLIFIED),
        ("zh", Language.SIMPLIFIED),
        ("zh-hans", Language.SIMPLIFIED),
        ("zh_TW.UTF-8", Language.TRADITIONAL),
        ("zh-Hant-HK", Language.TRADITIONAL),
        ("zh_HK@stroke", Language.TRADITIONAL),
        ("en_GB.UTF-8", Language.ENGLISH),
        ("C.UTF-8", Language.ENGLISH),
        ("de", Language.ENGLISH),
    ],
)
def test_codes(code: str, language: Language) -> None:
    assert language_of_code(code, Language.SIMPLIFIED) is language


@pytest.mark.parametrize("code", [None, "", ".UTF-8"])
@pytest.mark.parametrize("default", list(Language))
def test_a_silent_code_gets_the_default(code: str | None, default: Language) -> None:
    assert language_of_code(code, default) is default


def test_lc_all_comes_before_lc_messages_before_lang() -> None:
    assert language_of_environment({"LANG": "en_US", "LC_MESSAGES": "en_US", "LC_ALL": "zh_CN"}) is Language.SIMPLIFIED
    assert language_of_environment({"LANG": "en_US", "LC_MESSAGES": "zh_CN"}) is Language.SIMPLIFIED
    assert language_of_environment({"LANG": "zh_CN", "LC_ALL": ""}) is Language.SIMPLIFIED
    assert language_of_environment({}) is Language.ENGLISH

"""Settings for administrators: numbers of people, the time of the digest, the zone."""

import pytest

from bot.errors import SettingsError
from bot.settings import load_settings, time_of_day


def test_numbers_of_administrators(monkeypatch: pytest.MonkeyPatch) -> None:
    for text, wanted in (("", ()), ("7", (7,)), (" 7, 123456789 ,7，8;", (7, 123456789, 8))):
        monkeypatch.setenv("PARKBOT_ADMINS", text)
        assert load_settings().admins == wanted


@pytest.mark.parametrize("text", ["@li", "7,x", "-100123", "0", "7.5", "９", "[7]", "99999999999999999"])
def test_anything_else_is_an_error_that_names_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKBOT_ADMINS", text)
    with pytest.raises(SettingsError, match="PARKBOT_ADMINS: must be Telegram numbers of people with commas"):
        load_settings()


def test_the_digest_has_a_time_a_zone_and_a_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKBOT_DIGEST", "09:30")
    with pytest.raises(SettingsError, match="PARKBOT_DIGEST: must be set together with PARKBOT_STAFF_CHAT"):
        load_settings()
    monkeypatch.setenv("PARKBOT_STAFF_CHAT", "-100")
    assert time_of_day(load_settings().digest or "").isoformat() == "09:30:00"
    assert load_settings().time_zone == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("name", "text"),
    [("DIGEST", "25:00"), ("DIGEST", "nine"), ("TIME_ZONE", "Mars/Base"), ("TIME_ZONE", "../etc"), ("TIME_ZONE", "")],
)
def test_what_is_no_time_and_no_zone(name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKBOT_STAFF_CHAT", "-100")
    monkeypatch.setenv(f"PARKBOT_{name}", text)
    with pytest.raises(SettingsError, match=f"PARKBOT_{name}: must be"):
        load_settings()

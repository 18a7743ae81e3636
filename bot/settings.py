"""Settings from the environment (`PARKBOT_…`), read once at start and frozen."""

import re
from datetime import time
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent

_TELEGRAM = "https://api.telegram.org"
_RESERVED = frozenset({"/healthz", "/readyz", "/metrics"})
_COMMAS = re.compile(r"[,，、;；\s]+")
_LARGEST_ID = 2**52  # Telegram's numbers have at most 52 bits


def default_content() -> Path:
    """The shipped content: the checkout's own folders, or the copy inside an installed package."""
    return CHECKOUT if (CHECKOUT / "faq").is_dir() and (CHECKOUT / "data").is_dir() else PACKAGE / "shipped"


def default_database_url() -> str:
    """A SQLite file under `data/` in a checkout (git ignores it), in the user's data folder otherwise."""
    if (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / "data").is_dir():
        return f"sqlite:///{CHECKOUT / 'data' / 'parkbot.sqlite3'}"
    return f"sqlite:///{user_data_path('parkbot') / 'parkbot.sqlite3'}"


class Settings(BaseSettings):
    """Everything an operator can set. Names in the environment are upper case with the prefix `PARKBOT_`."""

    model_config = SettingsConfigDict(env_prefix="PARKBOT_", frozen=True)

    token: SecretStr | None = Field(default=None, description="Telegram bot token, from @BotFather")
    api_url: str = Field(default=_TELEGRAM, description="root of the Bot API server, without /bot")
    webhook_url: str | None = Field(default=None, description="public address for Telegram's requests; else polling")
    webhook_listen: str = Field(default="127.0.0.1:8080", description="host:port the webhook is served at")
    webhook_secret: SecretStr | None = Field(default=None, description="what Telegram's requests must carry")
    ops_listen: str | None = Field(default=None, description="host:port of health and metrics")
    database_url: str = Field(default_factory=default_database_url)
    content: Path = Field(default_factory=default_content, description="folder that holds faq/ and data/")

    staff_chat: int | None = Field(default=None, description="number of the chat that questions are passed on to")
    admins: Annotated[tuple[int, ...], NoDecode] = Field(default=(), description="Telegram numbers of administrators")
    digest: str | None = Field(default=None, description="HH:MM at which the staff's chat gets the day's numbers")
    time_zone: str = Field(default="Asia/Shanghai", description="zone of the digest and of days in figures of use")
    hash_key: SecretStr | None = Field(default=None, description="key that hides the numbers of chats")
    retention_days: int = Field(default=180, ge=1, description="days that questions and conversations are kept")

    @field_validator(
        "token", "webhook_url", "webhook_secret", "ops_listen", "staff_chat", "digest", "hash_key", mode="before"
    )
    @classmethod
    def _blank_is_none(cls, value: object) -> object:
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        return None if isinstance(text, str) and not text.strip() else value

    @field_validator("api_url")
    @classmethod
    def _http_root(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://, for example https://api.telegram.org")
        return value.rstrip("/").removesuffix("/bot")

    @field_validator("webhook_url")
    @classmethod
    def _public_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {"https", "http"} or not parts.hostname or parts.fragment or parts.username:
            raise ValueError("must be an address with a path, for example https://bot.example.org/telegram")
        if parts.path in _RESERVED:
            raise ValueError(f"its path must not be one of {', '.join(sorted(_RESERVED))}")
        return value

    @field_validator("webhook_listen", "ops_listen")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is not None:
            host_and_port(value)
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _header_value(cls, value: SecretStr | None) -> SecretStr | None:
        # Telegram's own rule.
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            raise ValueError("must be 1 to 256 letters, digits, _ or -, for example of: openssl rand -hex 32")
        return value

    @field_validator("admins", mode="before")
    @classmethod
    def _numbers(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        written = [part for part in _COMMAS.split(value) if part]
        for part in written:
            if not (part.isascii() and part.isdigit() and 0 < int(part) < _LARGEST_ID):
                raise ValueError(
                    f"must be Telegram numbers of people with commas between them, for example 123456789,987654321; "
                    f"“{part}” is none"
                )
        return tuple(dict.fromkeys(int(part) for part in written))

    @field_validator("digest")
    @classmethod
    def _time_of_day(cls, value: str | None) -> str | None:
        if value is not None:
            time_of_day(value)
        return value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("must be the name of a time zone, for example Asia/Shanghai or UTC") from None
        return value

    @model_validator(mode="after")
    def _digest_goes_somewhere(self) -> Self:
        if self.digest is not None and self.staff_chat is None:
            raise ValueError("PARKBOT_DIGEST: must be set together with PARKBOT_STAFF_CHAT, the chat it is sent to")
        return self

    @model_validator(mode="after")
    def _whole_webhook(self) -> Self:
        if self.webhook_url is None:
            return self
        if self.webhook_secret is None:
            raise ValueError(
                "PARKBOT_WEBHOOK_SECRET: must be set together with PARKBOT_WEBHOOK_URL, so that only Telegram can send "
                "messages; make one with: openssl rand -hex 32"
            )
        if self.webhook_url.startswith("http://") and self.api_url == _TELEGRAM:
            raise ValueError("PARKBOT_WEBHOOK_URL: must start with https://, Telegram takes nothing else")
        return self

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql://", "postgres://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return value


def host_and_port(text: str) -> tuple[str, int]:
    """Read host:port; an IPv6 host stands in brackets. Raises ValueError."""
    found = re.fullmatch(r"\[([0-9A-Fa-f:.]+)\]:(\d{1,5})|([^\s:/\[\]]+):(\d{1,5})", text)
    if not found or int(found[2] or found[4]) > 65535:
        raise ValueError("must be host:port, for example 127.0.0.1:8080 or [::1]:8080")
    return found[1] or found[3], int(found[2] or found[4])


def time_of_day(text: str) -> time:
    """Read HH:MM. Raises ValueError."""
    found = re.fullmatch(r"([01]?\d|2[0-3])[:：]([0-5]\d)", text.strip())
    if not found:
        raise ValueError("must be a time of day, for example 09:00")
    return time(int(found[1]), int(found[2]))


def load_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingsError: naming each malformed variable and what it should look like.
    """
    try:
        return Settings()
    except ValidationError as error:
        lines = []
        for fault in error.errors():
            said = fault["msg"].removeprefix("Value error, ")
            name = "_".join(str(part) for part in fault["loc"]).upper()
            lines.append(f"PARKBOT_{name}: {said}" if name else said)
        raise SettingsError("\n".join(lines)) from None  # the cause shows what was set, secrets too

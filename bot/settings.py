"""Settings from the environment (`PARKBOT_…`), read once at start and frozen."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent


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
    api_url: str = Field(default="https://api.telegram.org", description="root of the Bot API server, without /bot")
    database_url: str = Field(default_factory=default_database_url)
    content: Path = Field(default_factory=default_content, description="folder that holds faq/ and data/")

    staff_chat: int | None = Field(default=None, description="number of the chat that questions are passed on to")
    hash_key: SecretStr | None = Field(default=None, description="key that hides the numbers of chats")
    retention_days: int = Field(default=180, ge=1, description="days that questions and conversations are kept")

    @field_validator("token", "hash_key")
    @classmethod
    def _blank_is_none(cls, value: SecretStr | None) -> SecretStr | None:
        return value if value and value.get_secret_value().strip() else None

    @field_validator("api_url")
    @classmethod
    def _http_root(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://, for example https://api.telegram.org")
        return value.rstrip("/").removesuffix("/bot")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql://", "postgres://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return value


def load_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingsError: naming each malformed variable and what it should look like.
    """
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"PARKBOT_{'_'.join(str(p) for p in e['loc']).upper()}: {e['msg'].removeprefix('Value error, ')}"
            for e in error.errors()
        ]
        raise SettingsError("\n".join(lines)) from error

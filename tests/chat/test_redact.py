"""The token in log records."""

import io
import logging

import pytest

from bot.chat.redact import token_redacted

TOKEN = "42:short"


@pytest.fixture
def log() -> tuple[logging.Logger, io.StringIO]:
    stream = io.StringIO()
    logger = logging.Logger("other.library")
    logger.addHandler(logging.StreamHandler(stream))
    return logger, stream


def test_message_arguments_and_traceback(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = log
    with token_redacted(TOKEN):
        logger.warning("POST https://x/bot%s/getMe", TOKEN)
        logger.warning("POST https://x/bot42%3Ashort/getMe")
        logger.warning("another bot: 123456789:AAabcdefghijklmnopqrstuvwxyz")
        logger.warning("%d updates, %s", 3, "fine")
        try:
            raise ValueError(f"https://x/bot{TOKEN}/")
        except ValueError:
            logger.exception("failed")
    text = stream.getvalue()
    assert "short" not in text
    assert "AAabc" not in text
    assert text.count("<token>") == 4
    assert "3 updates, fine" in text
    assert "ValueError: https://x/bot<token>/" in text


def test_nothing_is_left_behind(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = log
    former = logging.getLogRecordFactory()
    with token_redacted(TOKEN):
        assert logging.getLogRecordFactory() is not former
    assert logging.getLogRecordFactory() is former
    logger.warning("42:short")
    assert "42:short" in stream.getvalue()


def test_a_bad_format_is_still_written(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = log
    with token_redacted(TOKEN):
        logger.warning("%s and " + TOKEN, TOKEN, "one too many")
    assert "short" not in stream.getvalue()
    assert "one too many" in stream.getvalue()

"""Keeps the bot token out of every log record, whoever writes it and whatever handler takes it."""

import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_ANY_TOKEN = re.compile(r"\d{5,}(?::|%3[Aa])[A-Za-z0-9_-]{20,}")
_REDACTED = "<token>"


class TokenFilter(logging.Filter):
    """A log filter that replaces the token, and all that looks like one, in message, arguments and traceback."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._secrets = tuple({token, token.replace(":", "%3A"), token.replace(":", "%3a")} - {""})

    def redact(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _REDACTED)
        return _ANY_TOKEN.sub(_REDACTED, text)

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact a record in place; it is never held back."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):  # logging itself reports a bad format when it is written
            message = f"{record.msg} {record.args}"
        redacted = self.redact(message)
        if redacted != message:
            record.msg, record.args = redacted, None
        if record.exc_info and record.exc_info[0] and not record.exc_text:
            # A formatter uses `exc_text` when there is one, and would otherwise write the exception as it is.
            trace = "".join(traceback.format_exception(*record.exc_info)).rstrip()
            if self.redact(trace) != trace:
                record.exc_text = self.redact(trace)
                record.exc_info = None
        return True


@contextmanager
def token_redacted(token: str) -> Iterator[None]:
    """Redact every record made inside the block.

    A record factory and not a filter on handlers: a filter misses the handlers that are added later, and loggers do not
    apply the filters of their parents.
    """
    redacting = TokenFilter(token)
    former = logging.getLogRecordFactory()

    def make(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = former(*args, **kwargs)
        redacting.filter(record)
        return record

    logging.setLogRecordFactory(make)
    try:
        yield
    finally:
        logging.setLogRecordFactory(former)

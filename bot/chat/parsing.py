"""An update from what the server sent, or why it is none."""

from typing import Any

from telegram import Bot, Message, Update


class Unreadable(Exception):
    """An update that cannot be parsed."""


def parsed(raw: dict[str, Any], bot: Bot) -> Update | Unreadable:
    """Parse one update on its own. Numbers and texts that are none make it unreadable too: PTB takes anything."""
    try:
        update = Update.de_json(raw, bot)
        _check(update)
    except Exception as error:  # whatever PTB raises for what it does not know; the update is recorded as skipped
        unreadable = Unreadable(f"cannot be parsed: {type(error).__name__}: {error}")
        unreadable.__cause__ = error
        return unreadable
    return update


def _check(update: Update) -> None:
    query = update.callback_query
    if query is not None:
        _typed(str, query.id)
        _typed(int, query.from_user.id)
        if query.data is not None:
            _typed(str, query.data)
    for message in (update.message, update.edited_message, None if query is None else query.message):
        if message is None:
            continue
        _typed(int, message.message_id, message.chat.id)
        if isinstance(message, Message):
            _typed(str, *(text for text in (message.text, message.caption) if text is not None))
            if message.from_user is not None:
                _typed(int, message.from_user.id)


def _typed(kind: type[int] | type[str], *values: object) -> None:
    for value in values:
        if not isinstance(value, kind) or isinstance(value, bool):
            raise TypeError(f"{type(value).__name__} instead of {kind.__name__}")

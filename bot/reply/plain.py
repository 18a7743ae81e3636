"""A message as plain text: the terminal, the batch mode, and Telegram when it refuses our HTML."""

from bot.reply.message import Message


def plain(message: Message) -> str:
    """The lines, then the button labels, one a line. Nothing is cut or escaped."""
    return "\n".join([*(line.text for line in message.lines), *(button.label for button in message.buttons)])

"""What ends the bot on Telegram: errors an operator can act on."""

from bot.errors import ParkbotError


class ChatError(ParkbotError):
    """Telegram refuses this bot; going on would not help. The message says how to mend it and never holds the token."""


def token_refused() -> ChatError:
    return ChatError(
        "Telegram does not know this bot token. Copy it again from @BotFather (/mybots, API Token) into PARKBOT_TOKEN; "
        "if you set PARKBOT_API_URL, check that it is the root of a Bot API server."
    )


def conflict(description: str) -> ChatError:
    """Two programs read one bot's messages, or a webhook does."""
    if "webhook" in description.lower():
        return ChatError(
            "A webhook is set for this bot, so its messages cannot be polled. To remove the webhook and poll, start "
            "with parkbot run --delete-webhook. To listen to it, set PARKBOT_WEBHOOK_URL; or run the bot it belongs to."
        )
    return ChatError(
        "Another program reads this bot's messages. Stop the other one, or make a second bot with @BotFather and put "
        "its token into PARKBOT_TOKEN. Each bot can be polled by one program only."
    )


def webhook_refused(description: str) -> ChatError:
    return ChatError(
        f"Telegram does not take the webhook: {description}. PARKBOT_WEBHOOK_URL must be an https address with a valid "
        "certificate that Telegram can reach at port 443, 80, 88 or 8443."
    )

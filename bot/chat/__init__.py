"""The bot on Telegram: the only package that knows the Bot API. `app.run` is the way in."""

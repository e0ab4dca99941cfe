"""The bot: channels, commands and the one place that joins understanding and pricing."""

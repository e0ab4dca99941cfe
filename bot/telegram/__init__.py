"""Telegram: receives what people write and press, renders answers. Knows no rule and no price.

Import `bot.telegram.channel` only where Telegram is configured: it loads python-telegram-bot.
"""

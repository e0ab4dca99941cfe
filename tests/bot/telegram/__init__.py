"""Telegram: the real application against a Bot API server on the loopback interface."""

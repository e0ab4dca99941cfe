"""Slack: receives what people write and press, renders answers. Knows no rule and no price.

Import `bot.slack.channel` only where Slack is configured: it loads slack_bolt.
"""

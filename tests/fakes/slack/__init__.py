"""A Slack on this machine: its Web API, its Socket Mode, and what it sends, for the real client libraries."""

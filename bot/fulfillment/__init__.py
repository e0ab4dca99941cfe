"""The webhook through which Google's own integrations (its messengers, its telephone) get our answers."""

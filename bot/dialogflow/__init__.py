"""Joins Dialogflow to the rest: settings to accounts, our texts to the agent, trouble to logs and counters."""

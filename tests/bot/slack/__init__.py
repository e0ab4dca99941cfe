"""Tests of the Slack channel, over the real libraries and a Slack on this machine."""

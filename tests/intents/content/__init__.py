"""Tests of judging messages."""

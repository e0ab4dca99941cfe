"""Texts and formats of both languages."""

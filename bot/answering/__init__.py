"""Requests into findings: where understanding meets pricing."""

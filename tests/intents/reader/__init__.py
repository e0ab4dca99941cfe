"""Tests of the reader: text into marks, instants and messages."""

"""Tests: mirrors the four packages; cases as data under `cases/`."""

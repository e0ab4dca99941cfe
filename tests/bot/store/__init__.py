"""Tests of the store: one suite for SQLite, PostgreSQL and the fake, then what each of them must stand."""

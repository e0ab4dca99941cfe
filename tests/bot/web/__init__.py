"""Tests of the web: pages, API and service, asked over a real socket by real clients."""

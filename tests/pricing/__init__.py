"""Tests of `pricing`."""

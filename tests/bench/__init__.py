"""Benchmarks: every figure is a ratio of two things measured in one run, so that a slow machine changes nothing."""

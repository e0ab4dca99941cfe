"""Benchmarks: every figure is a ratio of two things measured in the same run, so that a slow machine changes nothing."""

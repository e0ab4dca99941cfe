"""Reads the rate cards and volume tiers that an account brings itself, and says everything that is wrong with them."""

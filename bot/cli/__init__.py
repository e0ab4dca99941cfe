"""The commands of `cuanto`."""

"""Cases as data, and how to read them."""

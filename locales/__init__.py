"""Everything a person reads: message catalogs in Spanish and English, and how money, dates and numbers look."""

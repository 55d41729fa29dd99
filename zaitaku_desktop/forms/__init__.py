"""様式: definitions as data, and the builders that make blocks of records."""

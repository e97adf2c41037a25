"""The checks V01 to V25: each a small pure function, all in one table."""

"""The HTTP edge every service shares: problems, strict JSON, callers, transactions, health, paging."""

"""Law and method as pure functions of (facts, rule rows, today)."""

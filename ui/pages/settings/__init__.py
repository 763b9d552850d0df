"""*Indstillinger*: one's own, and for leaders those of the house (mockup 20)."""

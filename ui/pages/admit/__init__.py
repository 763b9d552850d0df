"""Indskriv beboer: one page, two required answers (mockup 13)."""

"""Afslut ophold: the conditions as evidence, how it ends, and what follows (mockup 16)."""

"""An answer of a municipality, shown beside what we have and taken over (mockup 17)."""

"""The house log (*dagbog*): a day by shifts, search over all years, and a note with few keys (mockup 14)."""

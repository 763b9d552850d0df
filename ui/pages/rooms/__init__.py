"""Værelser: the room board, who waits and who got no place (mockup 07)."""

"""Frozen dataclasses that services take and hand out; the window knows the house through these."""

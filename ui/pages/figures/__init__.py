"""Ledelsestal: four numbers, charts, and what is behind each of them."""

"""One module per kind of letter."""

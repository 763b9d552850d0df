"""The canary: marks typed into every text field, and the search for them in everything on disk."""

"""The letter editor: what is said, what it discloses, and the true PDF beside it."""

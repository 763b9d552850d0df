"""Building blocks of the calm interface."""

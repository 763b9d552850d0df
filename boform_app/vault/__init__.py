"""Keys, log-in, recovery and everything else that is encrypted outside the database."""

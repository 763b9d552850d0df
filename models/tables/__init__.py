"""One file per subject; importing this package registers every table."""

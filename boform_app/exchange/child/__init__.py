"""The process that opens foreign files: it knows nothing of the house, and cannot reach it."""

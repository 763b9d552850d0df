"""Several letters in one go: "alle breve til Aalborg"."""

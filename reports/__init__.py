"""Printed documents: frozen contexts in, bytes out."""

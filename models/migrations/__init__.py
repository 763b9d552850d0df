"""Alembic migrations; revisions are never edited after a release."""

"""A letter being written as text, so that it can be the author's draft (ux 3.4)."""

from __future__ import annotations

from boform_app.services._stored_letters import edits_from_json, edits_to_json

__all__ = ["edits_from_json", "edits_to_json"]

"""The search of the services as the search field reads it: every hit becomes a target."""

from __future__ import annotations

from collections.abc import Sequence

from boform_app.services.search import SearchService
from boform_app.services.views.admin import SearchHit as Found
from ui.pages.base import Target
from ui.ports import COMMAND, SearchHit

_GROUPS = {
    "residents": ("Beboere", "person"),
    "actions": ("Handlinger", "arrow_right"),
    "rooms": ("Værelser", "bed"),
    "past": ("Tidligere beboere", "history"),
    "letters": ("Breve", "mail"),
}
_ICONS = {
    "admit": "person_add",
    "take_transfer": "person_add",
    "note": "note_add",
    "day_log": "notepad",
    "letter": "mail",
    "settlement": "money",
    "turned_away": "mail",
    "figures": "data_bar_vertical",
    "rooms": "bed",
    "waiting": "people",
    "refused": "people",
    "house": "home",
    "incidents": "warning",
    "lock": "lock_closed",
    "privacy": "eye_off",
    "settings": "settings",
}
_TARGETS = {
    "admit": Target("admit"),
    "take_transfer": Target("transfer_take"),
    "note": Target(COMMAND, {"name": "new_note"}),
    "day_log": Target("day_log", {"day": None}),
    "letter": Target(COMMAND, {"name": "new_letter"}),
    "settlement": Target("settlement"),
    "turned_away": Target("turned_away"),
    "figures": Target("figures"),
    "rooms": Target("rooms", {"show": "board"}),
    "waiting": Target("rooms", {"show": "waiting"}),
    "refused": Target("rooms", {"show": "refused"}),
    "house": Target("house", {"part": "tasks"}),
    "incidents": Target("incidents", {"what": "incidents"}),
    "lock": Target(COMMAND, {"name": "lock"}),
    "privacy": Target(COMMAND, {"name": "privacy"}),
    "settings": Target("settings"),
}


class HouseSearch:
    """A ``SearchPort`` over the search service.

    Attributes:
        tab: Tab of the resident page that a hit opens; "" for the one that is open there.
    """

    def __init__(self, service: SearchService) -> None:
        self._service = service
        self.tab = ""

    def find(self, text: str) -> Sequence[SearchHit]:
        """Hits for the text; for "" the last residents this person opened."""
        return [self._hit(found) for found in self._service.find(text)]

    def _hit(self, found: Found) -> SearchHit:
        group, icon = _GROUPS[found.group]
        person = found.action == "open:person"
        return SearchHit(
            group=group,
            label=found.text,
            target=self._target(found),
            detail=found.detail,
            icon=_ICONS.get(found.action, icon),
            matched=found.matched,
            name_of=found.detail.rpartition("vær. ")[2] if person else None,
        )

    def _target(self, found: Found) -> Target:
        if found.action in _TARGETS:
            return _TARGETS[found.action]
        facts = {"person_id": found.ref_id}
        return Target("resident", {**facts, "tab": self.tab} if self.tab else facts)

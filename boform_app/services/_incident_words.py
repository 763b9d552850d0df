"""An incident as its note in the journal tells it."""

from __future__ import annotations

from boform_app.services.views.incidents import IncidentCommand
from models.values.lists import label


def note_text(command: IncidentCommand) -> str:
    """What was seen first; then place, what was done, harm, police and self-defence, a line each."""
    lines = [
        command.what.strip(),
        f"Sted: {command.place.strip()}" if command.place.strip() else "",
        f"Vi gjorde: {command.done.strip()}" if command.done.strip() else "",
        f"{label('incident_harms', command.harm)}." if command.harm != "none" else "",
        "Politiet blev tilkaldt." if command.police_called else "",
        f"Nødværge eller nødret: {command.force.strip()}" if command.force.strip() else "",
    ]
    return "\n".join(line for line in lines if line)

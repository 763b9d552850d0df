"""What the window says about somebody who asked for a place and got none."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ContactCommand:
    """Somebody who asked for a place (*henvendelse*), as far as they told who they are.

    Attributes:
        first_name: What the person wants to be called; last_name may be empty.
        cpr_text: As typed; a number finds somebody who is known.
        person_id: A known person that was chosen from the hits, None for nobody.
    """

    first_name: str = ""
    last_name: str = ""
    cpr_text: str = ""
    person_id: UUID | None = None

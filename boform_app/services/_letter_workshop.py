"""The PDF workshop, one job at a time: its fonts and the like are global."""

from __future__ import annotations

import threading

from boform_app.services._letter_common import Draft
from boform_app.services._letterhead import address_lines
from boform_app.services._register_steps import STATUTORY
from reports import shortening
from reports.contexts import LetterContext
from reports.render import passed, proof

TURN = threading.Lock()
"""Held by whoever draws or measures, whichever log-in it is for."""


def render_stored(stored: str) -> bytes:
    """Bytes of a stored context, to be looked at; ``checked`` before they are kept."""
    with TURN:
        return proof(LetterContext.from_json(stored))


def checked(data: bytes) -> bytes:
    """The same bytes, when they may be kept and printed.

    Raises:
        NotConforming: They are no PDF/A.
    """
    with TURN:
        return passed(data)


def measure(stored: str) -> shortening.Excess:
    """The length of a stored context."""
    with TURN:
        return shortening.excess(LetterContext.from_json(stored))


def answer_form(draft: Draft) -> bytes | None:
    """The form that goes with a request: a file of its own, stored with the letter.

    It lies beside a letter that names the resident: where that letter may not say where the house
    lies, the form does not either, and the answer comes back as the letter came.
    """
    if not draft.case_code:
        return None
    from reports.answer_form import (  # noqa: PLC0415 - reads fonts; only requests need it
        AnswerFormContext,
        render_answer_form,
    )

    house = draft.sources.house
    hidden = draft.sources.person.protected_address and draft.kind not in STATUTORY
    address = () if hidden else address_lines(house)
    form = AnswerFormContext(house.name, address, draft.case_code, draft.sources.today)
    with TURN:
        return render_answer_form(form)

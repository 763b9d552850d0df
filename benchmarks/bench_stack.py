"""40 letters as one stack, made, joined and marked as sent, against the bare render of the same 40.

The floor renders the same 40 contexts in the same run; what is above it is reading the case, the
answer form of each letter, storing bytes and context encrypted, the register and the journal.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from sqlalchemy import select

from benchmarks.houses import make_house
from benchmarks.measure import milliseconds
from benchmarks.result import Result
from boform_app import bootstrap
from boform_app.progress import Unheard
from boform_app.services._blobs import read_blob
from boform_app.services._stored_letters import unpack
from boform_app.services.facade import Services
from boform_app.services.views.admin import ContactView
from boform_app.services.views.letters import LetterView
from boform_app.services.views.stacks import StackWish
from boform_app.services.views.stays import AdmitCommand
from models import tables
from reports.contexts import LetterContext
from reports.render import render

LETTERS = 40
LIMIT_MS = 10_000.0
_KIND = "plan_request"
_LINES = ("Aalborg Kommune", "Socialafdelingen, voksne", "Prøvegade 12, 2.", "9000 Aalborg", "")


def run() -> list[Result]:
    """A house of 40 residents of one municipality, each with an anmodning on the law."""
    with tempfile.TemporaryDirectory() as folder:
        house, services = make_house(Path(folder), rooms=LETTERS)
        try:
            return _measured(services)
        finally:
            bootstrap.close_house(house, force=True)


def _measured(services: Services) -> list[Result]:
    wishes, stacks = _wishes(services), services.stacks
    made: list[LetterView] = []
    took = {
        "proposed": milliseconds(lambda: stacks.propose(wishes, "law")),
        "made": milliseconds(lambda: made.extend(stacks.make(wishes, Unheard(), "law").made)),
    }
    if len(made) != LETTERS:
        raise AssertionError(f"only {len(made)} letters were made")
    ids = [letter.id for letter in made]
    took["joined to one print job"] = milliseconds(lambda: stacks.pdf(ids, Unheard()))
    day = services.open_house.clock.today()
    took["marked as sent"] = milliseconds(lambda: stacks.mark_sent(ids, "post", day))
    contexts = _contexts(services)
    floor = milliseconds(lambda: [render(context) for context in contexts])
    whole = took["made"] + took["joined to one print job"]
    rows = [Result(f"{LETTERS} letters {name}", value, "ms") for name, value in took.items()]
    return [
        *rows,
        Result(f"{LETTERS} letters made and joined", whole, "ms", limit=LIMIT_MS),
        Result(f"{LETTERS} letters, the whole", whole, "ms", floor, "bare render of the same"),
    ]


def _contexts(services: Services) -> list[LetterContext]:
    """What was rendered, as it is kept."""
    house = services.open_house
    with house.database.read() as session:
        blobs = session.scalars(
            select(tables.Blob).join(tables.Letter, tables.Letter.context_blob_id == tables.Blob.id)
        ).all()
        return [unpack(read_blob(house.blobs, blob))[0] for blob in blobs]


def _wishes(services: Services) -> tuple[StackWish, ...]:
    services.municipalities.save(
        ContactView(None, 0, "0851", _LINES[1], _LINES, "", "", "", "", "", is_default=True)
    )
    places = services.rooms.places(free_only=True)
    people = [
        services.stays.admit(
            AdmitCommand(
                f"Prøve{number}",
                "Jensen",
                place_id=place.id,
                reasons=("no_dwelling",),
                acting_municipality_code="0851",
            )
        ).first("person")
        for number, place in enumerate(places[:LETTERS])
    ]
    return tuple(StackWish(person, _KIND) for person in people)

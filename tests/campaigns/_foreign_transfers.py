"""Who takes a resident from another house in: the campaign's files as documents under the right code.

Damage to the file itself never gets past its seal, so that half of the rounds damage the document
inside an honest file and seal it again, as somebody with the code could.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from boform_app.exchange import transfer
from boform_app.exchange.transfer import Payload
from boform_app.exchange.transfer_code import TransferCode
from boform_app.services.views.contacts import DocumentCommand
from boform_app.services.views.transfers import TransferSent
from boform_app.vault.crypto import CHEAP_KDF
from tests import houses
from tests.boform_app.services import letter_house, two_houses
from tests.campaigns import foreign
from tests.campaigns._foreign_damage import DAMAGES

_ODD: tuple[object, ...] = (
    None, True, -1, 2**62, 1e300, "", "x", "\x00", "9999-12-31", "2026-11-23T00:00:00", [], {},
    [[]], {"a": 1}, "x" * 30_000, "0" * 64, str(UUID(int=5)), "../../x",
)  # fmt: skip


@contextmanager
def transfers() -> Iterator[foreign.Importer]:
    """Østhuset reads files about Kim, who lived in Havnehuset."""
    with TemporaryDirectory() as where:
        file = _honest(Path(where) / "from")
        house = two_houses.other_house(Path(where) / "to")
        try:
            service = houses.services(house).transfers
            yield foreign.Importer(
                "transfers",
                lambda data: service.take(_sealed(file, data), file.code),
                lambda: two_houses.digest(house),
                every=4,
            )
        finally:
            houses.close(house)


def _honest(folder: Path) -> TransferSent:
    house = houses.make_house(folder)
    try:
        services = houses.services(house)
        kim = letter_house.admitted(services)
        letter_house.assessed(services, kim)
        services.documents.keep(DocumentCommand(kim, two_houses.picture(), "decision"))
        return two_houses.sent(services, kim)
    finally:
        houses.close(house)


def _sealed(file: TransferSent, data: bytes) -> bytes:
    """What the receiver gets in this round; the same bytes give the same file."""
    chance = random.Random(hashlib.sha256(data).digest())  # noqa: S311 - no secret
    code = TransferCode.parse(file.code)
    payload = transfer.read(file.data, code)
    file_id = UUID(int=chance.getrandbits(128))
    honest = json.loads(payload.document) | {"file_id": str(file_id)}
    match chance.choice(("as it is", "document", "damaged file", "bytes", "value", "value")):
        case "as it is":
            return data
        case "damaged file":
            return chance.choice(DAMAGES)(file.data, chance) or b"x"
        case "document":
            document = data
        case "bytes":
            document = chance.choice(DAMAGES)(json.dumps(honest).encode(), chance)
        case _:
            document = _odd(honest, chance)
    return transfer.write(Payload(document, payload.blobs), code, file_id, CHEAP_KDF)


def _odd(document: Any, chance: random.Random) -> bytes:
    """The document with one value that is another one, somewhere."""
    held = document
    while True:
        steps: list[Any] = list(held) if isinstance(held, dict) else list(range(len(held)))
        step = chance.choice(steps)
        inner = held[step]
        if not isinstance(inner, (dict, list)) or not inner or chance.random() < 0.1:
            held[step] = chance.choice(_ODD)
            return json.dumps(document).encode()
        held = inner

"""To whom a consent is given: a municipality, a supplier, a landlord, another Boform, or somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Signal

from boform_app.services.facade import Services
from ui.session import Session
from ui.widgets.choice import Combo, Option
from ui.widgets.line_edit import LineEdit

MUNICIPALITY, PROVIDER, LANDLORD, HOUSE, OTHER = (
    "municipality", "provider", "landlord", "house", "other",
)  # fmt: skip
NOT_ASKED = False
"""What a field gives that the chosen kind of recipient does not ask for."""
_ACCEPTED = "accepted"


class Recipient(QObject):
    """The controls of one recipient; which of them is asked for depends on the kind.

    Attributes:
        kind: What kind of recipient.
        municipality: Which municipality, while it is one.
        name: The name of any other recipient, as it shall stand on the letter.
        unit: The part of it that may have the information.

    Signals:
        changed: Another kind was chosen, or another name was typed.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._person_id: UUID | None = None
        self._towns = dict(session.services.municipalities.names())
        self.kind = Combo(_kinds(), name=_tr("Slags modtager"))
        self.kind.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.municipality = Combo(
            [Option(code, name) for code, name in self._towns.items()], searchable=True
        )
        self.name, self.unit = LineEdit(), LineEdit()
        self.kind.changed.connect(self._other_kind)
        self.municipality.changed.connect(self._other_municipality)
        self.name.textEdited.connect(lambda _text: self.changed.emit())

    @property
    def is_municipality(self) -> bool:
        """Whether it goes to a municipality; nothing chosen counts as one."""
        return self.kind.value in {None, MUNICIPALITY}

    @property
    def called(self) -> str:
        """The recipient as the consent names it, "" while nobody is named."""
        if self.is_municipality:
            return self._towns.get(self.municipality.value or "", "")
        return " ".join(self.name.text().split())

    @property
    def purpose(self) -> str:
        """The purpose that goes with this recipient; "" where only the house can know."""
        return {
            MUNICIPALITY: _tr("Bolig og støtte, når beboeren flytter herfra"),
            PROVIDER: _tr("Støtte i egen bolig"),
            LANDLORD: _tr("Leje af bolig"),
            HOUSE: _tr("Flytning til {house}").format(house=self.called or _tr("andet Boform")),
        }.get(self.kind.value or MUNICIPALITY, "")

    def about(self, person_id: UUID) -> None:
        """Whose consent it is: suppliers and landlords of that case are proposed."""
        self._person_id = person_id

    def read_municipality(self) -> object:
        """The code, or that it is not asked for."""
        return self.municipality.value if self.is_municipality else NOT_ASKED

    def read_name(self) -> object:
        """The name, or that it is not asked for."""
        return NOT_ASKED if self.is_municipality else self.called

    def _other_kind(self) -> None:
        known = _known_names(self._session.services, self._person_id, self.kind.value or "")
        self.name.setText(known)
        self.name.setPlaceholderText(_example(self.kind.value or ""))
        if self.is_municipality:
            self._other_municipality()
        else:
            self.unit.setText("")
        self.changed.emit()

    def _other_municipality(self) -> None:
        code = self.municipality.value
        contacts = self._session.services.municipalities.contacts(code) if code else ()
        self.unit.setText(contacts[0].unit if contacts else "")


def _known_names(services: Services, person_id: UUID | None, kind: str) -> str:
    """The supplier of the support, or the landlord of the accepted home; "" for nobody yet."""
    stay = next(iter(services.stays.for_person(person_id)), None) if person_id else None
    if stay is None:
        return ""
    if kind == PROVIDER:
        support = services.support.get(stay.id)
        return support.supplier or support.wished_supplier
    if kind == LANDLORD:
        offers = services.offers.of_stay(stay.id).offers
        return next((one.landlord for one in offers if one.answer == _ACCEPTED), "")
    return ""


def _kinds() -> Sequence[Option]:
    return (
        Option(MUNICIPALITY, _tr("Kommune")),
        Option(PROVIDER, _tr("Støtteleverandør")),
        Option(LANDLORD, _tr("Udlejer"), _tr("Udlejer eller boligorganisation")),
        Option(HOUSE, _tr("Andet Boform"), _tr("Flytning til et andet Boform")),
        Option(OTHER, _tr("En anden")),
    )


def _example(kind: str) -> str:
    return {
        PROVIDER: _tr("Leverandørens navn"),
        LANDLORD: _tr("Udlejer eller boligorganisation"),
        HOUSE: _tr("Husets navn"),
    }.get(kind, _tr("Navn, som på brevet"))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Consent", words)

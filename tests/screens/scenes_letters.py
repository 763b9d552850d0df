"""Breve: the list, a letter being written, printed and sent, and the consent page."""

from __future__ import annotations

from boform_app.services.views.turned_away import ContactCommand
from tests.screens.scene import Scene
from tests.screens.stage import Stage


def _write(stage: Stage, first: str, kind: str) -> None:
    stage.go("letter", person_id=stage.person(first), kind=kind)
    stage.wait(400)


def _with_consent(stage: Stage) -> None:
    _write(stage, "Ole", "referral")
    stage.press("Hjemmel: Samtykke")
    stage.wait(400)


def _printed(stage: Stage) -> None:
    _write(stage, "Ole", "plan_request")
    stage.press("Hjemmel: Lov")
    stage.wait(400)
    stage.press("Print")
    stage.wait(200)


def _sent(stage: Stage) -> None:
    _printed(stage)
    stage.press("Ja, sendt med Digital Post")


def _turned_away(stage: Stage, first: str = "", last: str = "") -> None:
    stage.go("turned_away")
    stage.afresh()
    if first:
        stage.type_text("Fornavn eller kaldenavn", first)
        stage.type_text("Efternavn", last)
        stage.wait(400)


def _asked(stage: Stage) -> None:
    """Pressed with nothing filled in."""
    _turned_away(stage)
    stage.press("Skriv brevet")


def _refusal(stage: Stage) -> None:
    _turned_away(stage, "Kaj", "Lind")
    stage.press("Skriv brevet")
    stage.wait(600)


def _new_letter(stage: Stage) -> None:
    stage.go("letters")
    stage.press("Nyt brev")


def _without_stay(stage: Stage) -> None:
    """The page of somebody who never lived here."""
    command = ContactCommand("Kaj", "Lind")
    person = stage.services.turned_away.note(command).first("person")
    stage.go("resident", person_id=person, tab="letters")


def _to_supplier(stage: Stage) -> None:
    stage.go("consent", person_id=stage.person("Jonas"), to="provider")


def _renewal(stage: Stage) -> None:
    stage.go("consent", person_id=stage.person("Ole"))
    stage.press("Forny samtykke til Aalborg Kommune")


def _paper_to_landlord(stage: Stage) -> None:
    stage.go("consent", person_id=stage.person("Jonas"), to="landlord")
    stage.type_text("Til", "Himmerland Boligforening")
    stage.press("Print samtykkeerklæring")
    stage.wait(400)


LETTERS: tuple[Scene, ...] = (
    Scene("letters", lambda s: s.go("letters")),
    Scene("letter-notice", lambda s: _write(s, "Samira", "admission_notice")),
    Scene("letter-referral", lambda s: _write(s, "Ole", "referral")),
    Scene("letter-with-consent", _with_consent, house="letters"),
    Scene("letter-printed", _printed, house="letters"),
    Scene("letter-sent", _sent, house="sent"),
    Scene("letter-plan-request", lambda s: _write(s, "Jonas", "plan_request")),
    Scene("letter-consent-form", lambda s: _write(s, "Jonas", "consent_form")),
    Scene("letter-data-information", lambda s: _write(s, "Jonas", "data_information")),
    Scene("consent", lambda s: s.go("consent", person_id=s.person("Ole"))),
    Scene("consent-empty", lambda s: s.go("consent", person_id=s.person("Jonas"))),
    Scene("consent-to-supplier", _to_supplier, house="sent"),
    Scene("consent-renewal", _renewal),
    Scene("consent-paper-to-landlord", _paper_to_landlord, house="letters"),
    Scene("letters-new", _new_letter),
    Scene("turned-away", _turned_away),
    Scene("turned-away-known", lambda s: _turned_away(s, "Ole", "Bach"), house="letters"),
    Scene("turned-away-asked", _asked, house="letters"),
    Scene("turned-away-letter", _refusal, house="letters"),
    Scene("turned-away-resident", _without_stay, house="sent"),
)

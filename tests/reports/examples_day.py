"""The sheet for the change of shift: as in the picture, with nothing on it, and with far too much."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from reports.contexts import LetterContext
from reports.lists import handover_sheet
from reports.lists.handover_sheet import Doing, HandoverSheetFacts, Happened
from tests.reports.basics import BARE_HOUSE, HOUSE, LOCAL, LONG

PICTURED_PAGES = {"handover_sheet": 1}
SHEET = HandoverSheetFacts(
    HOUSE,
    datetime(2026, 11, 23, 7, tzinfo=LOCAL),
    datetime(2026, 11, 22, 15, 30, tzinfo=LOCAL),
    "day",
    "night",
    "Ali Demir",
    38,
    42,
    today=(
        Doing("kl. 9", "Huset", "Viceværten ser på vasken på vær. 7.", "Sara"),
        Doing(
            "kl. 11",
            "Vær. 4 Lise T.",
            "Flytter. Afgørelse om støtte er ikke registreret. Ring til kommunen kl. 8.",
            "Mette",
            strong=True,
        ),
        Doing("kl. 13", "Vær. 14 Samira Y.", "Samtale med tolk (somali).", "Mette"),
        Doing("kl. 14", "Vær. 9", "Ny beboer kommer fra Randers. Gør vær. 10 rent inden.", "Sara"),
        Doing(
            "i dag",
            "Vær. 12 Jonas L.",
            "Orientering om optagelse. Skulle være sendt fredag.",
            "Mette",
        ),
        Doing("i dag", "Vær. 14 Samira Y.", "Orientering om optagelse sendes i dag.", "Mette"),
        Doing("i dag", "Vær. 7 Ole B.", "Nyt udflytningsoverblik sammen med Ole.", "Mette"),
    ),
    happened=(
        Happened(
            "i nat 3.10",
            "Vær. 12 Jonas L.",
            "Urolig nat. Talte på gangen og fik te. Sov fra kl. 4.",
            "Ali",
        ),
        Happened(
            "i nat 1.40",
            "Vær. 7 og huset",
            "Vasken drypper. Ole har selv sat en spand under.",
            "Ali",
        ),
        Happened("i går 22.05", "Vær. 14 Samira Y.", "Ønsker tolk til samtalen i dag.", "Sara"),
        Happened(
            "i går 16.30", "Huset", "Brandøvelse tirsdag kl. 10. Alle har fået besked.", "Sara"
        ),
    ),
    remember=(
        ("12", "Allergi: penicillin"),
        ("8", "Navn skjult. Sig ikke, hvem der bor her"),
        ("7", "Ring eller bank ikke på før kl. 10"),
        ("14", "Tolk: somali"),
    ),
    away=(
        ("17", "Dorte B. er ude", "i morgen"),
        ("19", "Katrine R. er ude", "i morgen kl. 18"),
        ("12", "Jonas’ hund er ude", "onsdag"),
        ("6", "Lukket efter vandskade", "26. november"),
    ),
    coming=(
        Doing("i morgen", "Vær. 5 Per H.", "Opfølgning på handleplan med Aarhus Kommune", "Ali"),
        Doing("i morgen kl. 10", "Huset", "Brandøvelse. Samlingssted: P-pladsen", "Alle"),
        Doing("fre. 27-11", "Vær. 13 og 38", "Nyt udflytningsoverblik", "Sara, Ali"),
    ),
)
_EMPTY = HandoverSheetFacts(BARE_HOUSE, SHEET.at, SHEET.since, "night", "", "Bo", 0, 1)
_DOING = Doing("kl. 10.30", "Vær. 28 Anne-Margrethe R.", LONG * 2, "Bodil-Kirstine")
_TOLD = Happened("i går 22.05", "Vær. 28 Anne-Margrethe R. og vær. 12", LONG * 5, "Bodil-Kirstine")
FULL = replace(
    SHEET,
    name="Anne-Margrethe Bodil-Kirstine Vestergaard-Christensen",
    today=(replace(_DOING, strong=True), *(_DOING,) * 40),
    happened=(_TOLD,) * 50,
    remember=(("28", LONG),) * 40,
    away=(("28", "Anne-Margrethe R. er ude", "den 14. december"),) * 40,
    coming=(_DOING,) * 40,
    earlier=7,
)


def pictured() -> dict[str, LetterContext]:
    """As in the picture."""
    return {"handover_sheet": handover_sheet.compose(SHEET)}


def minimal() -> dict[str, LetterContext]:
    """A house where nothing happened."""
    return {"handover_sheet": handover_sheet.compose(_EMPTY)}


def maximal() -> dict[str, LetterContext]:
    """More than any page holds."""
    return {"handover_sheet": handover_sheet.compose(FULL)}

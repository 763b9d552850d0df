"""Ledelsestal on paper: a house of 42 places, one where there is too little to show, one with much."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from reports.contexts import LetterContext
from reports.lists.figures import ChartPart, ChartRow, FiguresFacts, NumberLine, compose
from reports.sample_house import HOUSE, LOCAL
from tests.reports.basics import BARE_HOUSE, LONG

COUNTED = FiguresFacts(
    house=HOUSE,
    period="1-1 til 22-11-2026",
    municipality="",
    counted_at=datetime(2026, 11, 23, 8, 15, tzinfo=LOCAL),
    least=5,
    numbers=(
        NumberLine(
            "15 af 21", "klar, men venter på systemet (71 %)",
            "I dag er 21 af 30 klar til egen bolig (70 %)",
        ),
        NumberLine("12 af 33", "har en handleplan (36 %)", "Beboere i dag med mindst 14 døgn"),
        NumberLine(
            "38 af 42", "pladser i brug i nat (90 %)", "I perioden 12.471 af 13.692 døgn (91 %)"
        ),
        NumberLine("74 døgn", "boede folk her i snit", "Median 60 døgn, 158 ophold i perioden"),
    ),
    charts=(
        ChartPart(
            "stages", "Hvor står de 30?", "I dag. Udflytningsoverblik højst 28 døgn gammelt",
            "Gruppe", "Beboere",
            (
                ChartRow("Klar – venter på systemet", "15", "30", "50 %"),
                ChartRow("Klar i øvrigt, samlet", "6", "30", "20 %"),
                ChartRow("Ikke klar endnu, samlet", "9", "30", "30 %"),
            ),
        ),
        ChartPart(
            "nights", "Overnatninger pr. døgn", "42 pladser", "Måned", "Beboere pr. nat",
            (
                ChartRow("januar 2026", "37", "42", "88 %"),
                ChartRow("februar 2026", "38", "42", "90 %"),
            ),
        ),
        ChartPart("plans", "Har handleplan, efter kommune", "For få til at vise (under 5)",
                  "Kommune", "Beboere", ()),
    ),
    rules=(
        ("Har en handleplan", "Beboere, der har boet her mindst 14 døgn."),
        ("Opholdslængde", "Ophold, der er afsluttet i perioden."),
    ),
)  # fmt: skip


def pictured() -> dict[str, LetterContext]:
    """As the page of the mockup."""
    return {"figures": compose(COUNTED)}


def minimal() -> dict[str, LetterContext]:
    """A house with too few of everything, and one municipality asked for."""
    few = tuple(
        NumberLine("–", one.words, "For få til at vise (under 5)") for one in COUNTED.numbers
    )
    bare = replace(
        COUNTED, house=BARE_HOUSE, municipality="Læsø Kommune", numbers=few, rules=(),
        charts=tuple(replace(part, rows=()) for part in COUNTED.charts),
    )  # fmt: skip
    return {"figures": compose(bare)}


def maximal() -> dict[str, LetterContext]:
    """Ten years by month, long rules."""
    (stages, nights, plans) = COUNTED.charts
    many = replace(
        COUNTED,
        charts=(
            stages,
            replace(nights, rows=nights.rows * 60),
            replace(plans, rows=(ChartRow("Københavns Kommune, og andre", "1", "5", "20 %"),) * 40),
        ),
        rules=COUNTED.rules + (("Hvad venter de 15 på", LONG * 4),) * 4,
    )
    return {"figures": compose(many)}

"""Ledelsestal in words: what is counted, and the rule it is counted by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from boform_app.rules.figures.groups import LEAST
from boform_app.rules.figures.standing import Settings, Stage

TOO_FEW = f"For få til at vise (under {LEAST})"
OTHERS = "Andre, samlet"
READY_OTHERS = "Klar i øvrigt, samlet"
NOT_READY = "Ikke klar endnu, samlet"
SMALL = f"I dag. Grupper under {LEAST} beboere vises samlet"
NOT_KNOWN = "Ikke afklaret"
STAGES: Mapping[Stage, str] = {
    "waits": "Klar – venter på systemet",
    "last_step": "Klar – sidste led er i gang",
    "moving": "Klar – flyttedato aftalt",
    "clarifying": "Afklaring pågår",
    "other_way": "Ønsker en anden vej nu",
}
_STAGE_RULES: Mapping[Stage, str] = {
    "waits": "Klar til egen bolig, men noget, der holder flytningen tilbage, mangler eller er ikke "
    "afklaret.",
    "last_step": "Klar til egen bolig. Intet mangler, og det sidste er i gang.",
    "moving": "Klar til egen bolig. Intet mangler, og flyttedatoen er aftalt.",
    "clarifying": "Overblikket siger, at noget skal afklares.",
    "other_way": "Beboeren ønsker en anden vej lige nu.",
}
# Ankestyrelsen, May 2021: leaders of 97 boformer about 1,922 residents (the readiness paper).
NATIONAL = "Landstal 2021: 69 % klar, lederes skøn (Ankestyrelsen)."


def number(counted: int) -> str:
    """``12.471``."""
    return f"{counted:,}".replace(",", ".")


def share(count: int, of: int) -> str:
    """``71 %``, rounded; "" of nothing."""
    return f"{(200 * count + of) // (2 * of)} %" if of else ""


def of(count: int, whole: int) -> str:
    """``15 af 21``."""
    return f"{number(count)} af {number(whole)}"


def period(first: date, last: date) -> str:
    """``1-1 til 22-11-2026``; one day is its date."""
    end = f"{last.day}-{last.month}-{last.year}"
    if first == last:
        return end
    begin = f"{first.day}-{first.month}"
    return f"{begin}{'' if first.year == last.year else f'-{first.year}'} til {end}"


def base(settings: Settings) -> str:
    """Who is counted among those with an overview."""
    return (
        f"Talt blandt beboere med mindst {settings.least_nights} døgn og et udflytningsoverblik på "
        f"højst {settings.valid_days} døgn."
    )


def stage_rule(stages: tuple[Stage, ...], settings: Settings) -> str:
    """How those of a stage, or of several small ones, were counted."""
    if len(stages) == 1:
        return f"{_STAGE_RULES[stages[0]]} {base(settings)}"
    names = ", ".join(STAGES[one] for one in stages)
    return f"Vist samlet, fordi grupper under {LEAST} ikke vises alene: {names}. {base(settings)}"


def stages_rule(settings: Settings, small: tuple[str, ...]) -> str:
    """How all stages were counted."""
    said = " ".join(f"{STAGES[one]}: {_STAGE_RULES[one]}" for one in STAGES)
    return f"{base(settings)} {said}{_together(small)}"


def waits_rule(small: tuple[str, ...]) -> str:
    """How everything that is waited for was counted."""
    return (
        "Beboere, der er klar, og hvor punktet mangler eller ikke er afklaret. En beboer kan vente "
        f"på flere ting.{_together(small)}"
    )


def _together(names: tuple[str, ...]) -> str:
    return f" Vist samlet: {', '.join(names)}." if names else ""


def ready_rule(settings: Settings) -> str:
    """How the ones who wait were counted."""
    return (
        f"{_STAGE_RULES['waits']} Andre end beboeren har næste skridt. {base(settings)} "
        f"Døgn er regnet fra, at beboeren var klar. {NATIONAL}"
    )


def wait_rule(names: tuple[str, ...], median: int) -> str:
    """How those who wait for a thing were counted."""
    what = " eller ".join(f"»{name}«" for name in names)
    several = (
        f" Vist samlet, fordi grupper under {LEAST} ikke vises alene." if len(names) > 1 else ""
    )
    return (
        f"Beboere, der er klar, og hvor {what} mangler eller ikke er afklaret.{several} En beboer "
        f"kan vente på flere ting. Døgn er regnet fra, at punktet sidst skiftede. Median {median} døgn."
    )


def plan_rule(settings: Settings, names: tuple[str, ...] = ()) -> str:
    """How plans were counted."""
    words = (
        f"Beboere, der har boet her mindst {settings.least_nights} døgn. »Har« betyder, at kommunens "
        "handleplan er modtaget. Kommunen er handlekommunen i dag."
    )
    return f"{words}{_together(names if len(names) > 1 else ())}"


def missing_rule(settings: Settings) -> str:
    """Who lacks an overview."""
    return (
        f"Beboere, der har boet her mindst {settings.least_nights} døgn, uden et udflytningsoverblik, "
        f"der er højst {settings.valid_days} døgn gammelt. Døgn er døgn i huset."
    )


def night_rule(until_hour: int) -> str:
    """How nights were counted."""
    return (
        "Beboere med en plads kl. 24 mod husets faste pladser samme nat. Fravær tæller med, for "
        "pladsen er holdt. Lukkede værelser tæller som pladser, ekstra pladser gør ikke. Kommer "
        f"nogen før kl. {until_hour}, kan indskrivningen tælle natten før. Natten tæller med, når "
        "den er gået."
    )


def length_rule() -> str:
    """How lengths of stay were counted."""
    return (
        "Ophold, der er afsluttet i perioden. Døgn er nætter, hvor beboeren var indskrevet kl. 24, "
        "fravær regnet med. Kommer nogen igen inden 24 timer, er det samme ophold. Annullerede "
        "ophold og ophold i andre huse er ikke med. Tallene er rundet til hele døgn."
    )

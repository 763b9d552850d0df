"""Rule G: how much the overview rests on. It never changes the category, only a label.

Readings: a fresh note is one dated at most 28 days back; *også vurderet af borgeren* counts the
areas where the resident gave a level; *inden for ét niveau* is a share of the areas where both
gave one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from boform_app.rules.instrument import Limits
from boform_app.rules.readiness.answers import DOMAIN_IDS, Answers
from boform_app.rules.readiness.decide import MISSING, Levels
from boform_app.rules.readiness.result import Confidence, ConfidenceLevel, RuleHit


def confidence(
    answers: Answers, levels: tuple[Levels, Levels], limits: Limits, today: date, *, agree: bool
) -> Confidence:
    """Rule G.

    Args:
        levels: Staff's and the resident's 14 levels.
        agree: The two voices give the same method.
    """
    staff, resident = levels
    oldest = today - timedelta(days=limits.note_fresh_days)
    dates = [note.noted_on for note in answers.notes if note.noted_on is not None]
    pairs = [pair for pair in zip(staff, resident, strict=True) if MISSING not in pair]
    counts = Confidence(
        level=ConfidenceLevel.MEDIUM,
        rated=len(staff) - staff.count(MISSING),
        fresh_notes=sum(noted_on >= oldest for noted_on in dates),
        resident_rated=len(resident) - resident.count(MISSING),
        compared=len(pairs),
        within_one=sum(abs(ours - own) <= 1 for ours, own in pairs),
    )
    level = _confidence_level(counts, limits, two=answers.two_raters, agree=agree)
    return counts if level is ConfidenceLevel.MEDIUM else replace(counts, level=level)


def _confidence_level(
    counts: Confidence, limits: Limits, *, two: bool, agree: bool
) -> ConfidenceLevel:
    if counts.fresh_notes < limits.low_notes or counts.resident_rated < limits.low_resident:
        return ConfidenceLevel.LOW
    agreement = counts.within_one * 100 >= counts.compared * limits.high_agreement_percent
    close = counts.compared > 0 and agreement
    full = counts.fresh_notes == len(DOMAIN_IDS) and counts.resident_rated >= limits.high_resident
    return ConfidenceLevel.HIGH if full and close and two and agree else ConfidenceLevel.MEDIUM


_CONFIDENCE_RULE = {
    ConfidenceLevel.LOW: "G1",
    ConfidenceLevel.MEDIUM: "G2",
    ConfidenceLevel.HIGH: "G3",
}


def confidence_hit(found: Confidence) -> RuleHit:
    """G1 low, G2 medium, G3 high; the ids are ours, the method paper numbers only the letter."""
    facts = (
        ("friske noter", str(found.fresh_notes)),
        ("egne vurderinger", str(found.resident_rated)),
        ("højst ét niveau fra hinanden", f"{found.within_one} af {found.compared}"),
    )
    return RuleHit(_CONFIDENCE_RULE[found.level], facts)

"""The deadline engine: what is due for a stay, under which rule row, and which step solves it.

Pure functions of (facts, rule book, today). The two statutory notices, the support decision and the
appeal period are the law's; everything else is the house's own reminder and says so (``is_law``).
Nothing here reads who the person is.
"""

from boform_app.rules.deadlines.engine import ReadyWithoutPlan, deadlines, ready_without_plan
from boform_app.rules.deadlines.item import Audience, Counted, Deadline, Status
from boform_app.rules.stay_facts import PlanStatus, StayFacts, TaskFacts

__all__ = [
    "Audience",
    "Counted",
    "Deadline",
    "PlanStatus",
    "ReadyWithoutPlan",
    "Status",
    "StayFacts",
    "TaskFacts",
    "deadlines",
    "ready_without_plan",
]

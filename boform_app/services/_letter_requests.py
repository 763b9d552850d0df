"""Anmodning om handleplan (31), composed from the sources."""

from __future__ import annotations

from dataclasses import replace

from boform_app.services import _letter_goals, _letter_overview, _letter_parts, _letter_required
from boform_app.services._letter_common import (
    Composed,
    Draft,
    answer_date,
    answer_field,
    flag_field,
    letter_facts,
    moments,
    read_facts,
    read_fields,
    rule_rows,
    sheet_field,
)
from boform_app.services._letter_sources import LastOverview
from boform_app.services.views.letters import LetterField
from reports.letters import plan_request


def plan(draft: Draft) -> Composed:
    """Without consent only the first three sections and the sentence of law are printed."""
    reply_by = answer_date(draft)
    joins = draft.flag("joins_meeting", default=False)
    goals, goal_kinds = _letter_goals.proposals(draft)
    context = plan_request.compose(
        plan_request.PlanRequestFacts(
            letter=letter_facts(draft, statutory=False),
            stay=_letter_parts.stay_facts(draft),
            reply_by=reply_by,
            meetings=moments(draft, "meeting_1", "meeting_2"),
            own_words=_letter_overview.own_words(draft),
            most_important=_letter_overview.most_important(draft),
            what_works=_letter_overview.what_works(draft),
            proposal=replace(_proposal(draft), goals=goals),
            meanwhile=_letter_parts.meanwhile(draft),
            unknown=_letter_overview.unknown(draft),
            discloses={**_letter_overview.disclosed(draft), "proposal": goal_kinds},
            read=read_facts(draft),
            joins_meeting=joins,
            answer_sheet=bool(draft.case_code),
        )
    )
    fields = (
        answer_field(draft, reply_by),
        LetterField("meeting_1", "Forslag til møde", "moment", draft.value("meeting_1")),
        LetterField("meeting_2", "eller", "moment", draft.value("meeting_2")),
        sheet_field(draft),
        *read_fields(draft),
        flag_field("joins_meeting", "Beboeren vil gerne være med til mødet", value=joins),
    )
    return Composed(
        context,
        fields,
        _letter_parts.warnings(draft),
        _letter_overview.left_out(draft),
        reply_by,
        rule_rows(draft, "answer_days"),
        missing=_letter_required.missing("plan_request", draft, ()),
    )


def _proposal(draft: Draft) -> plan_request.PlanProposal:
    """The four points of § 141, stk. 3, from the overview and the goals of the opholdsplan."""
    overview, case = draft.sources.overview, draft.sources.case
    purpose = case.plan.purpose.strip() if case.plan else ""
    support = case.support
    wished = overview.answers.words.support_from if overview else ""
    return plan_request.PlanProposal(
        purpose=purpose or (_PURPOSE if overview else ""),
        effort=_effort(overview),
        duration=_letter_overview.duration(draft),
        supporter=(support.wished_supplier if support else "") or wished,
        support_person=support.wished_person if support else "",
    )


_PURPOSE = "Egen bolig med den støtte, der får flytningen til at lykkes."


def _effort(overview: LastOverview | None) -> str:
    found = _letter_overview.method(overview)
    return f"{found.label}. {found.criterion}" if found else ""

"""The two statutory notices and the two documents for the resident, composed from the sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from boform_app.clock import local_date
from boform_app.services import _letter_required
from boform_app.services._letter_common import (
    Composed,
    Draft,
    answer_date,
    answer_field,
    covered,
    date_field,
    flag_field,
    letter_facts,
    rule_rows,
    sheet_field,
    text_field,
)
from boform_app.services.views.letters import LetterField
from models.values import dates
from models.values.information import ConsentTopic, InformationKind
from reports.letters import admission_notice, consent_form, data_information, discharge_notice
from reports.letters.base import LetterFacts
from reports.texts import fill, letter_texts

_NOT_CLEAR = "vi har ikke kunnet afklare, hvem der er handlekommune"


def admission(draft: Draft) -> Composed:
    """Orientering om optagelse: what § 110 stk. 8 asks for and nothing else of the file."""
    sources = draft.sources
    reply_by = answer_date(draft)
    reason = draft.value("reason", _admission_reason(draft))
    informed = draft.flag("informed", default=True)
    context = admission_notice.compose(
        admission_notice.AdmissionNoticeFacts(
            letter=letter_facts(draft, statutory=True, signer="leader", copy=informed),
            admitted=sources.admitted_on,
            reason=reason,
            reply_by=reply_by,
            municipality=sources.municipality,
            why_this_municipality="" if sources.municipality else _NOT_CLEAR,
            informed=informed,
            answer_sheet=bool(draft.case_code),
        )
    )
    fields = (
        answer_field(draft, reply_by),
        sheet_field(draft),
        LetterField("reason", "Begrundelse", "text", reason, "" if reason.strip() else "required"),
        flag_field("informed", "Beboeren ved det og har fået en kopi", value=informed),
    )
    rows = rule_rows(draft, "answer_days")
    # The reason and the day say themselves what is amiss.
    missing = _letter_required.missing("admission_notice", draft, ("reason",))
    return Composed(
        context, fields, _warnings(draft), answer_by=reply_by, rule_rows=rows, missing=missing
    )


def discharge(draft: Draft) -> Composed:
    """Orientering om udskrivning; a new address stands in it only with consent."""
    sources, stay = draft.sources, draft.sources.stay
    ended = local_date(stay.ended_at) if stay.ended_at else (stay.planned_end_on or sources.today)
    reason = draft.value("reason", _discharge_reason(draft))
    informed = draft.flag("informed", default=stay.end_kind not in {"deceased", "did_not_return"})
    may_tell = draft.consent is not None and InformationKind.ADDRESS in covered(draft)
    address = draft.value("new_address", stay.new_address if may_tell else "")
    context = discharge_notice.compose(
        discharge_notice.DischargeNoticeFacts(
            letter=letter_facts(draft, statutory=True, signer="leader", copy=informed),
            ended=ended,
            reason=reason,
            municipality=sources.municipality,
            why_this_municipality="" if sources.municipality else _NOT_CLEAR,
            new_address=address,
            informed=informed,
            deceased=stay.end_kind == "deceased",
        )
    )
    fields = (
        LetterField("reason", "Begrundelse", "text", reason, "" if reason.strip() else "required"),
        LetterField("new_address", "Ny adresse (kun med samtykke)", "text", address),
        flag_field("informed", "Beboeren ved det og har fået en kopi", value=informed),
    )
    given = {"reason", *(("ended",) if stay.ended_at or stay.planned_end_on else ())}
    missing = _letter_required.missing("discharge_notice", draft, given)
    return Composed(context, fields, _warnings(draft), missing=missing)


def consent(draft: Draft) -> Composed:
    """Samtykkeerklæring: one sender, one recipient, one purpose; no crosses before the talk."""
    sources = draft.sources
    starts = draft.day("valid_from", sources.today) or sources.today
    ends = draft.day("valid_to", dates.add_months(starts, _consent_months(draft))) or starts
    purpose = draft.value("purpose", "Bolig og støtte, når du flytter herfra")
    usual = sources.municipality or "handlekommunen"
    to = " ".join(draft.value("to", usual).split())
    own = draft.recipient.label.partition(", ")[2] if draft.recipient and to == usual else ""
    unit = draft.value("unit", own)
    ticked = frozenset(ConsentTopic(key) for key in draft.value("topics").split() if key)
    context = consent_form.compose(
        consent_form.ConsentFormFacts(
            letter=_form_facts(draft),
            authority=to or usual,
            unit=unit,
            purpose=purpose,
            valid_from=starts,
            valid_to=ends,
            ticked=ticked,
        )
    )
    fields = (
        LetterField("to", "Til", "text", to, "" if to else "required"),
        text_field(draft, "unit", "Afdeling", own),
        LetterField("purpose", "Formål", "text", purpose, "" if purpose.strip() else "required"),
        date_field("valid_from", "Gælder fra", starts),
        date_field("valid_to", "Gælder til", ends, _period_problem(draft, starts, ends)),
    )
    return Composed(context, fields, rule_rows=rule_rows(draft, "consent_months"))


def data_sheet(draft: Draft) -> Composed:
    """Orientering om dine oplysninger; handed over at admission."""
    sources = draft.sources
    context = data_information.compose(
        data_information.DataInformationFacts(
            letter=_form_facts(draft),
            controller=sources.house.name,
            officer=sources.house.data_protection_contact,
        )
    )
    warnings = () if sources.house.data_protection_contact else ("data_protection_contact_missing",)
    return Composed(context, (), warnings)


def _form_facts(draft: Draft) -> LetterFacts:
    """A form for the resident: no window address, no greeting, no signature of ours."""
    plain = replace(draft, recipient=None, case_code="", extra=None)
    facts = letter_facts(plain, statutory=False, copy=False)
    return replace(facts, signer="", signer_title="", channel="")


def _admission_reason(draft: Draft) -> str:
    """The house's own sentence, else the neutral one of the first reason that was ticked."""
    stay = draft.sources.stay
    if stay.reason_text:
        return stay.reason_text
    sentences = letter_texts("reasons")["admission"]
    known = next((key for key in stay.reasons if key in sentences), "")
    return _sentence(draft, sentences[known]) if known else ""


def _discharge_reason(draft: Draft) -> str:
    sentences = letter_texts("reasons")["discharge"]
    kind = draft.sources.stay.end_kind
    return _sentence(draft, sentences[kind]) if kind in sentences else ""


def _sentence(draft: Draft, template: str) -> str:
    return fill(template, {"fornavn": draft.sources.first_name})


def _warnings(draft: Draft) -> tuple[str, ...]:
    sources = draft.sources
    found = []
    if sources.person.cpr_kind == "unknown":
        found.append("cpr_missing")
    if not sources.municipality:
        found.append("municipality_unknown")
    if sources.person.protected_address:
        found.append("protected_address")
    if not sources.contacts:
        found.append("contact_missing")
    return tuple(found)


def _consent_months(draft: Draft) -> int:
    return draft.sources.book.select("consent_months", draft.sources.today).number


def _period_problem(draft: Draft, starts: date, ends: date) -> str:
    if ends < starts:
        return "end_before_start"
    latest = dates.add_months(starts, _consent_months(draft))
    return "period_too_long" if ends > latest else ""

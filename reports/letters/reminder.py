"""Rykker (33): to anyone who owes an answer, on one page, without blame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from models.values.information import InformationKind
from reports.contexts import LetterContext, Section, Table
from reports.danish import long_date, short_date, weekday_date
from reports.letters.base import Composer, LetterFacts, may_read_cpr
from reports.letters.stay import ReadFacts, StayFacts, stay_kinds, stay_rows
from reports.shortening import Candidates, Leavable
from reports.texts import letter_texts

KIND = "reminder"
_WIDTHS = (38.0, 88.0)

Kinds = frozenset[InformationKind]


@dataclass(frozen=True, slots=True)
class SentFacts:
    """A letter we sent about the matter.

    Attributes:
        day: When it was sent.
        what: With its article, as in a sentence (``en anmodning om handleplan``).
        channel: ``Digital Post``; "" leaves it out.
    """

    day: date
    what: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An entry of the contact log (*kontaktdato*, *udfald*), as one sentence with full stop."""

    day: date
    outcome: str


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """Facts of the reminder.

    Attributes:
        letter: House, person, recipient, signer.
        stay: Admission, nights, handlekommune and consent. Without consent only the request,
            what happened, the stay and the sentence of law are printed.
        reply_by: The new date we ask for.
        topic: Key of ``topics()``: what the answer is about.
        sent: The letters without answer, the first one first; at least one.
        events: Contacts since.
        subject, missing: Replace the word of the title and the request after the date
            (``oplyser, hvornår …``), no full stop.
        situation: One sentence by the author on why it is urgent; never refund days.
        support_wanted: Support is proposed and wanted: only then L3 is printed.
        meanwhile: Free text.
        next_to: To whom we write next, "" is the leader of the department.
        ombudsman: The municipality has a *borgerrådgiver*.
        read: How the resident has seen the letter, None when not.
        answer_sheet: A *svarark* lies beside the letter.
        discloses: Further kinds of information by section key.
    """

    letter: LetterFacts
    stay: StayFacts
    reply_by: date
    topic: str
    sent: tuple[SentFacts, ...]
    events: tuple[EventFacts, ...] = ()
    subject: str = ""
    missing: str = ""
    situation: str = ""
    support_wanted: bool = False
    meanwhile: str = ""
    next_to: str = ""
    ombudsman: bool = True
    read: ReadFacts | None = None
    answer_sheet: bool = False
    discloses: Mapping[str, Kinds] = field(default_factory=dict)


def topics() -> tuple[str, ...]:
    """Keys of what may be asked about again."""
    return tuple(letter_texts(KIND)["topics"])


def compose(facts: ReminderFacts) -> LetterContext:
    """The letter as it would be printed.

    Raises:
        KeyError: No such topic.
        ValueError: No letter was sent that could be reminded of.
    """
    if not facts.sent:
        raise ValueError("a reminder needs the letter it reminds of")
    made = _composer(facts)
    cpr = may_read_cpr(facts.letter)
    asked = _TOPIC_KINDS.get(facts.topic, frozenset()) | {InformationKind.IDENTITY}
    rows = stay_rows(facts.letter.person, facts.stay, full_cpr=cpr)
    return made.context(
        [
            made.section("ask", discloses=_kinds(facts, "ask", asked)),
            made.section(
                "events", _events(made, facts), discloses=_kinds(facts, "events"), editable=False
            ),
            made.section(
                "stay", rows, discloses=stay_kinds(facts.stay, full_cpr=cpr), editable=False
            ),
            *_rest(made, facts),
        ]
    )


def candidates(facts: ReminderFacts) -> Candidates:
    """What could go when it is too long: what happened since the first letter, oldest first."""
    later = _sent(_composer(facts), facts)[1:]
    since = [*later, *((one.day, one.outcome) for one in facts.events)]
    return Candidates(tuple(Leavable("events", long_date(day), text, day) for day, text in since))


def _rest(made: Composer, facts: ReminderFacts) -> Iterator[Section]:
    told = _kinds(facts, "why", _TOPIC_KINDS.get(facts.topic, frozenset()))
    yield made.section("why", discloses=told if _situation(facts) else ())
    if facts.stay.consent:
        yield made.free_text("meanwhile", facts.meanwhile, discloses=_kinds(facts, "meanwhile"))
    yield made.section("next")
    if facts.read:
        yield made.section("agreed")


def _situation(facts: ReminderFacts) -> str:
    """The author's sentence, which needs a consent to be sent."""
    return facts.situation.strip() if facts.stay.consent else ""


def _kinds(facts: ReminderFacts, key: str, always: Kinds = frozenset()) -> Kinds:
    return always | facts.discloses.get(key, frozenset())


def _composer(facts: ReminderFacts) -> Composer:
    made = Composer(KIND, facts.letter, {})
    topic, sections = made.texts["topics"][facts.topic], made.texts["sections"]
    made.add(
        emne=facts.subject or topic["subject"],
        mangler=facts.missing or made.fill(topic["missing"]),
        svardato=weekday_date(facts.reply_by),
        svardatokort=short_date(facts.reply_by, facts.letter.day),
        svararksætning=made.fill(sections["ask"]["answer_sheet"]) if facts.answer_sheet else "",
        situation=_situation(facts),
        lov=made.fill(f"{{{law}}}") if (law := _law(facts, topic)) else "",
        hvem=facts.next_to or sections["next"]["leader"],
        rådgiversætning=made.fill(sections["next"]["ombudsman"]) if facts.ombudsman else "",
        læst=facts.read.words if facts.read else "",
    )
    return made


def _law(facts: ReminderFacts, topic: Mapping[str, str]) -> str:
    """L2 belongs to the plan, L3 to support that is proposed and wanted."""
    law = topic.get("law", "")
    return law if law != "L3" or facts.support_wanted else ""


def _sent(made: Composer, facts: ReminderFacts) -> list[tuple[date, str]]:
    said = []
    for one in facts.sent:
        made.add(brev=one.what, måde=one.channel)
        said.append((one.day, made.fill(made.texts["sections"]["events"]["sent"])))
    return said


def _events(made: Composer, facts: ReminderFacts) -> Table:
    texts = made.texts["sections"]["events"]
    happened = [*_sent(made, facts), *((one.day, one.outcome) for one in facts.events)]
    made.add(ventet=str((facts.letter.day - facts.sent[0].day).days))
    happened.sort(key=_day)
    happened.append((facts.letter.day, made.fill(texts["waiting"])))
    rows = tuple((long_date(day), text) for day, text in happened)
    return Table((texts["date"], texts["what"]), _WIDTHS, rows, open_end=True)


def _day(event: tuple[date, str]) -> date:
    return event[0]


# Asking for the plan that the law demands tells no more of the person than the request for it did.
_TOPIC_KINDS: dict[str, Kinds] = {
    "plan": frozenset(),
    "support": frozenset({InformationKind.SUPPORT}),
    "support_person": frozenset({InformationKind.SUPPORT}),
    "housing": frozenset({InformationKind.HOUSING}),
    "deposit": frozenset({InformationKind.ECONOMY}),
    "income": frozenset({InformationKind.ECONOMY}),
    "municipality": frozenset({InformationKind.MUNICIPALITY}),
    "debt": frozenset({InformationKind.ECONOMY}),
    "treatment": frozenset({InformationKind.HEALTH}),
}

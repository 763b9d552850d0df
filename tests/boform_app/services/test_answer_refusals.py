"""What is no answer: a clear sentence, and nothing has changed. Scans are kept by their code."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFilter

from boform_app.errors import ForeignFile, NotFound, ReasonNeeded, ValidationFailed
from boform_app.services._answer_recognise import REFUSALS
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from models.values.case_codes import new_code
from reports.answer_form import AnswerFormContext, render_answer_form
from reports.preview import opened
from tests import houses
from tests.boform_app.services import answer_house as given
from tests.boform_app.services.answer_house import Case
from tests.boform_app.services.test_answers import counts
from tests.reports import forms
from ui.messages import describe
from ui.sentences import PROBLEMS

TODAY = date(2026, 11, 23)


@pytest.fixture
def case(services: Services) -> Case:
    return given.case(services)


@pytest.fixture(scope="module")
def still(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[OpenHouse, Services, Case]]:
    """A house that nothing changes."""
    house = houses.make_house(tmp_path_factory.mktemp("still"))
    services = houses.services(house)
    yield house, services, given.case(services)
    houses.close(house)


def _another_question(pdf: pikepdf.Pdf) -> None:
    """A granted decision where the form asks for a refused one."""
    page = pdf.pages[0]
    operators = pikepdf.parse_content_stream(page)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(operators[:-40]))


def _without_code(pdf: pikepdf.Pdf) -> None:
    """White over the code."""
    white = pdf.make_stream(b"q 1 1 1 rg 300 600 295 242 re f Q")
    page = pdf.pages[0]
    page.contents_add(white)


def _another_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()


ELSEWHERE = render_answer_form(
    AnswerFormContext("Fjordhuset", ("Fjordvej 1",), new_code("FJR", bytes(5)), TODAY)
)
BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a question changed": (lambda d: forms.changed(d, _another_question), "form_changed"),
    "a page more": (lambda d: forms.changed(d, _another_page), "form_changed"),
    "the code covered": (lambda d: forms.changed(d, _without_code), "form_code_unreadable"),
    "a script": (given.with_script, "form_scripts"),
    "another house's": (lambda _: forms.filled(ELSEWHERE), "form_other_house"),
    "another house's on paper": (lambda _: given.printed(ELSEWHERE), "form_other_house"),
    "half of it": (lambda d: d[: len(d) // 3], "file_damaged"),
    "a calendar": (lambda _: b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "file_other_kind"),
    "nothing": (lambda _: b"", "file_empty"),
    "a program": (lambda _: b"MZ" + bytes(200), "file_unknown"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_answer_of_ours_is_said_and_changes_nothing(
    name: str, still: tuple[OpenHouse, Services, Case]
) -> None:
    house, services, case = still
    spoil, code = BAD[name]
    data = spoil(given.answered(case.form))
    before = counts(house)
    with pytest.raises(ForeignFile) as refused:
        services.answers.look(data, "svar.pdf")
    assert refused.value.code == code
    assert counts(house) == before
    said = describe(refused.value).text
    assert "Der er ikke ændret noget" in said or "der er ikke ændret noget" in said


def test_there_is_a_sentence_for_each_refusal() -> None:
    assert set(REFUSALS) <= set(PROBLEMS)


def test_a_form_that_nobody_has_written_in_is_said(services: Services, case: Case) -> None:
    found = services.answers.look(case.form)
    assert (found.state, found.remark) == ("scan", "form_empty")
    assert found.letter is not None
    assert found.ticked == frozenset()


# --- paper ------------------------------------------------------------------------------------


def test_a_scan_is_found_by_its_code_and_its_answers_are_typed(
    services: Services, case: Case
) -> None:
    data = given.printed(given.answered(case.form))
    found = services.answers.look(data, "scan.pdf")
    assert (found.state, found.code) == ("scan", case.letter.case_code)
    assert found.letter is not None
    assert {row.state for row in found.rows} <= {"unanswered"}
    assert len(found.pages) == 1
    typed = services.answers.choose(found, typed={"plan.expected": "4/12-2026"})
    assert typed.ticked == {"plan"}
    services.answers.take(typed, typed.ticked)
    assert services.plans.get(case.stay).promised_for == date(2026, 12, 4)
    (document,) = services.documents.of_person(case.person)
    assert services.documents.data(document.id) == data


def test_a_photograph_askew_is_found_too(services: Services, case: Case) -> None:
    with opened(case.form) as document:
        sheet = document[0].render(scale=150 / 72).to_pil().convert("RGB")
    sheet = sheet.rotate(2.5, expand=True, fillcolor="white").filter(ImageFilter.GaussianBlur(0.8))
    noise = random.Random(3)  # noqa: S311 - no secret
    draw = ImageDraw.Draw(sheet)
    for _ in range(400):
        at = (noise.randrange(sheet.width), noise.randrange(sheet.height))
        draw.point(at, fill=(90, 90, 90))
    file = BytesIO()
    sheet.save(file, "JPEG", quality=70)
    found = services.answers.look(file.getvalue(), "IMG_0815.jpg")
    assert (found.state, found.media_type) == ("scan", "image/jpeg")
    services.answers.keep_only(found)
    (document_view,) = services.documents.of_person(case.person)
    assert (document_view.media_type, document_view.kind) == ("image/jpeg", "answer")


def test_the_file_alone_is_kept_and_the_letter_is_answered(services: Services, case: Case) -> None:
    found = services.answers.look(given.printed(case.form), "scan.pdf")
    services.answers.keep_only(found)
    assert services.register.get(case.letter.id).answered_on == TODAY
    (answer,) = services.answers.history(case.letter.id)
    assert (answer.state, answer.taken, answer.lines) == ("kept", (), ())
    assert services.contact_log.entries(case.stay)[0].source == "letter", "nothing was taken over"
    services.undo.undo()
    assert services.register.get(case.letter.id).answered_on is None
    assert len(services.documents.of_person(case.person)) == 1


def test_without_a_code_the_letter_or_the_resident_is_chosen(
    services: Services, house: OpenHouse, case: Case
) -> None:
    found = services.answers.look(given.scanned(Image.new("L", (600, 850), 240)), "scan.pdf")
    assert (found.state, found.letter, found.rows, found.remark) == ("unknown", None, (), "")
    with pytest.raises(ValidationFailed):
        services.answers.take(found, {"plan"})
    with pytest.raises(ValidationFailed):
        services.answers.keep_only(found)
    with pytest.raises(NotFound):
        services.answers.choose(found, letter_id=case.person)
    chosen = services.answers.choose(found, letter_id=case.letter.id)
    assert chosen.municipality == "Aalborg Kommune"
    services.answers.keep_only(found, case.person)
    (document,) = services.documents.of_person(case.person)
    assert (document.title, document.letter_id, document.stay_id) == ("Svar", None, case.stay)
    assert services.answers.history(case.letter.id) == ()
    assert services.answers.choose(found, letter_id=case.letter.id).already_kept


def test_a_code_that_is_not_whole_leaves_a_scan_to_a_person(services: Services, case: Case) -> None:
    wrong = given.code_sheet("BOFORM:SVAR:1:HVN-7K4P-92QX")
    found = services.answers.look(wrong)
    assert (found.state, found.remark) == ("unknown", "code_unreadable")
    other = given.code_sheet("https://kommune.example")
    assert services.answers.look(other).remark == ""


def test_a_file_for_a_protected_resident_asks_for_the_reason(
    services: Services, house: OpenHouse, case: Case
) -> None:
    facts = services.people.facts(case.person)
    services.people.set_fact(case.person, facts.version, "protected_address", True)
    colleague = houses.services(house, "staff")
    found = colleague.answers.look(given.scanned(Image.new("L", (600, 850), 240)))
    before = counts(house)
    with pytest.raises(ReasonNeeded):
        colleague.answers.keep_only(found, case.person)
    with pytest.raises(ReasonNeeded):
        colleague.answers.history(case.letter.id)
    with pytest.raises(ReasonNeeded):
        colleague.answers.of_stay(case.stay)
    assert counts(house) == before

"""The data inside a letter: exactly the disclosure list, for authorities only, on stored bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from models.values.information import InformationKind as Kind
from reports.attached import FILE_NAME, attachment
from reports.contexts import LetterContext, Run, Text, disclosures
from reports.contexts import Para as Paragraph
from reports.letters import discharge_notice, plan_request
from reports.letters.base import RecipientFacts
from reports.preview import opened
from reports.reading import spoken
from reports.render import render
from tests.reports import examples
from tests.reports.rendered import DOCUMENTS, stored

TO_AUTHORITIES = {
    name: context
    for name, context in DOCUMENTS.items()
    if context.recipient is not None and context.recipient.authority
}


def data_of(context: LetterContext) -> Any:
    made = attachment(context)
    assert made is not None
    return json.loads(made.data)


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    return [value] if isinstance(value, str) else []


def files_in(name: str) -> dict[str, bytes]:
    """The files inside the stored document, by name."""
    with pikepdf.open(BytesIO(stored(name))) as pdf:
        return {key: spec.get_file().read_bytes() for key, spec in pdf.attachments.items()}


@pytest.mark.parametrize("name", TO_AUTHORITIES)
def test_the_document_holds_exactly_the_disclosure_list(name: str) -> None:
    context = TO_AUTHORITIES[name]
    files = files_in(name)
    assert list(files) == [FILE_NAME]
    items = json.loads(files[FILE_NAME])["items"]
    listed = [(kind.value, kind.label, keys) for kind, keys in disclosures(context)]
    assert listed
    held = [
        (one["kind"], one["label"], tuple(s["key"] for s in one["sections"] if s["key"] != "title"))
        for one in items
    ]
    assert held == listed


@pytest.mark.parametrize("name", TO_AUTHORITIES)
def test_every_text_in_it_is_printed(name: str) -> None:
    context = TO_AUTHORITIES[name]
    printed = "".join("".join(spoken(context)).split())
    for item in data_of(context)["items"]:
        for section in item["sections"]:
            for text in strings([section["heading"], section["content"]]):
                assert "".join(text.split()) in printed


@pytest.mark.parametrize("name", sorted(set(DOCUMENTS) - set(TO_AUTHORITIES)))
def test_others_get_no_file(name: str) -> None:
    assert attachment(DOCUMENTS[name]) is None
    data = stored(name)
    assert b"/EmbeddedFile" not in data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert not list(pdf.attachments)
        assert "/AF" not in pdf.Root
        assert not any(
            isinstance(one, pikepdf.Dictionary | pikepdf.Stream)
            and one.get("/Type") in {pikepdf.Name.EmbeddedFile, pikepdf.Name.Filespec}
            for one in pdf.objects
        )


def test_a_private_supporter_gets_no_file() -> None:
    context = examples.pictured()["referral"]
    assert context.recipient is not None
    private = replace(context, recipient=replace(context.recipient, authority=False))
    assert attachment(private) is None
    assert "EmbeddedFile" not in render(private).decode("latin-1")


def everything(stored: bytes) -> str:
    """Text of the pages, metadata and attachments as one string."""
    with opened(stored) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    with pikepdf.open(BytesIO(stored)) as pdf:
        info = " ".join(str(value) for value in pdf.trailer.Info.values())
        packet = pdf.Root.Metadata.read_bytes().decode()
        files = [spec.get_file().read_bytes().decode() for spec in pdf.attachments.values()]
        objects = [str(one) for one in pdf.objects if isinstance(one, pikepdf.String)]
    return " ".join("\n".join((*pages, info, packet, *files, *objects)).split())


def test_what_is_withdrawn_is_nowhere() -> None:
    whole = examples.pictured()["referral"]
    context = whole.without("situation").with_text("own_words", "")
    secrets = ("Drikker i weekenden", "ikke bliver sur", "Sover bedre")
    before, after = everything(render(whole)), everything(render(context))
    assert all(words in before for words in secrets)
    assert not any(words in after for words in secrets)
    assert not any(words in text for words in secrets for text in spoken(context))
    kinds = {one["kind"] for one in data_of(context)["items"]}
    assert not kinds & {Kind.OWN_WORDS.value, Kind.SUBSTANCES.value, Kind.HEALTH.value}


def test_without_consent_nothing_of_the_file_is_anywhere() -> None:
    facts = examples.PLAN
    with_consent = everything(render(plan_request.compose(facts)))
    without = replace(facts, stay=replace(facts.stay, consent=None))
    said = everything(render(plan_request.compose(without)))
    for words in ("egen lejlighed", "praktik", "Vi har lavet et budget", "Samtykke 18. november"):
        assert words in with_consent
        assert words not in said


def test_a_protected_address_is_nowhere_in_a_letter_to_others_than_the_law_names() -> None:
    letter = examples.DISCHARGE.letter
    hidden = replace(letter, person=replace(letter.person, protected=True))
    other = replace(hidden, recipient=RecipientFacts(("Udlejer A/S",), statutory=False))
    for facts in (
        replace(examples.DISCHARGE, letter=other),
        replace(examples.DISCHARGE, letter=other, new_address=""),
    ):
        said = everything(render(discharge_notice.compose(facts)))
        assert "Prøvekaj" not in said
        assert "Prøvestræde" not in said
    assert "Prøvekaj" in everything(render(discharge_notice.compose(examples.DISCHARGE)))


def test_it_is_an_associated_file_with_the_date_of_the_letter() -> None:
    with pikepdf.open(BytesIO(render(examples.pictured()["plan_request"]))) as pdf:
        assert list(pdf.attachments) == [FILE_NAME]
        (associated,) = pdf.Root.AF
        assert str(associated.AFRelationship) == "/Data"
        assert str(associated.Desc)
        stream = associated.EF.F
        assert str(stream.Subtype) == "/application/json"
        assert str(stream.Params.CreationDate).startswith("D:20261123")
        assert str(stream.Params.ModDate) == str(stream.Params.CreationDate)


def test_words_that_look_like_the_frame_of_the_file_do_no_harm() -> None:
    """The identification is found by its neighbours; a text that repeats them changes nothing."""
    words = "<pdfaid:conformance>B</pdfaid:conformance>" + " " * 4000 + "</script>"
    section = examples.pictured()["referral"].section("works")
    hostile = replace(section, blocks=(Text((Paragraph((Run(words),)),)),))
    context = examples.pictured()["referral"]
    made = replace(
        context, sections=tuple(hostile if s.key == "works" else s for s in context.sections)
    )
    stored = render(made)
    assert stored == render(made)
    held = attachment(made)
    assert held is not None
    assert b"<" not in held.data
    assert "</script>" in "".join(strings(json.loads(held.data)))

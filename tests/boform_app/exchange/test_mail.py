"""Mail files, parsed again: unsent, Danish, with the letter attached and no CPR in the subject."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from boform_app.errors import ValidationFailed
from boform_app.exchange.mail import has_cpr, mail_file
from ui.messages import describe

LETTER = b"%PDF-1.7\n" + bytes(range(256)) * 40
SUBJECT = (
    "Anmodning om handleplan, sag 2026-0163: svar ønskes senest mandag den 7. december 2026 på §"
)
BODY = "Kære Rådgiver\n\nVedhæftet er et brev. Æblegrød på øen.\n.\nVenlig hilsen\nHavnehuset"


def read(data: bytes) -> EmailMessage:
    parsed = message_from_bytes(data, policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def made(**other: str) -> EmailMessage:
    words = {"to": "sikker@kommune.example", "subject": SUBJECT, "body": BODY} | other
    attached = [
        ("Anmodning æøå.pdf", LETTER, "application/pdf"),
        ("Møde.ics", b"BEGIN", "text/calendar"),
    ]
    return read(mail_file(**words, attachments=attached))


def test_it_opens_unsent_with_everything_in_place() -> None:
    mail = made()
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "sikker@kommune.example"
    assert mail["Subject"] == SUBJECT
    assert mail["From"] is None
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == f"{BODY}\n"


def test_the_letter_is_attached_byte_for_byte() -> None:
    letter, meeting = made().iter_attachments()
    assert letter.get_filename() == "Anmodning æøå.pdf"
    assert letter.get_content_type() == "application/pdf"
    assert letter.get_payload(decode=True) == LETTER
    assert meeting.get_filename() == "Møde.ics"
    assert meeting.get_payload(decode=True) == b"BEGIN"


def test_every_line_is_short_and_plain_as_mail_wants_it() -> None:
    data = mail_file(to="a@b.example", subject=SUBJECT, body="ord " * 2_000)
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 78


def test_the_sender_is_named_when_known() -> None:
    assert (
        made(sender="Havnehuset <hus@boform.example>")["From"] == "Havnehuset <hus@boform.example>"
    )


def test_no_further_header_can_be_smuggled_in() -> None:
    mail = made(subject="Hej\r\nBcc: x@y.example", to="a@b.example\nCc: c@d.example")
    assert mail["Bcc"] is None
    assert mail["Cc"] is None
    assert mail["Subject"] == "Hej Bcc: x@y.example"


CPR = [
    "Om 010190-1234", "Om 0101901234", "Om 010190 1234", "Om 010190 - 1234", "010190–1234",
    "01 01 90 1234", "sag010190-1234", "610190-1234", "311299-AB12", "(010190-1234)",
]  # fmt: skip
HARMLESS = [
    SUBJECT, "Sag 2026-0163", "Telefon 12 34 56 78", "Svar senest 23-11-2026", "Møde 23.11.2026 kl. 1400",
    "EAN 5798001234567", "CVR 12345678", "Faktura 991399-1234", "",
]  # fmt: skip


@pytest.mark.parametrize("subject", CPR)
def test_a_subject_with_a_cpr_number_is_refused_with_a_sentence(subject: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        made(subject=subject)
    assert [problem.code for problem in refused.value.problems] == ["cpr_in_subject"]
    assert "Skriv sagsnummeret" in describe(refused.value).text


@pytest.mark.parametrize("subject", HARMLESS)
def test_other_numbers_may_stand_in_a_subject(subject: str) -> None:
    assert not has_cpr(subject)
    made(subject=subject)

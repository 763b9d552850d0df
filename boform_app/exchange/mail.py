"""Mail files (.eml) with a letter attached, for the house's own secure mail program.

Boform sends nothing. The file opens as an unsent mail, in which somebody presses Send.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import SMTP

from boform_app.errors import Problem, ValidationFailed
from boform_app.exchange.child.plain import plain

_LONGEST_LINE = 500
_LONGEST_BODY = 100_000
# A day (60 more in replacement numbers), a month, a year, and four signs: digits with or without a
# dash, or letters and digits after one.
_CPR = re.compile(
    r"(?<!\d)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[ .]?(?:0[1-9]|1[0-2])[ .]?\d\d"
    r"(?:\s?[-–—.]?\s?\d{4}(?!\d)|\s?[-–—]\s?(?=[A-ZÆØÅ]*\d)[0-9A-ZÆØÅ]{4}(?!\w))"
)


def mail_file(
    *,
    to: str,
    subject: str,
    body: str,
    attachments: Iterable[tuple[str, bytes, str]] = (),
    sender: str = "",
) -> bytes:
    """A mail that is not sent yet.

    Args:
        to: Address, or several with commas; may be empty.
        subject: One line. It travels unencrypted, even in secure mail.
        body: Plain text.
        attachments: Name, bytes and media type ("application/pdf") of each.
        sender: Address; "" lets the mail program use its own.

    Raises:
        ValidationFailed: ``cpr_in_subject``.
    """
    title = _line(subject)
    if has_cpr(title):
        raise ValidationFailed(Problem("subject", "cpr_in_subject"))
    mail = EmailMessage(policy=SMTP)
    # Outlook and its kin open the mail for writing instead of showing it as received.
    mail["X-Unsent"] = "1"
    for header, value in (("To", _line(to)), ("From", _line(sender)), ("Subject", title)):
        if value:
            mail[header] = value
    mail.set_content(f"{plain(body, _LONGEST_BODY)}\n", charset="utf-8", cte="quoted-printable")
    for name, data, media_type in attachments:
        kind, _, subtype = media_type.partition("/")
        mail.add_attachment(data, maintype=kind, subtype=subtype, filename=_line(name))
    return mail.as_bytes()


def has_cpr(text: str) -> bool:
    """Whether something in ``text`` looks like a CPR number, with dash, space or nothing between."""
    return _CPR.search(text) is not None


def _line(text: str) -> str:
    """One line: a line break in a header would begin another header."""
    return " ".join(plain(text, _LONGEST_LINE).split())

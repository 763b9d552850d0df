"""What must be given before a letter is printed: a table for every kind (readiness.md 4.5)."""

from __future__ import annotations

import pytest

from boform_app.services._letter_kinds import KINDS
from reports.letters.required import kinds, missing, page_aim, page_limit, required
from tests.reports import examples, examples_requests

LETTERS = tuple(KINDS)


@pytest.mark.parametrize("kind", LETTERS)
def test_every_letter_says_what_it_needs(kind: str) -> None:
    asked = required(kind)
    keys = [one.key for one in asked]
    assert keys
    assert len(set(keys)) == len(keys)
    assert all(one.label_da[:1].isupper() and not one.label_da.endswith(".") for one in asked)
    assert 1 <= page_aim(kind) <= page_limit(kind) <= 3


def test_no_kind_is_unknown() -> None:
    assert set(LETTERS) <= set(kinds())
    assert set(examples.pictured()) <= set(kinds())
    with pytest.raises(KeyError):
        required("nothing")


def test_what_is_missing_is_named_in_order() -> None:
    keys = [one.key for one in required("reminder")]
    assert [one.key for one in missing("reminder", set(keys) - {"sent", "recipient"})] == [
        "recipient",
        "sent",
    ]
    assert missing("reminder", keys) == ()


def test_decisions_need_ground_facts_and_hearing() -> None:
    for kind in ("discharge_decision", "admission_refusal"):
        assert {"ground", "facts", "hearing"} <= {one.key for one in required(kind)}
    expulsion = {one.key for one in required("expulsion_decision")}
    assert {"incident", "incident_on", "house_rule", "hearing", "other_places"} <= expulsion


def test_only_what_can_be_appealed_needs_a_date_for_it() -> None:
    asks = {kind for kind in LETTERS if "appeal_by" in {one.key for one in required(kind)}}
    assert asks == {"discharge_decision", "admission_refusal"}


def test_the_confirmation_asks_for_no_reason() -> None:
    assert not {"reason", "health"} & {one.key for one in required("stay_confirmation")}


def test_the_pictures_keep_the_limits() -> None:
    for kind, pages in examples_requests.PICTURED_PAGES.items():
        assert pages <= page_aim(kind)

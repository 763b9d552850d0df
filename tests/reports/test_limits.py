"""Must show 4, over the table of kinds: each has its examples, its golden file, its limit."""

from __future__ import annotations

import pytest

from boform_app.services._letter_kinds import KINDS
from reports.letters import required
from reports.preview import page_count
from reports.shortening import excess
from tests.reports import examples
from tests.reports.rendered import DOCUMENTS, stored
from tests.reports.test_required import LETTERS
from tests.reports.test_wording import GOLDEN

SIZES = ("minimal", "pictured", "maximal")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_holds_its_page_limit(kind: str, size: str) -> None:
    pages = page_count(stored(f"{size}-{kind}"))
    assert 1 <= pages <= required.page_limit(kind)
    assert excess(DOCUMENTS[f"{size}-{kind}"]).over == 0


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_examples_and_its_wording(kind: str) -> None:
    for made in (examples.minimal(), examples.pictured(), examples.maximal()):
        assert made[kind].meta.kind == kind
    assert (GOLDEN / f"{kind}.txt").is_file()
    assert kind in LETTERS
    assert required.required(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_authority_may_answer_carries_its_data(kind: str) -> None:
    """The examples of municipal letters are written to a municipality, or they test nothing."""
    if KINDS[kind].view.to == "municipality" and KINDS[kind].view.party == "municipality":
        for size in SIZES:
            recipient = DOCUMENTS[f"{size}-{kind}"].recipient
            assert recipient is not None, size
            assert recipient.authority, size


def test_no_golden_file_belongs_to_nothing() -> None:
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(examples.pictured())
    assert set(examples.pictured()) == set(examples.minimal()) == set(examples.maximal())


def test_the_longest_letters_are_longer_than_the_editor_lets_through() -> None:
    for kind, context in examples.overlong().items():
        assert excess(context).over >= 1, kind

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boform_app.rules.acting_municipality import FourFacts, suggest

AALBORG, RANDERS, VIBORG = "0851", "0730", "0791"


def test_the_case_of_the_admission_page() -> None:
    found = suggest(FourFacts(registered=AALBORG, lived=AALBORG, wished=RANDERS))
    assert (found.code, found.agreement) == (AALBORG, "most")
    assert found.points_to_it == ("lived", "registered")
    assert found.points_elsewhere == (("wished", RANDERS),)
    assert found.unknown == ("sought",)


def test_nothing_known_suggests_nothing() -> None:
    found = suggest(FourFacts(registered="", lived=None))
    assert (found.code, found.agreement, len(found.unknown)) == (None, "none", 4)


def test_a_wish_alone_suggests_nothing() -> None:
    found = suggest(FourFacts(wished=RANDERS))
    assert (found.code, found.agreement) == (None, "wish_only")


def test_even_facts_are_settled_by_where_the_person_lived() -> None:
    found = suggest(FourFacts(registered=AALBORG, lived=VIBORG, wished=AALBORG, sought=VIBORG))
    assert (found.code, found.agreement) == (VIBORG, "even")
    found = suggest(FourFacts(registered=AALBORG, wished=RANDERS))
    assert (found.code, found.agreement) == (AALBORG, "even")


def test_one_fact_is_enough_and_says_what_is_unknown() -> None:
    found = suggest(FourFacts(sought=VIBORG))
    assert (found.code, found.agreement, found.points_to_it) == (VIBORG, "all", ("sought",))


codes = st.sampled_from([None, "", AALBORG, RANDERS, VIBORG])


@given(codes, codes, codes, codes)
def test_never_names_a_municipality_that_no_fact_names(
    registered: str | None, lived: str | None, wished: str | None, sought: str | None
) -> None:
    facts = FourFacts(registered=registered, lived=lived, wished=wished, sought=sought)
    found = suggest(facts)
    known = facts.known()
    assert len(known) + len(found.unknown) == 4
    assert {*found.points_to_it, *(fact for fact, _ in found.points_elsewhere)} == set(known)
    if found.code is not None:
        assert found.code in {registered, lived, sought}
        assert all(known[fact] == found.code for fact in found.points_to_it)

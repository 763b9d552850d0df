"""Need beside help: in the order of the instrument, in words, never ranked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boform_app.rules.help_in_use import Help, help_text, need_text, needs_and_help
from boform_app.rules.instrument import load
from boform_app.rules.readiness import DOMAIN_IDS, Answers, Reason
from tests.boform_app.rules.readiness.strategies import answers

HELPS = st.lists(
    st.builds(
        Help,
        st.sampled_from(("Læge", "Jobcenter")),
        domains=st.lists(st.sampled_from(DOMAIN_IDS), max_size=3, unique=True).map(tuple),
    ),
    max_size=4,
)


@given(st.none() | answers, HELPS)
def test_every_need_and_every_help_stands_once_in_order(
    made: Answers | None, helps: list[Help]
) -> None:
    found = needs_and_help(made, helps)
    shown = [row.domain for row in found]
    assert shown == [domain for domain in DOMAIN_IDS if domain in shown]
    known = made or Answers()
    for index, domain in enumerate(DOMAIN_IDS):
        levels = [one for one in (known.resident[index], known.staff[index]) if type(one) is int]
        helped = [one for one in helps if domain in one.domains]
        assert (domain in shown) == (any(levels) or bool(helped))
    for row in found:
        assert list(row.help) == [one for one in helps if row.domain in one.domains]
        assert row.gap == (row.needed and not row.help)


@given(answers, HELPS)
def test_the_words_hold_no_figure_and_no_rank(made: Answers, helps: list[Help]) -> None:
    instrument = load()
    for row in needs_and_help(made, helps):
        words = f"{need_text(row, instrument, 'Ole')} {help_text(row)}"
        assert not any(character.isdigit() for character in words)
        assert "None" not in words


def _made(own: object, ours: object, *helps: Help) -> str:
    rest = (None,) * 13
    found = needs_and_help(Answers(resident=(own, *rest), staff=(ours, *rest)), helps)  # type: ignore[arg-type]
    (row,) = found
    return f"{need_text(row, load(), 'Ole')} {help_text(row)}"


def test_the_sentences() -> None:
    assert _made(2, Reason.NOT_SEEN_HERE) == (
        "Ole siger hjælp cirka hver uge. Ingen hjælper med det i dag."
    )
    assert _made(0, 3) == (
        "Ole siger ingen hjælp. Vi vurderer hjælp flere gange om ugen. Ingen hjælper med det i dag."
    )
    helped = Help("Økonomisk rådgivning", "Aalborg Kommune", "hver mandag", ("B1",))
    assert _made(1, 1, helped) == (
        "Ole siger lidt hjælp en gang imellem. Det vurderer vi også. "
        "Økonomisk rådgivning, Aalborg Kommune, hver mandag."
    )
    assert _made(Reason.WILL_NOT_SAY, None, helped).strip() == (
        "Økonomisk rådgivning, Aalborg Kommune, hver mandag."
    )

"""Five random words, and what is too easily guessed."""

from __future__ import annotations

import pytest

from boform_app.vault.passphrases import PassphraseProblem, check, common, propose, words

P = PassphraseProblem


def test_the_word_list_is_long_enough_and_easy_to_type() -> None:
    assert len(set(words())) == len(words()) >= 2048
    assert all(4 <= len(word) <= 9 and word.isalpha() and word.islower() for word in words())
    assert set("".join(words())) <= set("abcdefghijklmnopqrstuvwxyzæøå")


def test_proposals_are_five_words_and_never_refused() -> None:
    proposals = {propose() for _ in range(200)}
    assert len(proposals) == 200
    for proposal in proposals:
        assert len(proposal.split(" ")) == 5
        assert set(proposal.split()) <= set(words())
        assert check(proposal) is None


def test_the_choice_can_be_injected() -> None:
    assert propose(lambda many: many[0]) == " ".join([words()[0]] * 5)


@pytest.mark.parametrize(
    ("passphrase", "problem"),
    [
        ("kort kode", P.TOO_SHORT),
        ("a    b    c    d", P.TOO_SHORT),
        ("120180 120180", P.ONLY_DIGITS),
        ("aaaaaaaaaaaaa", P.REPEATED),
        ("hejhejhejhej", P.REPEATED),
        ("asdfasdfasdfa", P.REPEATED),
        ("qwertyuiop12", P.KEYBOARD),
        ("poiuytrewq98", P.KEYBOARD),
        ("abcdefghijkl", P.KEYBOARD),
        ("Kodeord12345", P.COMMON),
        ("P4ssw0rd1234", P.COMMON),
        ("Sommer2024!!", P.COMMON),
        ("velkommen velkommen", P.COMMON),
        ("JegElskerDig2026", P.COMMON),
        ("Københavnkøbenhavn", P.COMMON),
        ("h3mm3l1gh3d!!", P.COMMON),
        ("Fjordgården 1", P.NAMES),
        ("Mette Fjordgården", P.NAMES),
        ("mettefjordgaarden x7", None),
        ("min hest spiser altid to æbler", None),
        ("tre-gule-ænder-danser", None),
    ],
)
def test_what_is_refused_and_why(passphrase: str, problem: PassphraseProblem | None) -> None:
    assert check(passphrase, names=("Fjordgården", "Mette")) == problem


def test_the_list_of_common_ones_is_large_and_danish_too() -> None:
    assert len(common()) >= 300
    assert {"kodeord", "velkommen", "password", "brøndby"} <= common()

"""The words of FFB letter by letter, as domain/law.md 10.2 to 10.5 has them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import ffb
from models.values.ffb import FfbFileWrong
from resources import access

THEMES = {
    "Aktivitet og deltagelse": {
        "Relationer": (
            "Indgå i samspil og kontakt · Varetage relationer til netværk · "
            "Deltage i sociale fællesskaber og fritidsaktiviteter"
        ),
        "Kommunikation": (
            "Fremstille meddelelser · Samtale · Forstå meddelelser · "
            "Anvende kommunikationsudstyr- og teknikker"
        ),
        "Mobilitet": (
            "Bære, flytte og håndtere genstande · Gå og bevæge sig · "
            "Ændre og opretholde kropsstilling · Færdes med transportmidler"
        ),
        "Egenomsorg": (
            "Drikke · Varetage sin seksualitet · Klæde sig af og på · Dyrke interesse · "
            "Spise · Varetage egen sundhed · Vaske sig · Gå på toilettet · Pleje sin krop"
        ),
        "Samfundsliv": (
            "Varetage beskæftigelse · Varetage økonomi · Varetage uddannelse · "
            "Håndtere post · Varetage bolig"
        ),
        "Praktiske opgaver": (
            "Købe ind · Passe ejendele · Udvise hjælp og omsorg for andre · Gøre rent · "
            "Lave mad · Vaske tøj"
        ),
    },
    "Funktioner og forhold": {
        "Mentale funktioner": (
            "Opmærksomhed og koncentrationsevne · Virkelighedsopfattelse · "
            "Bevidsthedstilstand · Psykosociale funktioner · Hukommelse · "
            "Indsigt i egen situation · Igangsætning og motivation · "
            "Organisering og planlægning · Problemløsning · Følelser og adfærd · "
            "Intellektuelle funktioner · Orienteringsevne"
        ),
        "Sundhedsforhold": (
            "Sundhedsfaglig behandling og træning · Motion · Fysisk helbred · Søvn · Kost · "
            "Rusmidler · Døgnrytme · Tobak"
        ),
        "Fysiske funktioner": (
            "Stemme og tale · Bevægelse · Syn · Smerte og sansefunktioner · Hørelse"
        ),
        "Sociale forhold": (
            "Økonomisk situation · Boligsituation · Interesser · Familiesituation · "
            "Kriminalitet · Traumatiske oplevelser · Prostitution · Uddannelse og job"
        ),
    },
    "Omgivelsesfaktorer": {
        "Omgivelser": "Holdninger i omgivelserne · Boligområde · Personer i netværk",
    },
}

LEVELS = [
    (0, "Ingen nedsat funktionsevne", "Intet støttebehov"),
    (1, "Let nedsat funktionsevne", "Let støttebehov"),
    (2, "Moderat nedsat funktionsevne", "Moderat støttebehov"),
    (3, "Svært nedsat funktionsevne", "Højt støttebehov"),
    (4, "Fuldstændig nedsat funktionsevne", "Fuldstændigt støttebehov"),
    (None, "Ikke vurderet", "Ikke vurderet"),
]

# A leaf stands under the words before the colon.
SHORT_LISTS = {
    "goal_type": "Fastholde funktionsevne · Udvikle funktionsevne · Begrænse tab af funktionsevne",
    "effort_status": (
        "Træf afgørelse om fortsættelse af indsats · "
        "Træf afgørelse om afslutning af indsats og visiter til ny · "
        "Træf afgørelse om afslutning af indsats"
    ),
    "source": (
        "Borger · Sagsbehandler · Pårørende alene · Medarbejder og pårørende alene · "
        "Borger støttet af medarbejder · Medarbejder alene · Borger støttet af pårørende · "
        "Andre · Udfører"
    ),
    "end_reason": (
        "Hændelse medfører ophør · Ikke yderligere behov (borger-vurderet) · "
        "Ikke yderligere behov (fagperson-vurderet) · "
        "Borger har ikke henvendt sig eller er udeblevet · Aktivt fravalg"
    ),
    "target": (
        "Prostitution · Social isolation · Hjemløshed · Indadreagerende adfærd · "
        "Selvskadende adfærd · Selvmordstanker eller -forsøg · Andet socialt problem · "
        "Seksuelt krænkende adfærd · Udadreagerende adfærd · Omsorgssvigt · Overgreb · "
        "Voldeligt overgreb · Andet overgreb · Seksuelt overgreb · Kriminalitet · "
        "Ikke-personfarlig kriminalitet · Personfarlig kriminalitet · Misbrug · Stofmisbrug · "
        "Alkoholmisbrug"
    ),
    "service": (
        "Afklaring · Pædagogisk udredning · Ophold · Længerevarende ophold · "
        "Midlertidigt ophold · Akut ophold · Aktivitet og samvær · "
        "Sansestimulerende aktivitet · Oplevelsesaktivitet · Fysisk aktivitet · "
        "Social aktivitet · Kreativ aktivitet · Kompetenceudviklende aktivitet · "
        "Beskyttet beskæftigelse · Service · Praktikforløb · Produktion og værksted · "
        "Socialpædagogisk støtte · Støtte til samfundsdeltagelse · Støtte til transport · "
        "Støtte til uddannelse · Støtte til beskæftigelse · "
        "Støtte til kontakt til offentlige og private instanser · Støtte til sundhed · "
        "Støtte til sund levevis · Støtte til personlig hygiejne · "
        "Støtte til psykisk trivsel · Støtte til seksualitet · Støtte til behandling · "
        "Støtte til relationer og fællesskaber · Støtte til sociale relationer · "
        "Støtte til varetagelse af forældrerollen · Støtte til praktiske opgaver · "
        "Støtte til daglige opgaver i hjemmet · Støtte til etablering i bolig · "
        "Støtte til administration · Forebyggende hjælp og støtte · "
        "Gruppebaseret hjælp og støtte · Akut rådgivning, omsorg og støtte · "
        "Individuel tidsbegrænset socialpædagogisk hjælp og støtte · "
        "Hjælp og støtte etableret i samarbejde med frivillige · "
        "Gruppebaseret hjælp og støtte etableret i samarbejde med frivillige · "
        "Individuel tidsbegrænset socialpædagogisk hjælp og støtte leveret i samarbejde med frivillige"
    ),
    "offer": (
        "Socialt akuttilbud · Mobilt tilbud · Dagtilbud til voksne · "
        "Aktivitets- og samværstilbud · Beskyttet beskæftigelsestilbud · "
        "Botilbudslignende tilbud · Almen ældre- og handicapvenlig bolig · "
        "Botilbud til voksne · Midlertidigt botilbud til voksne · "
        "Længerevarende botilbud til voksne · Sikret længerevarende botilbud til voksne · "
        "Almindeligt længerevarende botilbud til voksne"
    ),
}

DOMAINS = {
    "B1": "Varetage bolig",
    "B2": "Mentale funktioner",
    "B3": "Varetage økonomi · Økonomisk situation",
    "B4": "Håndtere post",
    "B5": "Praktiske opgaver",
    "B6": "Egenomsorg · Døgnrytme",
    "B7": "Fysisk helbred · Varetage egen sundhed",
    "B8": "Mentale funktioner",
    "B9": "Rusmidler",
    "B10": "Igangsætning og motivation · Organisering og planlægning",
    "B11": "Varetage relationer til netværk · Personer i netværk",
    "B12": "Indgå i samspil og kontakt · Boligområde",
    "B13": "Varetage beskæftigelse · Deltage i sociale fællesskaber og fritidsaktiviteter",
    "B14": "",
}


def shipped_text() -> str:
    return access.read_text("lists", "ffb.toml")


def split(words: str) -> list[str]:
    return words.split(" · ") if words else []


def test_themes_stand_letter_by_letter() -> None:
    words = ffb.shipped()
    found = {
        group.label: {
            theme.label: [sub.label for sub in words.sub_themes(theme.key)]
            for theme in words.themes
            if theme.group == group.key and not theme.parent
        }
        for group in words.groups
    }
    assert found == {
        group: {theme: split(subs) for theme, subs in themes.items()}
        for group, themes in THEMES.items()
    }


def test_only_the_first_group_takes_a_level_and_only_its_sub_themes_can_be_primary() -> None:
    words = ffb.shipped()
    assert [group.label for group in words.groups if group.levelled] == ["Aktivitet og deltagelse"]
    expected = [sub for subs in THEMES["Aktivitet og deltagelse"].values() for sub in split(subs)]
    assert [theme.label for theme in words.primary_themes()] == expected
    assert len(expected) == 31
    assert not words.theme("society").may_be_primary
    assert not words.theme("health.substances").levelled


def test_levels_in_both_wordings() -> None:
    words = ffb.shipped()
    assert [(level.number, level.function, level.support) for level in words.levels] == LEVELS
    assert words.level(3).support == "Højt støttebehov"
    assert words.level(None).function == "Ikke vurderet"
    with pytest.raises(KeyError):
        words.level(5)


@pytest.mark.parametrize("name", ffb.LISTS)
def test_short_lists_stand_letter_by_letter(name: str) -> None:
    assert [term.label for term in ffb.shipped().lists[name]] == split(SHORT_LISTS[name])


def test_areas_of_the_overview_point_at_the_themes_of_the_paper() -> None:
    words = ffb.shipped()
    found = {
        domain: [words.theme(key).label for key in keys] for domain, keys in words.domains.items()
    }
    assert found == {domain: split(labels) for domain, labels in DOMAINS.items()}


def test_no_code_of_kl_is_shipped() -> None:
    assert not re.search(
        r"[0-9a-f]{8}-[0-9a-f]{4}|urn:oid|1\.2\.208", shipped_text(), re.IGNORECASE
    )


def test_every_key_has_words_and_none_is_used_twice() -> None:
    labels = ffb.shipped().labels()
    assert labels["society.economy"] == "Varetage økonomi"
    assert labels["group.activity"] == "Aktivitet og deltagelse"
    assert (labels["function.3"], labels["support.3"]) == (
        "Svært nedsat funktionsevne", "Højt støttebehov",
    )  # fmt: skip
    assert labels["source.provider"] == "Udfører"
    assert len(labels) == 78 + 3 + 12 + sum(len(split(words)) for words in SHORT_LISTS.values())
    assert all(re.fullmatch(r"[a-z_0-9]+(\.[a-z_0-9]+)*", key) for key in labels)


def test_unknown_keys_are_told() -> None:
    words = ffb.shipped()
    assert words.find_theme("gossip") is None
    for look in (lambda: words.theme("gossip"), lambda: words.term("source", "gossip")):
        with pytest.raises(KeyError):
            look()


def test_a_theme_that_a_houses_file_leaves_out_keeps_the_shipped_words() -> None:
    without = re.sub(r'    \{ key = "society\.mail".*\n', "", shipped_text())
    words = ffb.read(without.replace('B4 = ["society.mail"]', "B4 = []"))
    assert words.find_theme("society.mail") is None
    assert ffb.theme_label(words, "society.mail") == "Håndtere post"
    assert ffb.theme_label(words, "of another house") == "of another house"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[levels]", "[levels", "not_toml"),
        ('title = "Fælles', '# title = "Fælles', "missing"),
        ("[[theme]]", "[theme]", "not_toml"),
        ('label = "Drikke"', "label = 7", "missing"),
        ('label = "Drikke"', 'label = " "', "missing"),
        ('label = "Drikke"', 'label = "Dr\\u0000ikke"', "missing"),
        ('label = "Drikke"', f'label = "{"a" * 201}"', "missing"),
        ('key = "self_care.drinking"', 'key = "self_care.eating"', "twice"),
        ('group = "surroundings"', 'group = "elsewhere"', "unknown_group"),
        ('B4 = ["society.mail"]', 'B4 = ["society.post"]', "unknown_theme"),
        ('parent = "crime"', 'parent = "crimes"', "unknown_theme"),
        ('key = "limit", label', 'key = "lessen", label', "missing"),
        ("levelled = true", "levelled = false", "missing"),
        ("4 = { function", "5 = { function", "missing"),
        ("sub = [", "sub = 7 #", "not_toml"),
        ("B1 = [", "B1 = [[", "not_toml"),
    ],
)
def test_a_file_with_a_gap_is_refused(old: str, new: str, code: str) -> None:
    assert old in shipped_text()
    with pytest.raises(FfbFileWrong) as wrong:
        ffb.read(shipped_text().replace(old, new, 1))
    assert wrong.value.code == code


@given(st.text(max_size=300) | st.just("a = " + "[" * 5000))
def test_any_other_text_is_refused_and_never_breaks(text: str) -> None:
    with pytest.raises(FfbFileWrong):
        ffb.read(text)

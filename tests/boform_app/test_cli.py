"""The command line as a person or a script meets it: words, sentences, exit codes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from boform_app import __main__ as entry
from boform_app import bootstrap, cli
from boform_app import errors as ours
from boform_app.demo import build, samples
from boform_app.errors import EnvironmentTrouble
from boform_app.paths import DataFolder, default_data_folder
from boform_app.services._blobs import store_blob
from boform_app.vault import crypto
from boform_app.vault.keyring import Person
from models import engine
from tests import houses
from tests.houses import OPENED_AT, PASSPHRASE, STAFF

ROOT = Path(__file__).resolve().parents[2]
Boform = Callable[..., tuple[int, str, str]]


class Windows:
    """Stands where the window would open."""

    def __init__(self) -> None:
        self.opened: list[Path] = []

    def __call__(self, folder: DataFolder) -> int:
        self.opened.append(folder.root)
        return 0


@pytest.fixture
def windows() -> Windows:
    return Windows()


@pytest.fixture
def boform(capsys: pytest.CaptureFixture[str], windows: Windows) -> Boform:
    """``boform WORDS`` in this process: exit code, standard output, standard error."""

    def run(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.main([str(word) for word in words], windows)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A closed house with one stored file."""
    house = houses.make_house(tmp_path)
    for role in ("staff", "temp"):
        staff_id, first_name, _, initials = STAFF[role]
        person = Person(str(staff_id), first_name, initials)
        house.keyring.add_staff(house.vault, person, PASSPHRASE)
    with house.database.write_unjournaled() as session:
        store_blob(house.blobs, session, b"et brev" * 500, "application/pdf", OPENED_AT)
    houses.close(house)
    return house.folder


@pytest.fixture
def words_file(tmp_path: Path) -> Path:
    path = tmp_path / "words.txt"
    path.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return path


def said(line: str, code: int, err: str) -> None:
    """One Danish sentence on standard error, exit code 1, no traceback."""
    assert (code, err.strip()) == (1, line)


# ---- the words ---------------------------------------------------------------------------------


def test_version(capsys: pytest.CaptureFixture[str], windows: Windows) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["--version"], windows)
    assert left.value.code == 0
    assert capsys.readouterr().out == f"Boform {cli.version()}\n"
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert cli.version() == pyproject["project"]["version"]


def test_without_a_command_the_window_opens_on_the_default_folder(
    boform: Boform, windows: Windows
) -> None:
    assert boform()[0] == 0
    assert windows.opened == [default_data_folder().root]
    assert default_data_folder().root.name == "Boform"


def test_the_data_folder_may_be_named_before_and_after_the_command(
    boform: Boform, windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    boform("--data", "here")
    assert windows.opened == [tmp_path / "here"]
    for words in (("--data", "here", "check"), ("check", "--data", "here")):
        monkeypatch.setattr(sys, "stdin", io.StringIO("x\n"))
        code, out, _ = boform(*words)
        assert (code, out) == (1, "Nøglefilen mangler eller er beskadiget.\n")
    assert not (tmp_path / "here").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--passphrase", PASSPHRASE),
        ("check", PASSPHRASE),
        ("demo", "--passphrase-file", "x"),
        ("demo", "--years", "0"),
        ("demo", "--residents", "-4"),
        ("printer",),
    ],
)
def test_words_that_are_not_understood(
    words: tuple[str, ...], windows: Windows, capsys: pytest.CaptureFixture[str]
) -> None:
    """A passphrase as an argument is among them: other users of the computer could read it."""
    with pytest.raises(SystemExit) as left:
        cli.main(list(words), windows)
    assert left.value.code == 2
    assert windows.opened == []


# ---- demo --------------------------------------------------------------------------------------


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo's seven log-ins cost nothing; this is a test of words."""
    monkeypatch.setattr(crypto, "PRODUCTION_KDF", crypto.CHEAP_KDF)


@pytest.fixture
def without_paperwork(monkeypatch: pytest.MonkeyPatch) -> None:
    """The letters of the demo's own past are tested elsewhere and take a while."""
    real = build.Wish

    def wish(
        residents: int | None, years: int, stays: int | None, notes: int | None, seed: int
    ) -> build.Wish:
        return real(residents, years, stays, notes, seed, letters=False)

    monkeypatch.setattr(build, "Wish", wish)


@pytest.mark.usefixtures("cheap", "without_paperwork")
def test_demo_makes_a_house_prints_the_log_in_and_one_pdf_of_each_kind(
    boform: Boform, windows: Windows, tmp_path: Path
) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    demo = ("demo", "--data", data, "--years", 1, "--residents", 40, "--no-window")
    code, told, err = boform(*demo, "--letters", out)
    assert (code, err) == (0, "")
    assert build.PASSPHRASE in told
    assert "Mette Krogh (leder)" in told
    pdfs = sorted(out.iterdir())
    assert len(pdfs) == 15  # the own plan wants goals, and a house without letters has none
    assert all(path.read_bytes().startswith(b"%PDF-") and path.name in told for path in pdfs)
    assert windows.opened == []
    code, _, err = boform(*demo)
    said("Der er allerede et hus i datamappen. Vælg en tom mappe med --data.", code, err)


def test_demo_refuses_letters_inside_the_data_folder(boform: Boform, tmp_path: Path) -> None:
    data = tmp_path / "data"
    for out in (data, data / "letters", data / "a" / ".." / "letters"):
        code, _, err = boform("demo", "--data", data, "--letters", out, "--no-window")
        said("Brevene kan ikke lægges i datamappen. Vælg en anden mappe til --letters.", code, err)
    assert not data.exists()


def test_demo_says_before_it_begins_that_letters_cannot_be_put_there(
    boform: Boform, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("a file, not a folder", encoding="utf-8")
    data = tmp_path / "data"
    code, out, err = boform("demo", "--data", data, "--letters", tmp_path / "out")
    said("Boform må ikke skrive i mappen, eller den kan ikke laves.", code, err)
    assert out == ""
    assert not data.exists()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Where a demo was asked for; none is made."""
    folders: list[Path] = []

    def make(folder: DataFolder, *_: object) -> list[str]:
        folders.append(folder.root)
        return ["Demohuset er lavet."]

    monkeypatch.setattr(samples, "make", make)
    return folders


def test_demo_has_a_folder_of_its_own(boform: Boform, made: list[Path]) -> None:
    assert boform("demo", "--no-window") == (0, "Demohuset er lavet.\n", "")
    assert made == [default_data_folder().root.with_name("Boform-demo")]


@pytest.mark.parametrize("screen", [True, False])
def test_demo_opens_the_window_where_there_is_a_screen(
    screen: bool, boform: Boform, windows: Windows, made: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(cli, "_has_screen", lambda: screen)
    assert boform("demo")[0] == 0
    assert windows.opened == (made if screen else [])


def test_demo_defaults() -> None:
    chosen = cli._parser().parse_args(["demo"])
    assert (chosen.residents, chosen.years, chosen.letters) == (None, 5, None)
    assert not chosen.no_window


# ---- check -------------------------------------------------------------------------------------


def test_a_whole_house(boform: Boform, folder: DataFolder, words_file: Path) -> None:
    check = ("check", "--data", folder.root, "--passphrase-file", words_file)
    assert boform(*check) == (0, "Alt er i orden.\n", "")


def test_the_passphrase_may_come_from_standard_input(
    boform: Boform, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSPHRASE}\n"))
    assert boform("check", "--data", folder.root) == (0, "Alt er i orden.\n", "")


def test_a_file_from_windows_editor_is_understood(
    boform: Boform, folder: DataFolder, words_file: Path
) -> None:
    words_file.write_bytes(f"{PASSPHRASE}\r\n".encode("utf-8-sig"))
    assert boform("check", "--data", folder.root, "--passphrase-file", words_file)[0] == 0


def test_at_a_terminal_the_passphrase_is_typed_unseen(
    boform: Boform, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.StringIO("seen by everybody\n")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr("getpass.getpass", lambda _question: PASSPHRASE)
    assert boform("check", "--data", folder.root)[0] == 0


def test_a_line_per_finding(boform: Boform, folder: DataFolder, words_file: Path) -> None:
    (blob,) = (path for path in folder.blobs.rglob("*") if path.is_file())
    raw = bytearray(blob.read_bytes())
    raw[len(raw) // 2] ^= 1
    blob.write_bytes(raw)
    (folder.drafts / "drafts.boform").write_bytes(b"BOFDRAF1" + bytes(200))
    code, out, err = boform("check", "--data", folder.root, "--passphrase-file", words_file)
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        "Kladderne kan ikke alle læses.",
        f"Filen {UUID(blob.name.partition('.')[0])} mangler eller er ændret.",
    ]


def test_a_wrong_passphrase(
    boform: Boform, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for typed in ("en helt anden sætning\n", "\n", ""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code, out, err = boform("check", "--data", folder.root)
        said("Adgangssætningen passer ikke til nogen i huset.", code, err)
        assert out == ""


def test_a_passphrase_that_cannot_be_read(
    boform: Boform, folder: DataFolder, tmp_path: Path
) -> None:
    (tmp_path / "latin").write_bytes("blåbærgrød på".encode("latin-1"))
    for name in ("missing", "latin", "."):
        code, _, err = boform("check", "--data", folder.root, "--passphrase-file", tmp_path / name)
        said("Adgangssætningen kan ikke læses. Den skal være tekst i UTF-8.", code, err)


def test_open_in_another_boform(boform: Boform, folder: DataFolder, words_file: Path) -> None:
    house, _ = bootstrap.open_house(
        folder, STAFF["leader"][0], PASSPHRASE, houses.make_clock(), crypto.CHEAP_KDF
    )
    code, _, err = boform("check", "--data", folder.root, "--passphrase-file", words_file)
    houses.close(house)
    said("Huset er åbent i et andet Boform. Luk det, og prøv igen.", code, err)


def test_a_damaged_key_file(boform: Boform, folder: DataFolder, words_file: Path) -> None:
    folder.keys.write_bytes(folder.keys.read_bytes()[:-40])
    code, out, _ = boform("check", "--data", folder.root, "--passphrase-file", words_file)
    assert (code, out) == (1, "Nøglefilen mangler eller er beskadiget.\n")


def test_a_database_of_a_newer_version(
    boform: Boform, folder: DataFolder, words_file: Path
) -> None:
    house, _ = bootstrap.open_house(
        folder, STAFF["leader"][0], PASSPHRASE, houses.make_clock(), crypto.CHEAP_KDF
    )
    key = house.vault.database_key()
    houses.close(house)
    connection = engine.connect(folder.database, key, "migration")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    code, out, _ = boform("check", "--data", folder.root, "--passphrase-file", words_file)
    assert (code, out) == (1, "Databasens udgave er 9999, programmets er 0001.\n")


@pytest.mark.parametrize("trouble", [*EnvironmentTrouble.__subclasses__(), ours.WrongPassphrase])
def test_every_trouble_has_a_sentence_and_no_traceback(
    trouble: type[Exception], boform: Boform, folder: DataFolder, words_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def meets(*_: object) -> None:
        raise trouble

    monkeypatch.setattr("boform_app.check.check_house", meets)
    code, out, err = boform("check", "--data", folder.root, "--passphrase-file", words_file)
    assert (code, out) == (1, "")
    assert err.endswith(".\n")
    assert len(err.splitlines()) == 1


# ---- as a process ------------------------------------------------------------------------------


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[str]]:
    def run(*words: object, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "boform_app", *map(str, words)],
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            input=typed,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


def test_the_program_as_it_is_started(
    process: Callable[..., subprocess.CompletedProcess[str]], folder: DataFolder
) -> None:
    whole = process("check", "--data", folder.root, typed=f"{PASSPHRASE}\n")
    wrong = process("check", "--data", folder.root, typed="noget andet\n")
    assert (whole.returncode, whole.stdout, whole.stderr) == (0, "Alt er i orden.\n", "")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr == "Adgangssætningen passer ikke til nogen i huset.\n"


def test_the_entry_hands_everything_to_the_command_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    code = entry.main(["demo", "--data", str(data), "--letters", str(data), "--no-window"])
    assert code == 1
    assert "--letters" in capsys.readouterr().err

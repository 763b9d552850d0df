"""Text cannot be lost: when it is written, what a kill leaves, and what a full disk does."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boform_app.clock import FixedClock
from boform_app.errors import DiskFull, FolderNotWritable
from boform_app.vault import crypto, drafts
from boform_app.vault.drafts import DraftKey, DraftStatus, DraftStore, DraftTrouble
from tests.boform_app.vault import typist

KEY = crypto.subkey(b"k" * 32, "drafts")
NEW_KEY = crypto.subkey(b"n" * 32, "drafts")
OLE = DraftKey("mette", "note", "ole")
KIM = DraftKey("mette", "note", "kim")
FORM = DraftKey("sara", "admission", "", "reason")
START = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)


class Seconds:
    """A clock that stands where it was put."""

    def __init__(self) -> None:
        self.value = 500.0

    def __call__(self) -> float:
        return self.value


class Desk:
    """A store without a thread, its clocks, and what it told the status line."""

    def __init__(self, folder: Path, keys: bytes | tuple[bytes, ...] = KEY) -> None:
        self.folder = folder
        self.now = Seconds()
        self.clock = FixedClock(START)
        self.told: list[DraftStatus] = []
        self.store = DraftStore(
            folder,
            keys,
            on_status=self.told.append,
            clock=self.clock,
            monotonic=self.now,
            threaded=False,
        )

    def after(self, seconds: float) -> float | None:
        self.now.value += seconds
        return self.store.write_due()

    def pending(self) -> bool:
        return self.store.pending

    def on_disk(self, key: DraftKey = OLE) -> str | None:
        """What another start of the program would find now."""
        found, _, _ = drafts._load(self.folder / drafts.FILE_NAME, (KEY, NEW_KEY))
        return found[key].text if key in found else None


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def refuse(code: int) -> object:
    def call(*_: object, **__: object) -> NoReturn:
        raise OSError(code, "refused")

    return call


def test_half_a_second_after_the_last_key_it_is_on_disk(desk: Desk) -> None:
    assert desk.store.write_due() is None
    desk.store.put(OLE, "Ole er glad", cursor=11, scroll=40)
    assert desk.after(0.499) == pytest.approx(0.001)
    assert desk.on_disk() is None
    assert desk.pending()
    assert desk.after(0.001) is None
    assert desk.on_disk() == "Ole er glad"
    assert not desk.pending()
    assert desk.told == [DraftStatus(START, DraftTrouble.NONE)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0.01, 0.49), min_size=5, max_size=60))
def test_whatever_the_typing_all_text_older_than_a_second_is_on_disk(
    tmp_path_factory: pytest.TempPathFactory, pauses: list[float]
) -> None:
    desk = Desk(tmp_path_factory.mktemp("drafts"))
    typed: list[tuple[float, int]] = []
    for number, pause in enumerate(pauses, 1):
        desk.store.put(OLE, str(number))
        typed.append((desk.now.value, number))
        ends = desk.now.value + pause
        while True:
            wait = desk.store.write_due()
            if wait is None or desk.now.value + wait > ends:
                break
            desk.now.value += max(wait, 0.001)
        desk.now.value = ends
        desk.store.write_due()
        old = [n for at, n in typed if at <= desk.now.value - 1.0]
        assert int(desk.on_disk() or 0) >= max(old, default=0)


def test_a_second_start_finds_everything(desk: Desk, tmp_path: Path) -> None:
    desk.store.put(OLE, "første", cursor=3, scroll=7)
    desk.clock.set(START + timedelta(minutes=5))
    desk.store.put(OLE, "andet", cursor=5, scroll=9)
    desk.store.put(KIM, "om Kim")
    desk.store.put(FORM, "sov på gaden \U0001f6cf\ud800")
    assert desk.store.close()
    again = Desk(tmp_path)
    draft = again.store.get(OLE)
    assert draft is not None
    assert (draft.text, draft.cursor, draft.scroll) == ("andet", 5, 9)
    assert (draft.created, draft.updated) == (START, START + timedelta(minutes=5))
    assert [d.key for d in again.store.all_for("mette")] == [OLE, KIM]
    form = again.store.get(FORM)
    assert form is not None
    assert form.text == "sov på gaden \U0001f6cf\ud800"
    assert again.store.get(DraftKey("mette", "note", "nobody")) is None


def test_others_see_who_and_since_when_but_no_text(desk: Desk) -> None:
    desk.store.put(OLE, "hemmeligt")
    desk.clock.set(START + timedelta(minutes=1))
    desk.store.put(DraftKey("mette", "note", "ole", "title"), "mere")
    desk.store.put(FORM, "andet")
    first, second = desk.store.presence()
    assert (first.staff_id, first.kind, first.person_id) == ("mette", "note", "ole")
    assert (first.since, first.updated) == (START, START + timedelta(minutes=1))
    assert second.staff_id == "sara"
    assert "hemmeligt" not in repr(desk.store.presence())


def test_a_retry_never_overwrites_newer_text(desk: Desk) -> None:
    first = desk.store.put(OLE, "gammel")
    second = desk.store.put(OLE, "ny")
    assert second > first
    assert desk.store.put(OLE, "gammel", seq=first) == second
    desk.store.flush()
    assert desk.on_disk() == "ny"
    assert desk.store.put(OLE, "nyest", seq=second + 3) == second + 3


def test_a_removed_draft_is_gone_and_does_not_come_back(desk: Desk, tmp_path: Path) -> None:
    seq = desk.store.put(OLE, "bliver til et notat")
    desk.store.put(KIM, "bliver")
    desk.store.flush()
    size = (tmp_path / drafts.FILE_NAME).stat().st_size
    desk.store.remove(OLE)
    desk.store.remove(FORM)
    desk.store.flush()
    assert desk.store.get(OLE) is None
    assert (desk.on_disk(OLE), desk.on_disk(KIM)) == (None, "bliver")
    assert (tmp_path / drafts.FILE_NAME).stat().st_size < size
    desk.store.put(OLE, "sent forsøg", seq=seq)
    assert desk.store.get(OLE) is None


def test_the_file_does_not_grow_with_every_second(desk: Desk, tmp_path: Path) -> None:
    for number in range(400):
        desk.store.put(OLE, f"{number} " + "tekst " * 500)
        desk.store.flush()
    assert (tmp_path / drafts.FILE_NAME).stat().st_size < 400_000
    assert (desk.on_disk() or "").startswith("399 ")


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(1, 400))
def test_a_torn_last_record_costs_only_itself(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("drafts")
    desk = Desk(folder)
    desk.store.put(OLE, "helt på disken")
    desk.store.flush()
    whole = (folder / drafts.FILE_NAME).stat().st_size
    desk.store.put(OLE, "halvt på disken" * 40)
    desk.store.flush()
    raw = (folder / drafts.FILE_NAME).read_bytes()
    (folder / drafts.FILE_NAME).write_bytes(raw[: max(whole, len(raw) - cut)])
    again = Desk(folder)
    draft = again.store.get(OLE)
    assert draft is not None
    assert draft.text == "helt på disken"
    assert again.store.status.trouble == DraftTrouble.NONE
    again.store.put(OLE, "videre")
    again.store.flush()
    assert again.on_disk() == "videre"


def test_damage_in_the_middle_costs_one_record_and_the_file_is_kept(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / drafts.FILE_NAME
    before = path.stat().st_size
    desk.store.put(OLE, "om Ole")
    desk.store.flush()
    desk.store.put(KIM, "om Kim")
    desk.store.flush()
    raw = bytearray(path.read_bytes())
    raw[before + 30] ^= 1
    path.write_bytes(raw)
    again = Desk(tmp_path)
    assert again.store.get(OLE) is None
    assert again.store.get(KIM) is not None
    assert again.store.status.trouble == DraftTrouble.DAMAGED
    (aside,) = tmp_path.glob("*.damaged-*")
    assert aside.read_bytes() == raw


@pytest.mark.parametrize("content", [b"", b"BOFDRAF1", b"x" * 200])
def test_a_file_that_is_none_is_kept_aside_and_a_new_one_begun(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / drafts.FILE_NAME).write_bytes(content)
    desk = Desk(tmp_path)
    assert desk.store.status.trouble == DraftTrouble.DAMAGED
    desk.store.put(OLE, "ny")
    assert desk.store.close()
    (aside,) = tmp_path.glob("*.damaged-*")
    assert aside.read_bytes() == content
    assert Desk(tmp_path).store.get(OLE) is not None


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (errno.ENOSPC, DraftTrouble.DISK_FULL),
        (errno.EACCES, DraftTrouble.NOT_WRITABLE),
        (errno.EBUSY, DraftTrouble.BUSY),
    ],
)
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_when_the_disk_refuses_the_text_stays_and_is_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, call: str, code: int, trouble: DraftTrouble
) -> None:
    desk.store.put(OLE, "første")
    desk.store.flush()
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse(code))
        desk.store.put(OLE, "andet")
        assert not desk.store.flush()
        assert not desk.store.close()
        assert desk.store.status == DraftStatus(START, trouble)
        desk.store.put(OLE, "tredje")
        assert desk.after(0.4) == pytest.approx(0.1)
        assert desk.after(0.1) == pytest.approx(drafts.RETRY)
    draft = desk.store.get(OLE)
    assert draft is not None
    assert draft.text == "tredje"
    assert desk.on_disk() in {"første", "andet", "tredje"}
    assert desk.after(drafts.RETRY) is None
    assert desk.on_disk() == "tredje"
    assert desk.told[-1].trouble == DraftTrouble.NONE


@pytest.mark.parametrize(
    ("code", "expected"), [(errno.ENOSPC, DiskFull), (errno.EACCES, FolderNotWritable)]
)
def test_a_store_that_cannot_begin_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, expected: type[Exception]
) -> None:
    monkeypatch.setattr(os, "open", refuse(code))
    with pytest.raises(expected):
        Desk(tmp_path)


def test_nothing_readable_is_on_disk(desk: Desk, tmp_path: Path) -> None:
    mark = "kånærieføgl-qzxwvjkp"
    for number in range(30):
        desk.store.put(DraftKey(mark, mark, mark, mark), mark * (number + 1))
        desk.store.flush()
    raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert len(raw) > 1000
    for encoding in ("utf-8", "utf-16-le", "latin-1"):
        assert mark.encode(encoding) not in raw
    assert b"qzxwvjkp" not in raw


def test_a_renewal_rewrites_the_file_while_it_is_open(desk: Desk, tmp_path: Path) -> None:
    desk.store.put(OLE, "før")
    desk.store.rekey(KEY, NEW_KEY)
    assert not desk.store.pending
    desk.store.put(KIM, "efter")
    assert desk.store.close()
    again = Desk(tmp_path, NEW_KEY)
    assert {d.text for d in again.store.all_for("mette")} == {"før", "efter"}
    assert again.store.close()
    assert Desk(tmp_path, KEY).store.status.trouble == DraftTrouble.DAMAGED


def test_a_closed_file_goes_from_key_to_key_as_often_as_asked(desk: Desk, tmp_path: Path) -> None:
    drafts.rekey_file(tmp_path / "none", KEY, NEW_KEY)
    desk.store.put(OLE, "kladden")
    desk.store.close()
    for old, new in ((KEY, NEW_KEY), (KEY, NEW_KEY), (NEW_KEY, KEY), (KEY, NEW_KEY)):
        drafts.rekey_file(tmp_path, old, new)
        assert desk.on_disk() == "kladden"
    both = Desk(tmp_path, (KEY, NEW_KEY))
    assert both.store.get(OLE) is not None
    assert both.store.close()
    assert Desk(tmp_path, NEW_KEY).store.get(OLE) is not None


# -- with the real thread --------------------------------------------------------------------------


def test_put_returns_while_the_disk_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = DraftStore(tmp_path, KEY)
    entered, go_on, real = threading.Event(), threading.Event(), os.fsync

    def slow(descriptor: int) -> None:
        entered.set()
        assert go_on.wait(20)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    store.put(OLE, "første")
    assert entered.wait(20)
    store.put(OLE, "andet")
    store.put(KIM, "om Kim")
    assert store.pending
    go_on.set()
    assert store.flush()
    assert store.close()
    assert {d.text for d in Desk(tmp_path).store.all_for("mette")} == {"andet", "om Kim"}


def test_a_listener_that_raises_does_not_stop_the_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[type[BaseException]] = []
    died = threading.Event()

    def hook(args: threading.ExceptHookArgs) -> None:
        seen.append(args.exc_type)
        died.set()

    monkeypatch.setattr(threading, "excepthook", hook)

    def listener(_status: DraftStatus) -> None:
        if not seen:
            raise LookupError

    store = DraftStore(tmp_path, KEY, on_status=listener)
    store.put(OLE, "første")
    assert died.wait(20)
    assert store._thread is not None
    store._thread.join(20)
    store.put(OLE, "andet")
    assert store.flush()
    assert store.close()
    assert seen == [LookupError]
    assert Desk(tmp_path).on_disk() == "andet"


def test_killed_in_the_middle_of_typing_at_most_a_second_is_lost(tmp_path: Path) -> None:
    typed: list[tuple[int, float]] = []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.boform_app.vault.typist", str(tmp_path), KEY.hex()],
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        saved = 0
        while saved < 3:
            word, *rest = child.stdout.readline().split()
            if word == "saved":
                saved += 1
            else:
                typed.append((int(rest[0]), float(rest[1])))
        killed_at = time.monotonic()
        child.kill()
        rest_of_it = [line.split() for line in child.stdout if line.endswith("\n")]
        typed += [(int(words[1]), float(words[2])) for words in rest_of_it if len(words) == 3]
    draft = Desk(tmp_path).store.get(typist.KEY)
    assert draft is not None
    older_than_a_second = max(number for number, at in typed if at <= killed_at - 1.0)
    assert int(draft.text.split()[1]) >= older_than_a_second
    assert b"kanariefugl" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())

"""Campaign ``foreign``: damaged and hostile files through the door, a fresh child for each.

Every file ends as plain data or as a typed error; nothing else is raised, nobody waits beyond the
limit, and the parent's memory stays flat. Whoever takes such files in (an answer, a plan, a
resident from another house) registers an importer: it may refuse, and then nothing has changed.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from boform_app.errors import BoformError, ForeignFile
from boform_app.exchange import _run
from boform_app.exchange.foreign import CODES, Foreign, Kind, inspect, inspect_with, kind_of
from tests.campaigns import _foreign_samples as samples
from tests.campaigns._foreign_damage import DAMAGES, spliced
from ui.memory import give_back_memory

SMALL_N = 24
FULL_N = 10_000

AT_ONCE = 2
CHUNK = 200
# The wall clock of a child, and what a busy machine may take to start and end one.
SECONDS = 10.0
GRACE = 8.0
MOST_GROWTH = 200_000_000
"""Bytes: two of the largest answers under way, each in its two shapes."""

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Importer:
    """Somebody who takes foreign files in.

    Attributes:
        name: For the report.
        take: Imports the bytes whole, or raises a ``BoformError`` and changes nothing.
        state: Something that differs when anything was changed, e.g. a digest of the database.
        every: Gets one file of so many; whoever opens a house and a child takes its time.
    """

    name: str
    take: Callable[[bytes], object]
    state: Callable[[], object]
    every: int = 1


def _answers() -> AbstractContextManager[Importer]:
    from tests.campaigns import _foreign_importers  # noqa: PLC0415 - needs ``Importer`` from here

    return _foreign_importers.answers()


def _transfers() -> AbstractContextManager[Importer]:
    from tests.campaigns import _foreign_transfers  # noqa: PLC0415 - needs ``Importer`` from here

    return _foreign_transfers.transfers()


def _documents() -> AbstractContextManager[Importer]:
    from tests.campaigns import _foreign_documents  # noqa: PLC0415 - needs ``Importer`` from here

    return _foreign_documents.documents()


IMPORTERS: dict[str, Callable[[], AbstractContextManager[Importer]]] = {
    "answers": _answers,
    "documents": _documents,
    "transfers": _transfers,
}
"""Makers by name; each is opened once per campaign, with a house of its own."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A round: a file, or a child that does not behave.

    Attributes:
        name: How it was made.
        data: The bytes.
        script: What the child does instead of opening the file.
        seconds: Its wall clock.
    """

    name: str
    data: bytes
    script: str = ""
    seconds: float = SECONDS


@dataclass(slots=True)
class Tally:
    """What the rounds showed; two threads write."""

    outcomes: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    slowest: float = 0.0
    turn: threading.Lock = field(default_factory=threading.Lock)

    def add(self, trial: Trial, outcome: str, took: float) -> None:
        """Count a round that ended as it may."""
        with self.turn:
            self.outcomes[outcome] += 1
            self.ways[trial.name] += 1
            self.slowest = max(self.slowest, took)
        if took > trial.seconds + GRACE:
            self.complain(trial, f"took {took:.1f} s")

    def complain(self, trial: Trial, what: str) -> None:
        """Note a broken property."""
        with self.turn:
            self.problems.append(f"VIOLATED {trial.name}: {what}")


BAD_CHILDREN = {
    "crashes": "import os; os.kill(os.getpid(), 11)",
    "aborts": "import os; os.abort()",
    "ends without a word": "pass",
    "hangs": "import time; time.sleep(60)",
    "hangs after its word": "import os, time; os.close(1); time.sleep(60)",
    "floods": "import os\nwhile True: os.write(1, bytes(1 << 20))",
    "eats memory": "import resource as r; r.setrlimit(r.RLIMIT_AS, (1 << 30,) * 2); bytearray(1 << 31)",
    "lies about lengths": "import os; os.write(1, b'BFF1\\0\\0\\0\\2{}' + bytes(9))",
    "lies about pictures": (
        'import os, struct; h = b\'{"page_count":1,"pages":[[60000,60000]],"fields":{},"structure":"",'
        '"codes":[],"active":[],"events":[],"json":0}\'; '
        "os.write(1, b'BFF1' + struct.pack('>I', len(h)) + h)"
    ),
    "nests its answer": "import os; os.write(1, b'BFF1\\0\\1\\x86\\xa0' + b'[' * 100000)",
    "answers a pickle": "import os, pickle; os.write(1, pickle.dumps({}))",
}


def trial_of(number: int, seed: int) -> Trial:
    """The file of a round; the same numbers give the same file."""
    chance = random.Random(f"{seed} {number}")  # noqa: S311 - no secret
    honest = list(samples.honest().items())
    name, data = honest[chance.randrange(len(honest))]
    match chance.choices(("honest", "damaged", "spliced", "hostile", "child"), (3, 70, 7, 15, 5))[
        0
    ]:
        case "honest":
            return Trial("honest", data)
        case "damaged":
            for _ in range(chance.choice((1, 1, 2))):
                damage = chance.choice(DAMAGES)
                data = damage(data, chance) or b"x"
            return Trial(f"{name}, {damage.__name__}", data)
        case "spliced":
            other = chance.choice(honest)[1]
            return Trial(f"{name}, spliced", spliced(data, other, chance))
        case "hostile":
            return _hostile(chance)
    way, script = chance.choice(list(BAD_CHILDREN.items()))
    return Trial(f"child that {way}", samples.json_file(), script, seconds=1.0)


def _hostile(chance: random.Random) -> Trial:
    """As it was made, or damaged on top."""
    made = samples.HOSTILE | {
        name: lambda d=data: d for name, (data, _) in samples.acting().items()
    }
    name = chance.choice(list(made))
    data: bytes = made[name]()
    if data and chance.random() < 0.4:
        return Trial(f"{name}, damaged", chance.choice(DAMAGES)(data, chance))
    return Trial(name, data)


def run(n: int, seed: int, report: Report) -> bool:
    """Try ``n`` files; true when every property held for all of them."""
    give_back_memory()  # as the program, or the C library's own stores would look like a leak
    tally = Tally()
    sizes: list[int] = []
    with ExitStack() as stack:
        importers = [stack.enter_context(maker()) for maker in IMPORTERS.values()]
        for numbers in _chunks(n):
            with ThreadPoolExecutor(AT_ONCE) as workers:
                list(workers.map(lambda number: _round(trial_of(number, seed), tally), numbers))
            for number in numbers if importers else ():
                asked = [one for one in importers if number % one.every == 0]
                if asked:
                    _import(trial_of(number, seed), asked, tally)
            sizes.append(resident())
            if n > CHUNK:
                report(f"{numbers[-1] + 1} files, {sizes[-1] >> 20} MB")
    if not _flat(sizes):
        tally.problems.append("VIOLATED memory: it grows with the number of files")
    return _told(tally, importers, report)


def _flat(sizes: list[int]) -> bool:
    """Whether the last two thirds need hardly more than the first; what was freed may be kept."""
    third = len(sizes) // 3
    return not third or max(sizes) - max(sizes[:third]) <= MOST_GROWTH


def _chunks(n: int) -> Iterator[range]:
    return (range(start, min(start + CHUNK, n)) for start in range(0, n, CHUNK))


def _round(trial: Trial, tally: Tally) -> None:
    begun = time.monotonic()
    outcome = _outcome(trial, tally)
    tally.add(trial, outcome, time.monotonic() - begun)


def _outcome(trial: Trial, tally: Tally) -> str:
    try:
        seen = _looked_at(trial)
    except ForeignFile as refused:
        if refused.code not in CODES:
            tally.complain(trial, f"unknown code {refused.code}")
        return refused.code
    except Exception as error:  # noqa: BLE001 - that anything else comes is what is looked for
        tally.complain(trial, f"{type(error).__name__}: {error}")
        return "VIOLATED"
    if trial.script:
        tally.complain(trial, "was believed")
    elif seen.kind != kind_of(trial.data):
        tally.complain(trial, f"became {seen.kind}")
    return f"opened {seen.kind}"


def _looked_at(trial: Trial) -> Foreign:
    if not trial.script:
        return inspect(trial.data, seconds=trial.seconds)
    command = _run.command()
    place = command.index("-c") + 1
    kind: Kind = "json"
    return inspect_with([*command[:place], trial.script], trial.data, kind, seconds=trial.seconds)


def _import(trial: Trial, importers: list[Importer], tally: Tally) -> None:
    """Whoever refuses a file has changed nothing."""
    for importer in importers:
        before = importer.state()
        try:
            importer.take(trial.data)
        except BoformError as refused:
            outcome = f"{importer.name} refused: {type(refused).__name__}"
            if importer.state() != before:
                tally.complain(trial, f"{importer.name} refused it and changed something")
        except Exception as error:  # noqa: BLE001 - as in _outcome
            outcome = "VIOLATED"
            tally.complain(trial, f"{importer.name}: {type(error).__name__}: {error}")
        else:
            outcome = f"{importer.name} took it"
        with tally.turn:
            tally.outcomes[outcome] += 1


def resident() -> int:
    """Bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


def _told(tally: Tally, importers: list[Importer], report: Report) -> bool:
    report(
        f"files: {sum(tally.ways.values())}, ways: {len(tally.ways)}, importers: {len(importers)}"
    )
    for outcome, count in sorted(tally.outcomes.items()):
        report(f"  {outcome}: {count}")
    report(f"slowest: {tally.slowest:.1f} s")
    for problem in tally.problems:
        report(problem)
    return not tally.problems

"""Rules about what Python code may call and import, and where."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.lints.sources import Finding, Source

# SPDX lines in Qt's own sources: GPL-3.0-only, unlike the LGPL of the rest.
GPL_ONLY = {
    "QtCharts",
    "QtCoap",
    "QtDataVisualization",
    "QtGraphs",
    "QtGraphsWidgets",
    "QtHttpServer",
    "QtMqtt",
    "QtNetworkAuth",
    "QtQuick3D",
    "QtQuickTimeline",
    "QtShaderTools",
    "QtVirtualKeyboard",
}

NETWORK_MODULES = {
    "aiohttp",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "xmlrpc",
}
# Two windows of one program find each other through these; they never leave the machine.
LOCAL_ONLY = {"QLocalServer", "QLocalSocket"}

_PRESENT = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime"},
    "QDate": {"currentDate"},
    "QTime": {"currentTime"},
    "QDateTime": {"currentDateTime", "currentDateTimeUtc", "currentSecsSinceEpoch"},
}

Check = Callable[[Source], Iterator[tuple[ast.AST, str]]]


@dataclass(frozen=True, slots=True)
class CodeRule:
    """A rule about syntax trees.

    Attributes:
        name: Its name, as in ``allowed.py``.
        why: What to do instead.
        check: Yields the offending nodes of a module with the text to show.
        homes: Modules for which the rule does not hold, because they are its proper place.
        everywhere: Whether it holds for tests and tools too, not only for what is shipped.
    """

    name: str
    why: str
    check: Check
    homes: tuple[str, ...] = ()
    everywhere: bool = False

    def findings(self, source: Source) -> Iterator[Finding]:
        """What in ``source`` breaks the rule."""
        if not source.is_python or source.path in self.homes:
            return
        if not (source.in_product or self.everywhere):
            return
        for node, found in self.check(source):
            yield Finding(self.name, source.path, getattr(node, "lineno", 1), found, self.why)


def dotted(node: ast.AST) -> str:
    """``a.b.c`` of a chain of names, "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return ""


def _uses(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Every name and every attribute chain with its last part."""
    for node in source.nodes:
        if isinstance(node, ast.Attribute | ast.Name):
            yield node, dotted(node).rpartition(".")[2]


def _imports(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Every imported module, and every ``module.name`` of a ``from`` import."""
    for node in source.nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            for alias in node.names:
                yield node, f"{node.module}.{alias.name}"


def named(*names: str) -> Check:
    """A check for any use of one of these names, called, passed on or imported."""

    def check(source: Source) -> Iterator[tuple[ast.AST, str]]:
        for node, name in _uses(source):
            if name in names:
                yield node, name
        for node, name in _imports(source):
            if name.rpartition(".")[2] in names:
                yield node, name

    return check


def called_method(*names: str) -> Check:
    """A check for calls ``something.name(...)``."""

    def check(source: Source) -> Iterator[tuple[ast.AST, str]]:
        for node in source.nodes:
            function = node.func if isinstance(node, ast.Call) else None
            if isinstance(function, ast.Attribute) and function.attr in names:
                yield node, f".{function.attr}()"

    return check


def called_function(*names: str) -> Check:
    """A check for calls ``name(...)`` and ``module.name(...)``."""

    def check(source: Source) -> Iterator[tuple[ast.AST, str]]:
        for node in source.nodes:
            if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in names:
                yield node, f"{dotted(node.func)}()"

    return check


def imported(*modules: str) -> Check:
    """A check for imports of these modules or anything inside them."""

    def check(source: Source) -> Iterator[tuple[ast.AST, str]]:
        for node, name in _imports(source):
            if any(name == module or name.startswith(f"{module}.") for module in modules):
                yield node, name

    return check


def any_of(*checks: Check) -> Check:
    """Everything that one of the checks finds."""

    def check(source: Source) -> Iterator[tuple[ast.AST, str]]:
        for part in checks:
            yield from part(source)

    return check


def _asks_the_present(source: Source) -> Iterator[tuple[ast.AST, str]]:
    for node in source.nodes:
        if isinstance(node, ast.Attribute):
            owner = dotted(node.value).rpartition(".")[2]
            if node.attr in _PRESENT.get(owner, ()):
                yield node, f"{owner}.{node.attr}"


def _weekday_arithmetic(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Weekday numbers, except to look up a name: ``WEEKDAYS[day.weekday()]``."""
    names = {id(node.slice) for node in source.nodes if isinstance(node, ast.Subscript)}
    for node, found in called_method("weekday", "isoweekday", "dayOfWeek")(source):
        # A date's own method takes no argument; dates.weekday(day) is the day's name.
        if id(node) not in names and isinstance(node, ast.Call) and not node.args:
            yield node, found


def _relative_imports(source: Source) -> Iterator[tuple[ast.AST, str]]:
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom) and node.level > 0:
            yield node, "." * node.level + (node.module or "")


def _gpl_only(source: Source) -> Iterator[tuple[ast.AST, str]]:
    for node, name in _imports(source):
        if not GPL_ONLY.isdisjoint(name.split(".")):
            yield node, name


def _network(source: Source) -> Iterator[tuple[ast.AST, str]]:
    yield from imported(*sorted(NETWORK_MODULES))(source)
    for node, name in imported("PySide6.QtNetwork")(source):
        if name.rpartition(".")[2] not in LOCAL_ONLY:
            yield node, name


CODE_RULES = (
    CodeRule(
        "no-process-events",
        "long work runs on a worker (ui/tasks.py); nobody pumps the event loop",
        named("processEvents"),
    ),
    CodeRule(
        "no-nested-loop",
        "open dialogs with open() and menus with popup(); only the program's own loop runs",
        called_method("exec", "exec_"),
        homes=("ui/start.py",),
    ),
    CodeRule(
        "paragraph-in-flowables",
        "reports.flowables makes paragraphs and escapes the text of users",
        any_of(called_function("Paragraph"), imported("reportlab.platypus.Paragraph")),
        homes=("reports/flowables.py",),
    ),
    CodeRule(
        "message-box-in-messages",
        "ui.messages speaks to the user",
        named("QMessageBox"),
        homes=("ui/messages.py",),
    ),
    CodeRule(
        "print-in-cli",
        "only the command line prints",
        called_function("print"),
        # The entry speaks before anything else is loaded: when it refuses to load it.
        homes=("boform_app/cli.py", "boform_app/__main__.py"),
    ),
    CodeRule(
        "weekdays-in-rules",
        "boform_app.rules.weekdays counts hverdage and knows the holidays",
        any_of(_weekday_arithmetic, imported("holidays")),
        homes=("boform_app/rules/weekdays.py",),
    ),
    CodeRule(
        "time-from-clock",
        "boform_app.clock knows what time it is",
        _asks_the_present,
        homes=("boform_app/clock.py",),
    ),
    CodeRule(
        "no-walk-of-the-focus-chain",
        "PySide ties each wrapper to the one before it: when one ends, all after it are taken for"
        " gone; chain what is known (ui.forms.order), and press Tab in tests",
        called_method("nextInFocusChain", "previousInFocusChain"),
        everywhere=True,
    ),
    CodeRule("absolute-imports", "import by the full name", _relative_imports, everywhere=True),
    CodeRule(
        "no-gpl-only-qt",
        "this Qt module is GPL-3.0-only; draw with QPainter",
        _gpl_only,
        everywhere=True,
    ),
    CodeRule("no-network", "the program speaks to no other machine", _network),
)

"""*FFB*: the words that goals are written with, and the house's own file of codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from boform_app.errors import BoformError, ValidationFailed
from models.values import dates
from models.values.changes import Changes
from ui import messages
from ui.pages.settings.section import Section, advice, foot
from ui.saved_files import keep, target_of
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.field import Finding, MessageLine
from ui.widgets.labels import Text

_MOST_BYTES = 5_000_000
_SHOWN = 6
"""Lines of problems that are told; the service says how many more there are."""


class FfbSection(Section):
    """For leaders: words are shipped, codes are the house's own."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        words = self.card(self.tr("Ord fra Fælles Faglige Begreber"))
        words.body.addWidget(
            advice(self.tr("Mål i opholdsplanen bruger de samme temaer som kommunens VUM 2.0."))
        )
        self.words = Text("", "body", wrap=True)
        words.body.addWidget(self.words)
        self.take_words = Button(self.tr("Brug egne ord …"))
        self.take_words.clicked.connect(lambda: self._ask("*.toml", self._words_from))
        self.drop_words = Button(self.tr("Brug de medfølgende ord igen"))
        self.drop_words.clicked.connect(lambda: self._drop("words"))
        words.body.addLayout(foot(self.take_words, self.drop_words))
        codes = self.card(self.tr("Koder"))
        codes.body.addWidget(
            advice(
                self.tr(
                    "KL’s koder følger ikke med Boform. Har I dem, kan I skrive dem i et regneark: "
                    "hent skabelonen, udfyld koderne, gem som CSV og indlæs filen."
                )
            )
        )
        self.codes = Text("", "body", wrap=True)
        codes.body.addWidget(self.codes)
        self.template = Button(self.tr("Hent skabelon …"), icon="save")
        self.template.clicked.connect(self._ask_template)
        self.take_codes = Button(self.tr("Indlæs koder …"), "primary")
        self.take_codes.clicked.connect(lambda: self._ask("*.csv", self._codes_from))
        self.drop_codes = Button(self.tr("Brug ingen koder"))
        self.drop_codes.clicked.connect(lambda: self._drop("mapping"))
        codes.body.addLayout(foot(self.take_codes, self.template, self.drop_codes))
        self.said = [MessageLine() for _ in range(_SHOWN)]
        for line in self.said:
            codes.body.addWidget(line)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """What is in use."""
        state = self.session.services.ffb.state()
        own = self.tr("Husets egne ord fra {file}, siden {day}").format(
            file=state.words_file,
            day=dates.short(state.words_since) if state.words_since else "",
        )
        shipped = self.tr("De medfølgende ord, udgave {version}").format(version=state.version)
        self.words.setText(own if state.words_file else shipped)
        self.drop_words.setVisible(bool(state.words_file))
        there = self.tr("{n} af {all} ord har en kode, fra {file}, siden {day}").format(
            n=state.codes, all=state.keys, file=state.mapping_file,
            day=dates.short(state.mapping_since) if state.mapping_since else "",
        )  # fmt: skip
        self.codes.setText(there if state.mapping_file else self.tr("Ingen koder er indlæst."))
        self.drop_codes.setVisible(bool(state.mapping_file))

    # -- own -------------------------------------------------------------------------------------

    def _ask(self, pattern: str, then: Callable[[Path | None], None]) -> None:
        title = self.tr("Vælg filen")
        self.session.ports.files.open(title, f"{pattern[2:].upper()} ({pattern})", then)

    def _codes_from(self, path: Path | None) -> None:
        data = self._bytes(path)
        if data is None or path is None:
            return
        guessed = False

        def act() -> Changes:
            nonlocal guessed
            changes, read = self.session.services.ffb.take_mapping(data, path.name)
            guessed = read.encoding == "cp1252"
            return changes

        if self._take(act) and guessed:
            words = self.tr("Æ, ø og å er læst som i et ældre regneark. Se, om de er rigtige.")
            self._say([Finding("info", words)])

    def _words_from(self, path: Path | None) -> None:
        data = self._bytes(path)
        if data is not None and path is not None:
            self._take(lambda: self.session.services.ffb.take_words(data, path.name))

    def _bytes(self, path: Path | None) -> bytes | None:
        """The file; one byte more than is taken, so that the service can say that it is too much."""
        self._say([])
        if path is None:
            return None
        try:
            with path.open("rb") as file:
                return file.read(_MOST_BYTES + 1)
        except OSError:
            self._say([Finding("stop", messages.words("file_not_readable"))])
            return None

    def _take(self, act: Callable[[], Changes]) -> bool:
        try:
            changes = act()
        except ValidationFailed as refused:
            problems = refused.problems
            shown = [*problems[: _SHOWN - 1], problems[-1]] if len(problems) > _SHOWN else problems
            self._say([Finding("stop", messages.sentence(one)) for one in shown])
            return False
        except BoformError as error:
            messages.present(error, self)
            return False
        self.session.done(changes)
        self.refresh()
        return True

    def _say(self, findings: list[Finding]) -> None:
        for place, line in enumerate(self.said):
            line.show_finding(findings[place] if place < len(findings) else None)

    def _drop(self, what: str) -> None:
        self._take(lambda: self.session.services.ffb.drop(what))

    def _ask_template(self) -> None:
        self.session.ports.files.save(
            self.tr("Hent skabelon"), "ffb-koder.csv", "CSV (*.csv)", self._write_template
        )

    def _write_template(self, path: Path | None) -> None:
        target = target_of(self.session, path, ".csv")
        if target is not None and keep(self.session, target, self.session.services.ffb.template()):
            self.session.say(self.tr("Skabelonen er gemt."))

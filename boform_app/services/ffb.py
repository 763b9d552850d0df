"""The words and codes of Fælles Faglige Begreber in this house (domain/law.md 10, 14 h)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _ffb
from boform_app.services.context import Service
from boform_app.services.views.ffb import FfbState
from models import tables
from models.values import ffb, ffb_mapping
from models.values.changes import Changes
from models.values.ffb import Ffb, FfbFileWrong
from models.values.ffb_mapping import FfbCode, MappingRead

# A file of another kind can be wrong in every line; the first ones are enough to see it.
_MOST_TOLD = 20
_LABELS = {_ffb.WORDS: "FFB-ord", _ffb.MAPPING: "FFB-koder"}


class FfbService(Service):
    """Shipped words are read-only; a house puts its own words and codes beside them."""

    def words(self) -> Ffb:
        """Themes, levels and lists as this house uses them."""
        with self._read() as session:
            return _ffb.words(session)

    def mapping(self, on: date | None = None) -> Mapping[str, FfbCode]:
        """The house's codes by our key, those that are used on a day (today when None)."""
        day = on or self._house.clock.today()
        with self._read() as session:
            stored = _ffb.value(session, _ffb.MAPPING).get("codes", [])
        codes = ffb_mapping.from_json(stored)
        return MappingProxyType({code.key: code for code in codes if code.valid_on(day)})

    def state(self) -> FfbState:
        """What is in use, for Indstillinger."""
        with self._read() as session:
            words = _ffb.words(session)
            own = _ffb.row(session, _ffb.WORDS)
            mapping = _ffb.row(session, _ffb.MAPPING)
            codes = list(mapping.value.get("codes", [])) if mapping else []
            return FfbState(
                version=words.version,
                words_file=own.source if own and own.value.get("text") else "",
                words_since=own.valid_from if own and own.value.get("text") else None,
                mapping_file=mapping.source if mapping and codes else "",
                mapping_since=mapping.valid_from if mapping and codes else None,
                codes=len({code["key"] for code in codes}),
                keys=len(words.labels()),
            )

    def template(self) -> bytes:
        """A mapping file to fill in: every key with our words."""
        return ffb_mapping.template(self.words().labels())

    def take_mapping(self, data: bytes, file_name: str) -> tuple[Changes, MappingRead]:
        """Use the codes of a file instead of those before; all of it or nothing.

        Returns:
            What changed, and what was read: ``encoding`` is ``cp1252`` where æ, ø and å were guessed.

        Raises:
            NotAllowed: Only a leader may.
            ValidationFailed: At ``file``, a problem per line: ``ffb_unknown_key``, ``ffb_columns``,
                ``ffb_date``, ``ffb_period``, ``ffb_overlap`` or ``ffb_text``; or one for the file:
                ``ffb_header``, ``ffb_empty``, ``ffb_encoding`` or ``ffb_too_large``.
        """
        self._require("manage_house")
        read = ffb_mapping.read(data, self.words().labels().keys())
        problems = tuple(_problems(read))
        if problems:
            raise ValidationFailed(*problems)
        value: dict[str, object] = {"codes": ffb_mapping.to_json(read.codes)}
        return self._store(_ffb.MAPPING, value, file_name), read

    def take_words(self, data: bytes, file_name: str) -> Changes:
        """Use the words of a file of the shape of ``resources/lists/ffb.toml``.

        Goals keep their themes; a theme that the file leaves out keeps the shipped words.

        Raises:
            NotAllowed: Only a leader may.
            ValidationFailed: At ``file``: ``ffb_too_large``, ``ffb_encoding`` or ``ffb_words``.
        """
        self._require("manage_house")
        if len(data) > ffb_mapping.MOST_BYTES:
            raise ValidationFailed(Problem("file", "ffb_too_large"))
        try:
            text = data.decode("utf-8-sig")
            ffb.read(text)
        except UnicodeDecodeError as wrong:
            raise ValidationFailed(Problem("file", "ffb_encoding")) from wrong
        except FfbFileWrong as wrong:
            raise ValidationFailed(Problem("file", "ffb_words", {"what": wrong.what})) from wrong
        return self._store(_ffb.WORDS, {"text": text}, file_name)

    def drop(self, what: str) -> Changes:
        """Go back to the shipped words (``words``), or use no codes (``mapping``).

        Raises:
            NotAllowed: Only a leader may.
        """
        self._require("manage_house")
        key = {"words": _ffb.WORDS, "mapping": _ffb.MAPPING}[what]
        return self._store(key, {}, "")

    def _store(self, key: str, value: dict[str, object], file_name: str) -> Changes:
        """A new row beside the former one; the latest holds, and undo takes it away again."""
        name = file_name.replace("\\", "/").rpartition("/")[2].replace("\x00", "")[:200]
        with self._write("ffb.take", _LABELS[key]) as unit:
            unit.session.add(
                tables.RuleRow(
                    key=key,
                    value=value,
                    valid_from=self._house.clock.today(),
                    source=name,
                    verified="P",
                )
            )
            return unit.commit()


def _problems(read: MappingRead) -> Iterator[Problem]:
    for found in read.problems[:_MOST_TOLD]:
        yield Problem("file", found.code, {"line": found.line, "what": found.what})
    more = len(read.problems) - _MOST_TOLD
    if more > 0:
        yield Problem("file", "ffb_more", {"more": more})

"""The house log (*dagbog*): what is read when a shift begins, and words that are written often."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Entity
from models.types import UtcDateTime


class ReadReceipt(Entity, Base):
    """*Markér alle som læst*: what the handover showed from one instant to another was read."""

    __tablename__ = "read_receipt"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Phrase(Entity, Base):
    """A text that is written often (*frase*): the house's, or one person's own."""

    __tablename__ = "phrase"

    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    label: Mapped[str]
    text: Mapped[str]


class NoteWord(Base):
    """A word that stands in some note, as the search spells it; see ``models.note_words``."""

    __tablename__ = "note_word"
    __journaled__: ClassVar[bool] = False

    word: Mapped[str] = mapped_column(primary_key=True)

"""Files that leave the house: never among its own data, and said when they cannot be written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ui.session import Session


def target_of(session: Session, path: Path | None, ending: str = "") -> Path | None:
    """The file somebody chose; None when nobody did, or when it lies among the house's own data.

    Args:
        session: Says why a place cannot be taken.
        path: What the dialog answered.
        ending: ``.pdf``; added where it is missing.
    """
    if path is None:
        return None
    complete = path.suffix.lower() == ending or not ending
    target = path if complete else path.with_name(f"{path.name}{ending}")
    if session.services.open_house.folder.holds(target):
        session.say(_tr("Vælg en mappe uden for husets egne data."))
        return None
    return target


def keep(session: Session, target: Path, data: bytes) -> bool:
    """Write a file; False when the place takes none, which is said."""
    try:
        target.write_bytes(data)
    except OSError:
        session.say(_tr("Filen kunne ikke gemmes der. Vælg et andet sted."))
        return False
    return True


def _tr(words: str) -> str:
    return QCoreApplication.translate("Saving", words)

"""Lines of running text for delegates, measured with the font they are drawn in."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextLayout, QTextOption


def lines_of(text: str, font: QFont, width: int, most: int = 0) -> tuple[list[str], bool]:
    """Break text into lines.

    Args:
        text: May hold line breaks.
        font: The font it is drawn in.
        width: Pixels.
        most: At most this many lines, 0 for all.

    Returns:
        The lines, and whether any were left out.
    """
    found: list[str] = []
    for paragraph in text.splitlines() or [""]:
        found.extend(_paragraph(paragraph, font, width))
    if most and len(found) > most:
        return found[:most], True
    return found, False


def _paragraph(text: str, font: QFont, width: int) -> list[str]:
    if not text:
        return [""]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines

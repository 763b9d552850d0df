"""A page of a document as Qt's own image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from boform_app.services.page_images import Picture


def image_of(picture: Picture) -> QImage:
    """The picture's bytes, not a copy of them: keep the picture as long as the image."""
    row = picture.width * 3
    return QImage(picture.rgb, picture.width, picture.height, row, QImage.Format.Format_RGB888)

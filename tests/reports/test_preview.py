"""Pages as pictures, from more than one worker at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from reports.preview import opened, page_count, page_image
from tests.reports.rendered import stored


def test_two_workers_draw_at_the_same_time() -> None:
    """Without the lock PDFium ends the process within a few pages."""
    data = stored("pictured-conversation_sheet")
    pages = page_count(data)

    def drawn(number: int) -> tuple[int, int]:
        image = page_image(data, number % pages, 0.5)
        assert len(image.data) == image.stride * image.height
        return image.width, image.height

    with ThreadPoolExecutor(4) as workers:
        assert len(set(workers.map(drawn, range(60)))) == 1


def test_a_document_may_be_asked_for_while_it_is_open() -> None:
    data = stored("pictured-conversation_sheet")
    with opened(data) as document:
        assert page_count(data) == len(document)

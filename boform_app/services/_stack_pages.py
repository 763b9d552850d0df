"""Several stored documents as one for the printer; the stored ones stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO


def joined(documents: Iterable[bytes]) -> bytes:
    """All pages in order; fields of answer forms are printed as they look.

    The print job is no record: it carries no attached data, no tags and no form to fill in.
    """
    import pikepdf  # noqa: PLC0415 - only whoever prints pays for it

    with pikepdf.new() as stack:
        # Pages are copied when the stack is saved, so what they come from stays open until then.
        opened = [pikepdf.open(BytesIO(data)) for data in documents]
        try:
            for one in opened:
                if "/AcroForm" in one.Root:
                    one.flatten_annotations("print")
                stack.pages.extend(one.pages)
            for page in stack.pages:
                if "/StructParents" in page.obj:
                    del page.obj["/StructParents"]
            made = BytesIO()
            stack.save(made)
        finally:
            for one in opened:
                one.close()
    return made.getvalue()

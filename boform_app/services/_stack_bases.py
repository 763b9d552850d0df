"""One ground for a whole letter of a stack, as the editor's choice for all at once would give it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from boform_app.services.views.letters import Basis, DisclosureView


def chosen(views: Iterable[DisclosureView], ground: str) -> dict[str, Basis]:
    """A basis by information key for what the ground carries; the rest stays without.

    Args:
        views: What the letter contains, with what is offered for each.
        ground: ``law``, or ``consent`` for the one consent that carries most of it.
    """
    found = {view.information: view for view in views}
    wanted = _most_offered(found.values()) if ground == "consent" else None
    return {
        key: offer
        for key, view in found.items()
        for offer in view.offers
        if offer.kind == ground and offer.consent_id == wanted
    }


def _most_offered(views: Iterable[DisclosureView]) -> object:
    """The consent offered for most of it; of two alike the newest, which is offered first."""
    offered = Counter(
        offer.consent_id for view in views for offer in view.offers if offer.kind == "consent"
    )
    return offered.most_common(1)[0][0] if offered else None

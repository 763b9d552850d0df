"""JSON, read in the child: valid, of bounded depth and size, no key twice, no strange numbers."""

from __future__ import annotations

import json

from boform_app.exchange.child.frame import Found, values


def read(data: bytes) -> Found:
    """The values of a JSON file, written anew.

    Raises:
        ValueError: It breaks a rule, holds half a character, or is not JSON.
    """
    return Found(json=json.dumps(values(data), ensure_ascii=False).encode())

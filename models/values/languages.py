"""Languages that papers for residents are written in."""

from __future__ import annotations

from typing import Literal

Language = Literal["da", "en"]

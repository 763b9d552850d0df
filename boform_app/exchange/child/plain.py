"""Text from a foreign file, made plain: no control signs, no half characters, not too long."""

from __future__ import annotations

import unicodedata

# Line breaks and tabs stay; signs that turn the direction of text are left out: they could make a
# value read otherwise than it is.
_KEPT = frozenset("\n\t")
_DROPPED = frozenset({"Cc", "Cs", "Co", "Cn"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")


def plain(text: str, longest: int) -> str:
    """``text`` with one kind of line break, without what cannot be seen, at most ``longest`` signs."""
    whole = text[: 4 * longest].replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in whole if _stays(sign))[:longest].strip()


def _stays(sign: str) -> bool:
    if " " <= sign <= "~" or sign in _KEPT:
        return True
    return sign not in _TURNING and unicodedata.category(sign) not in _DROPPED

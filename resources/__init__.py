"""Fonts, icons, tokens, code lists, instrument and texts, behind one accessor."""

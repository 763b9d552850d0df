"""The page of one resident: who it is, the tabs, and the note at the foot."""

"""The few dialogs and panels."""

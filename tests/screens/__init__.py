"""Pictures of every page, dialog and document of the demo house (``python3 dev.py screens OUT``)."""

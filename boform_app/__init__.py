"""The program without a screen: rules, services and the vault."""

# The same as in pyproject.toml (tested); asking the installed package costs the start 40 ms.
__version__ = "0.1.0"

"""The entry of the program, and the only module of ``boform_app`` that knows the window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boform_app.paths import DataFolder

FOREIGN = "--foreign"
"""How a frozen Boform starts itself as the child that opens a file from outside."""
ROOMS = ("boform_app", "models", "reports", "resources", "ui")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0 when all went well."""
    stranger = foreign_room()
    if stranger:
        print(
            f"Boform er ikke installeret rigtigt: {stranger} ligger et andet sted end resten.",
            file=sys.stderr,
        )
        return 1
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words[:1] == [FOREIGN]:
        from boform_app.exchange.child import main as child  # noqa: PLC0415 - as the child, and nothing else

        child.main(words[1:])
    from boform_app import cli  # noqa: PLC0415 - it imports the rooms that were just looked at

    return cli.main(arguments, open_window)


def open_window(folder: DataFolder) -> int:
    """Show the window on a data folder until it is closed."""
    # While modules are read there is no garbage, only ever more to look through in vain; the window
    # switches it on again when it stands.
    gc.disable()
    from boform_app import cli  # noqa: PLC0415 - see main
    from ui.start import run  # noqa: PLC0415 - commands without a window do not pay for Qt

    return run(folder, f"Boform {cli.version()}")


def foreign_room() -> str:
    """The name of a product folder that Python would take from somewhere else; "" when all is well.

    The five are plain top-level names, so another package of the same name must not get the data.
    """
    root = Path(__file__).resolve().parent.parent
    for room in ROOMS:
        spec = find_spec(room)
        if spec is None or spec.origin is None or Path(spec.origin).resolve().parent.parent != root:
            return room
    return ""


if __name__ == "__main__":
    sys.exit(main())

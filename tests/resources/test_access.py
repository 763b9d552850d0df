from __future__ import annotations

from pathlib import Path

import pytest

from resources import access


def test_bundled_text_is_read_as_utf8() -> None:
    assert "Ærø" in access.read_text("lists", "municipalities.csv")
    assert access.read_bytes("lists", "municipalities.csv").startswith(b"code;name;kind")


@pytest.mark.parametrize(
    "parts", [("..", "pyproject.toml"), ("lists", "..", "..", "LICENSE"), ("/etc/passwd",)]
)
def test_paths_that_lead_out_are_refused(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="leaves"):
        access.path(*parts)


def test_a_link_that_leads_out_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, outside = tmp_path / "resources", tmp_path / "secret.txt"
    inside.mkdir()
    outside.write_text("secret", encoding="utf-8")
    (inside / "link.txt").symlink_to(outside)
    monkeypatch.setattr(access, "_ROOT", inside)
    with pytest.raises(ValueError, match="leaves"):
        access.read_text("link.txt")


def test_what_is_not_there_says_so() -> None:
    with pytest.raises(FileNotFoundError):
        access.path("lists", "gossip.toml")
    with pytest.raises(FileNotFoundError):
        access.path("lists")

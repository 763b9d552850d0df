"""The campaign's receiver of residents takes what is whole and refuses everything else."""

from __future__ import annotations

import pytest

from boform_app.errors import ForeignFile
from tests.campaigns import _foreign_samples as samples
from tests.campaigns import _foreign_transfers, foreign


def test_the_importer_of_transfers_refuses_or_takes_whole() -> None:
    tally = foreign.Tally()
    with _foreign_transfers.transfers() as importer:
        before = importer.state()
        for name in ("letter", "calendar", "json"):
            with pytest.raises(ForeignFile):
                importer.take(samples.honest()[name])
        assert importer.state() == before
        for number in range(12):
            foreign._import(foreign.trial_of(number, 3), [importer], tally)
    assert tally.problems == []
    assert sum(tally.outcomes.values()) == 12

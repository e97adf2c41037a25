"""The walks of `docs/` do what they say, typed as they stand, against the running services."""

from pathlib import Path

import pytest

from tests.support.town import Town
from tests.system.walk import take


@pytest.mark.parametrize("page", ["filings.md", "processing-walk.md"])
def test_a_walk_does_what_it_says(town: Town, page: str, tmp_path: Path) -> None:
    take(town, page, tmp_path)

"""The longest walk of `docs/`, in a file of its own so that the suite's two workers share the walks."""

from pathlib import Path

from tests.support.town import Town
from tests.system.walk import take


def test_the_walk_through_intake_does_what_it_says(town: Town, tmp_path: Path) -> None:
    take(town, "intake-walk.md", tmp_path)

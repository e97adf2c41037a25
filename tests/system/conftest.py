"""One whole installation for all system tests that leave it standing."""

from collections.abc import Iterator

import pytest

from tests.support.town import Town, a_town


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with a_town(tmp_path_factory.mktemp("town")) as place:
        yield place

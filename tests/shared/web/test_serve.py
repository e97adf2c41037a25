"""What a service writes into its log."""

import logging
from collections.abc import Iterator

import httpx2
import pytest

from shared.web.serve import log_plainly


@pytest.fixture
def asking() -> Iterator[logging.Logger]:
    logger = logging.getLogger("httpx2")
    level = logger.level
    yield logger
    logger.setLevel(level)


async def test_addresses_that_a_service_asks_are_not_logged(
    asking: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    log_plainly()
    caplog.set_level(logging.INFO)
    answering = httpx2.MockTransport(lambda _: httpx2.Response(200))
    async with httpx2.AsyncClient(transport=answering) as client:
        await client.get("http://quay.example/dossiers/H62.19-260302-000001")
    assert "H62.19" not in caplog.text

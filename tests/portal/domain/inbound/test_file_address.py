"""Which addresses of files may be fetched."""

import pytest

from services.portal.domain.inbound.file_address import may_fetch

HOSTS = frozenset({"files.example.vn", "127.0.0.1:8914", "10.0.0.7"})


@pytest.mark.parametrize(
    "address",
    [
        "https://files.example.vn/a?sig=b",
        "https://FILES.example.vn/a",
        "https://files.example.vn:443/a",
        "http://files.example.vn/a",
        "http://127.0.0.1:8914/a",
        "http://10.0.0.7/a",
    ],
)
def test_a_listed_host_may_be_asked(address: str) -> None:
    assert may_fetch(address, HOSTS)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "files.example.vn/a",
        "//files.example.vn/a",
        "ftp://files.example.vn/a",
        "file:///etc/passwd",
        "https://files.example.vn:8443/a",
        "https://files.example.vn@127.0.0.1/a",
        "https://user:pass@files.example.vn/a",
        "https://other.example.vn/a",
        "https://files.example.vn.evil.test/a",
        "http://127.0.0.1/a",
        "http://127.0.0.1:8915/a",
        "http://[::1]:8914/a",
        "http://2130706433:8914/a",
        "http://169.254.169.254/latest",
        "http://localhost:8914/a",
        "https://files.example.vn:port/a",
        "https://[::1/a",
        "https://files.example.vn/" + "a" * 2000,
    ],
)
def test_nothing_else_is(address: str) -> None:
    assert not may_fetch(address, HOSTS)


def test_without_a_list_nothing_is_fetched() -> None:
    assert not may_fetch("https://files.example.vn/a", frozenset())

"""What stands before the counter: tries counted in bounded memory, addresses, tickets."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest

from services.tracker.gate.address import client_address
from services.tracker.gate.gate import Attempt, Gate
from services.tracker.gate.tickets import SECONDS, Ticket, Tickets
from services.tracker.gate.tries import Tries
from services.tracker.settings import Limits
from shared.clock import SetClock


class Watch:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_tries_come_back_one_by_one_as_the_span_slides() -> None:
    watch = Watch()
    tries = Tries(2, 60, now=watch)
    for at in (0, 10):
        watch.at = at
        assert tries.wait("a") == 0
        tries.take("a")
    assert (tries.wait("a"), tries.wait("b")) == (50, 0)
    watch.at = 60
    assert tries.wait("a") == 0
    tries.take("a")
    assert tries.wait("a") == 10


def test_a_try_that_was_right_does_not_count() -> None:
    tries = Tries(1, 60)
    tries.take("a")
    tries.give_back("a")
    tries.give_back("a")
    assert (tries.wait("a"), len(tries)) == (0, 0)


def test_memory_is_bounded_and_forgets_who_came_longest_ago() -> None:
    tries = Tries(1, 3600, most_keys=100)
    for number in range(1000):
        tries.take(str(number))
    assert len(tries) == 100
    assert tries.wait("0") == 0 < tries.wait("999")


def test_a_refused_attempt_is_not_counted_again() -> None:
    gate = Gate(Limits(of_address=100, of_code=2))
    attempt = Attempt("10.0.0.1", "H62-260305-0001", is_digits=False)
    assert [gate.wait(attempt) > 0 for _ in range(4)] == [False, False, True, True]
    assert gate.wait(Attempt("10.0.0.1", "h62-260305-0001", is_digits=True)) == 0


def test_digits_on_one_code_are_few_also_over_the_day() -> None:
    gate = Gate(Limits(of_address=100, of_code=100, of_digits_on_code=3))
    waits = [gate.wait(Attempt("10.0.0.1", "H62-260305-0001", is_digits=True)) for _ in range(4)]
    assert waits[:3] == [0, 0, 0]
    assert 86_000 < waits[3] <= 86_400


def test_everybody_together_is_limited_too() -> None:
    gate = Gate(Limits(of_all=3))
    waits = [gate.wait(Attempt(f"10.0.0.{n}", f"H62-260305-{n:04}", is_digits=False)) > 0 for n in range(5)]
    assert waits == [False, False, False, True, True]


PROXY = (ip_network("10.0.0.0/8"), ip_network("::1"))


@pytest.mark.parametrize(
    ("connection", "forwarded", "address"),
    [
        ("203.0.113.7", [], "203.0.113.7"),
        ("203.0.113.7", ["198.51.100.1"], "203.0.113.7"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["1.2.3.4, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["1.2.3.4", "198.51.100.1, 10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("::1", ["2001:db8:1:2:3::4"], "2001:db8:1:2::/64"),
        ("10.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["<script>"], "?"),
        ("", [], "?"),
    ],
)
def test_an_address_is_believed_only_from_a_proxy_of_ours(connection: str, forwarded: list[str], address: str) -> None:
    assert client_address(connection, forwarded, PROXY) == address


def test_a_ticket_is_good_for_its_dossier_for_half_an_hour_and_only_here() -> None:
    clock = SetClock(datetime(2026, 3, 5, 2, 0, tzinfo=UTC))
    tickets, ticket = Tickets(clock), Ticket("H62-260305-0001", "b" * 40)
    text = tickets.issue(ticket)
    assert tickets.read(text, ticket.code) == ticket
    assert tickets.read(text, "H62-260305-0002") is None
    assert Tickets(clock).read(text, ticket.code) is None
    for spoilt in ("", ".", "a.b", "é.é", text[:-4] + "AAA=", text + "x.y", text.replace(".", "")):
        assert tickets.read(spoilt, ticket.code) is None
    clock.turn_to(clock.now() + timedelta(seconds=SECONDS + 1))
    assert tickets.read(text, ticket.code) is None

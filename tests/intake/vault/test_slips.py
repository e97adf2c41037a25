"""Secrets on receipts: the same for ever, whatever becomes of the keys."""

from datetime import date
from pathlib import Path

import pytest

from services.intake.domain.tracking.proof import ProofKind, last_digits, read_proof, slip_word
from services.intake.vault.slips import ballot, slip_secret
from services.intake.vault.vault import Vault
from shared.local.key_ring import add_key, drop_key, make_ring

CODE = "H62.19-260305-0001"
BEFORE, DAY, AFTER = date(2026, 3, 1), date(2026, 3, 5), date(2026, 4, 2)


@pytest.fixture
def ring(tmp_path: Path) -> Path:
    path = tmp_path / "key-ring.json"
    make_ring(path, BEFORE)
    return path


def test_a_secret_is_the_same_after_any_rotation_and_after_its_key_was_dropped(ring: Path) -> None:
    vault = Vault(ring)
    printed = slip_secret(vault, CODE, DAY)
    add_key(ring, date(2026, 4, 1))
    assert slip_secret(Vault(ring), CODE, DAY) == printed
    drop_key(ring, 1)
    add_key(ring, date(2026, 5, 1))
    drop_key(ring, 2)
    again = Vault(ring)
    assert again.numbers == (3,)
    assert slip_secret(again, CODE, DAY) == printed
    assert slip_secret(again, CODE, AFTER) != printed
    vault.refresh()
    assert slip_secret(vault, CODE, DAY) == printed


def test_a_key_made_on_the_day_of_acceptance_does_not_change_that_days_receipts(ring: Path) -> None:
    printed = slip_secret(Vault(ring), CODE, DAY)
    add_key(ring, DAY)
    assert slip_secret(Vault(ring), CODE, DAY) == printed


def test_what_a_dropped_key_leaves_opens_nothing(ring: Path) -> None:
    sealed = Vault(ring).seal("026187000123", "a")
    add_key(ring, DAY)
    drop_key(ring, 1)
    vault = Vault(ring)
    assert len(vault.slip_keys) == 2
    with pytest.raises(Exception, match="key_not_on_ring"):
        vault.open(sealed, "a")


def test_secrets_and_ballots_of_other_codes_are_others(ring: Path) -> None:
    vault = Vault(ring)
    codes = [f"H62.19-260305-{number:04}" for number in range(1, 500)]
    secrets = {slip_secret(vault, code, DAY) for code in codes}
    assert len(secrets) == len(codes)
    assert all(read_proof(secret) and read_proof(secret).kind is ProofKind.SECRET for secret in secrets)  # type: ignore[union-attr]
    assert len({ballot(vault, code, DAY) for code in codes}) == len(codes)


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("K7M2-P9QX", ProofKind.SECRET, "K7M2P9QX"),
        ("k7m2 p9qx", ProofKind.SECRET, "K7M2P9QX"),
        ("OIL0-1234", ProofKind.SECRET, "01101234"),
        ("1234", ProofKind.DIGITS, "1234"),
        ("12 34", ProofKind.DIGITS, "1234"),
    ],
)
def test_a_proof_is_read_as_people_type_it(typed: str, kind: ProofKind, value: str) -> None:
    proof = read_proof(typed)
    assert proof is not None
    assert (proof.kind, proof.value) == (kind, value)


@pytest.mark.parametrize("typed", ["", "123", "12345", "K7M2-P9Q", "K7M2-P9QU", "K7M2P9QXA", "١٢٣٤", "????"])
def test_what_can_be_neither_is_no_proof(typed: str) -> None:
    assert read_proof(typed) is None


def test_a_word_is_the_first_forty_bits() -> None:
    assert (slip_word(bytes(20)), slip_word(b"\xff" * 20)) == ("00000000", "ZZZZZZZZ")
    assert slip_word(bytes([0, 0, 0, 0, 33])) == "00000011"


def test_digits_are_those_that_people_know_of_their_numbers() -> None:
    assert last_digits("026187000999", "+84912000123", None, "C12") == ["0999", "0123"]

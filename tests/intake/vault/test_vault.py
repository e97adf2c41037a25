"""The vault: what is sealed opens only where it was sealed, marks find without telling, keys change while at work."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from services.intake.domain.dossiers.applicant import Applicant, Proxy
from services.intake.vault.people import marks_of, open_proxy, seal_proxy
from services.intake.vault.vault import Vault, key_number, without_marks
from shared.errors import Conflict, NotFound
from shared.local.key_ring import add_key, drop_key, make_ring, read_ring

NUMBER = "026187000123"
TODAY = date(2026, 3, 5)


@pytest.fixture
def ring(tmp_path: Path) -> Path:
    path = tmp_path / "identity" / "key-ring.json"
    make_ring(path, TODAY)
    return path


def test_a_sealed_number_opens_and_does_not_show(ring: Path) -> None:
    vault = Vault(ring)
    sealed = vault.seal(NUMBER, "dossier:1:identity")
    assert vault.open(sealed, "dossier:1:identity") == NUMBER
    assert NUMBER.encode() not in sealed
    assert sealed != vault.seal(NUMBER, "dossier:1:identity")


def test_a_number_moved_to_another_dossier_or_changed_does_not_open(ring: Path) -> None:
    vault = Vault(ring)
    sealed = vault.seal(NUMBER, "dossier:1:identity")
    spoilt = bytes([*sealed[:-1], sealed[-1] ^ 1])
    for value, about in ((sealed, "dossier:2:identity"), (spoilt, "dossier:1:identity")):
        with pytest.raises(Conflict) as refusal:
            vault.open(value, about)
        assert refusal.value.code == "sealed_value_changed"


def test_equal_numbers_have_equal_marks_that_tell_nothing(ring: Path, tmp_path: Path) -> None:
    vault = Vault(ring)
    assert vault.mark(NUMBER) == vault.mark(NUMBER) != vault.mark("026187000124")
    other = tmp_path / "other.json"
    make_ring(other, TODAY)
    assert Vault(other).mark(NUMBER) != vault.mark(NUMBER)
    assert without_marks(["nguyen", "+84912000123", vault.mark(NUMBER)]) == ["nguyen", "+84912000123"]


def test_a_new_key_seals_and_the_old_one_still_opens_and_finds(ring: Path) -> None:
    vault = Vault(ring)
    old, old_mark, old_digest = vault.seal(NUMBER, "a"), vault.mark(NUMBER), vault.digests(b"body")
    add_key(ring, TODAY)
    vault.refresh()
    assert vault.current == 2
    assert (vault.open(old, "a"), key_number(old), vault.is_current(old)) == (NUMBER, 1, False)
    assert key_number(vault.seal(NUMBER, "a")) == 2
    assert vault.mark(NUMBER) != old_mark
    assert old_mark in vault.marks(NUMBER)
    assert old_digest[0] in vault.digests(b"body")


def test_a_process_that_missed_a_new_key_reads_the_ring_again(ring: Path) -> None:
    behind, ahead = Vault(ring), None
    add_key(ring, TODAY)
    ahead = Vault(ring)
    assert behind.open(ahead.seal(NUMBER, "a"), "a") == NUMBER


def test_a_key_that_was_dropped_opens_nothing(ring: Path) -> None:
    sealed = Vault(ring).seal(NUMBER, "a")
    add_key(ring, TODAY)
    drop_key(ring, 1)
    with pytest.raises(Conflict) as refusal:
        Vault(ring).open(sealed, "a")
    assert refusal.value.code == "key_not_on_ring"


def test_the_key_that_seals_is_not_dropped_and_numbers_are_not_given_again(ring: Path) -> None:
    with pytest.raises(Conflict):
        drop_key(ring, 1)
    add_key(ring, TODAY)
    drop_key(ring, 1)
    assert [key.number for key in (add_key(ring, TODAY), *read_ring(ring)[1:])] == [3, 2]
    with pytest.raises(NotFound):
        drop_key(ring, 1)


@pytest.mark.parametrize("text", ["", "{}", '{"keys": []}', '{"keys": [{"number": 1}]}', "[1]"])
def test_a_damaged_ring_is_refused(ring: Path, text: str) -> None:
    ring.write_text(text)
    with pytest.raises(Conflict) as refusal:
        Vault(ring)
    assert refusal.value.code == "key_ring_damaged"


def test_a_missing_ring_is_refused_and_a_ring_that_is_there_is_kept(ring: Path) -> None:
    before = ring.read_bytes()
    make_ring(ring, TODAY)
    assert ring.read_bytes() == before
    assert ring.stat().st_mode & 0o077 == 0
    ring.unlink()
    with pytest.raises(NotFound):
        Vault(ring)


def test_a_proxy_is_stored_sealed_and_both_people_leave_marks(ring: Path) -> None:
    vault, dossier = Vault(ring), UUID(int=7)
    owner = Applicant("Nguyễn Thị Mẫu", identity_number=NUMBER, phone="+84912000123")
    proxy = Proxy("Trần Văn Đại Diện", "026187000124", "+84912000124", None, "Giấy uỷ quyền số 1")
    stored = seal_proxy(vault, dossier, proxy)
    assert stored is not None
    assert "026187000124" not in str(stored)
    assert open_proxy(vault, dossier, stored) == proxy
    assert marks_of(vault, owner, proxy) == [
        *("nguyen", "thi", "mau", "tran", "van", "dai", "dien"),
        *("+84912000123", "+84912000124"),
        *(vault.mark(NUMBER), vault.mark("026187000124")),
    ]

"""The data key of a scan under the ring."""

from datetime import date
from pathlib import Path

import pytest

from services.intake.vault.scan_keys import open_scan_key, seal_scan_key
from services.intake.vault.segments import fresh_key
from services.intake.vault.vault import Vault
from shared.errors import Conflict
from shared.local.key_ring import make_ring


def test_a_data_key_opens_for_its_own_scan_only(tmp_path: Path) -> None:
    make_ring(tmp_path / "ring.json", date(2026, 3, 5))
    vault, key = Vault(tmp_path / "ring.json"), fresh_key()
    sealed = seal_scan_key(vault, "a" * 64, key)
    assert open_scan_key(vault, "a" * 64, sealed) == key
    assert key not in sealed
    assert key.hex().encode() not in sealed
    with pytest.raises(Conflict):
        open_scan_key(vault, "b" * 64, sealed)

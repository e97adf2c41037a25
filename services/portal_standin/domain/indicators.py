"""The indicators of decision 766 that can be computed from what was synchronised."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.portal_standin.domain.generation_b import objects
from services.portal_standin.domain.punctuality import LATE, ON_TIME

_ENDED = frozenset({"9", "10"})


@dataclass(frozen=True, slots=True)
class Counted:
    """One dossier received in the period."""

    record: Mapping[str, Any]
    status: str
    timeliness: str
    has_paper_result: bool = True

    def flag(self, field: str) -> str:
        return str(self.record.get(field) or "")

    @property
    def fees(self) -> bool:
        """True where something is to be paid; fees of 0 are left out."""
        return any(str(fee.get("Gia") or "0").strip("0.") for fee in objects(self.record.get("DanhSachLePhi")))

    @property
    def result_link(self) -> bool:
        results = objects(self.record.get("DanhSachGiayToKetQua"))
        return any(each.get("DuongDanTepTinKetQua") for each in results)

    @property
    def coded_result(self) -> bool:
        results = objects(self.record.get("DanhSachGiayToKetQua"))
        return any(each.get("DuongDanTepTinKetQua") and each.get("MaGiayToKetQua") for each in results)

    def any_file(self, field: str) -> bool:
        return any(str(file.get(field) or "") == "1" for file in objects(self.record.get("TaiLieuNop")))


def is_filed_online(one: Counted) -> bool:
    """No channel counts as at the counter."""
    return one.flag("KenhThucHien") == "2"


def counts_as_online(one: Counted) -> bool:
    return is_filed_online(one) and (one.coded_result or not one.has_paper_result)


def is_paid_online(one: Counted) -> bool:
    return one.fees and one.flag("DuocThanhToanTrucTuyen") in ("1", "2")


def has_electronic_result(one: Counted) -> bool:
    return is_ended(one) and one.result_link


def is_digitised(one: Counted) -> bool:
    attached = any(file.get("DuongDanTaiTepTin") for file in objects(one.record.get("TaiLieuNop")))
    return is_ended(one) and attached and one.result_link


def reuses(one: Counted) -> bool:
    return one.flag("HoSoCoThanhPhanSoHoa") == "1" or one.any_file("DuocSoHoa")


def shares(one: Counted) -> bool:
    return one.any_file("DuocLayTuKhoDMQG") or one.result_link


def asked_the_population_database(one: Counted) -> bool:
    named = any(each.get("MaCSDL") for each in objects(one.record.get("DSKetNoiCSDL")))
    return one.flag("TaiKhoanDuocXacThucVoiVNeID") == "1" or named


def is_ended(one: Counted) -> bool:
    return one.status in _ENDED


def _all(_: Counted) -> bool:
    return True


def _has_fees(one: Counted) -> bool:
    return one.fees


def _is_decided(one: Counted) -> bool:
    return one.timeliness in (ON_TIME, LATE)


def _is_on_time(one: Counted) -> bool:
    return one.timeliness == ON_TIME


# name: (which dossiers count, out of which)
RATIOS: dict[str, tuple[Callable[[Counted], bool], Callable[[Counted], bool]]] = {
    "on_time": (_is_on_time, _is_decided),
    "filed_online": (is_filed_online, _all),
    "online": (counts_as_online, _all),
    "online_payment": (is_paid_online, _has_fees),
    "electronic_result": (has_electronic_result, is_ended),
    "digitised": (is_digitised, is_ended),
    "reuse": (reuses, _all),
    "sharing": (shares, _all),
    "population_data": (asked_the_population_database, _all),
}


def compute(dossiers: Iterable[Counted], own: int | None) -> dict[str, Any]:
    """`own`: how many dossiers the province says it received; without it nothing is said of the synchronised share."""
    counted = list(dossiers)
    told: dict[str, Any] = {
        "counted": len(counted),
        "timeliness": dict(Counter(one.timeliness for one in counted)),
        "synchronised": _share(len(counted), own),
    }
    for name, (hits, among) in RATIOS.items():
        base = [one for one in counted if among(one)]
        told[name] = _share(sum(map(hits, base)), len(base))
    return told


def _share(count: int, of: int | None) -> dict[str, Any]:
    """`ratio` in 0…1, None where there is nothing to divide by."""
    return {"count": count, "of": of, "ratio": count / of if of else None}

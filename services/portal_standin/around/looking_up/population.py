"""TraCuuDanCu (does number, name and day of birth belong together) and TraCuuTechID (whose account is it).

The fields asked for are known; how a day is written (yyyyMMdd) and what is answered is our choice.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from services.portal_standin.around.people import People, Person
from services.portal_standin.domain.complaint import Complaint, Refused
from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.saying import found
from services.portal_standin.service import Call, Service

_LONGEST_REQUEST = 40
_PROVIDER = "wso2is"


def _look_up(portal: NationalPortal, call: Call) -> dict[str, Any]:
    """One row, or none where number, name and day do not belong together: nothing is given away about why."""
    sent = {name: str(value or "").strip() for name, value in call.body.items()}
    for field, text in _wrong(sent):
        raise Refused("V05", Complaint(text, field))
    number = sent.get("SoDinhDanh") or sent.get("SoCMND", "")
    person = portal.book(People).of_number(number)
    if person is None or not _is_who(person, sent):
        return found([])
    portal.evidence.looked_up.update(filter(None, (person.number, person.old_number)))
    return found([_row(person)])


def _wrong(sent: Mapping[str, str]) -> list[tuple[str, str]]:
    right = {
        "MaYeuCau": 0 < len(sent["MaYeuCau"]) <= _LONGEST_REQUEST,
        "MaDVC": bool(sent["MaDVC"]),
        "MaDonVi": bool(sent.get("MaDonVi") or sent.get("MaCanBo")),
        "SoDinhDanh": bool(
            re.fullmatch(r"\d{12}", sent.get("SoDinhDanh", "")) or re.fullmatch(r"\d{9}", sent.get("SoCMND", ""))
        ),
        "HoVaTen": bool(sent["HoVaTen"]),
        "NgayThangNamSinh": bool(re.fullmatch(r"\d{8}", sent["NgayThangNamSinh"])),
    }
    return [(name, f"{name} thiếu hoặc sai định dạng") for name, is_right in right.items() if not is_right]


def _is_who(person: Person, sent: Mapping[str, str]) -> bool:
    return (_plain(person.name), f"{person.born_on:%Y%m%d}") == (_plain(sent["HoVaTen"]), sent["NgayThangNamSinh"])


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _row(person: Person) -> dict[str, str]:
    return {
        "SoDinhDanh": person.number,
        "SoCMND": person.old_number,
        "HoVaTen": person.name,
        "NgayThangNamSinh": f"{person.born_on:%Y%m%d}",
        "GioiTinh": person.sex,
        "ThuongTru": person.address,
    }


def _account(portal: NationalPortal, call: Call) -> dict[str, Any]:
    if call.body["provider"] != _PROVIDER:
        raise Refused("V09", Complaint(f"provider phải là {_PROVIDER}", "provider"))
    number = str(call.body["mstorcmnd"] or "")
    person = portal.book(People).of_number(number) if number else None
    if person is None:
        return found([])
    portal.evidence.accounts.add(person.tech_id)
    return found([{"TECHNICALID": person.tech_id}])


SERVICES = {
    "TraCuuDanCu": Service(_look_up, ("MaYeuCau", "MaDVC", "HoVaTen", "NgayThangNamSinh")),
    "TraCuuTechID": Service(_account, ("provider", "mstorcmnd")),
}

"""What a client is told of a person: all of it text."""

from hashlib import sha256

from services.portal_standin.around.people import Person
from services.portal_standin.around.sso.clients import Client, Profile

_LEVELS = {Profile.VNCONNECT: "LoA1", Profile.VNEID: "LoA2"}


def subject_of(person: Person, client: Client) -> str:
    """VNConnect names the account; VNeID another text for each client."""
    if client.profile is Profile.VNCONNECT:
        return person.account
    return sha256(f"{client.id} {person.number}".encode()).hexdigest()[:32]


def level_of(client: Client) -> str:
    return _LEVELS[client.profile]


def claims_of(person: Person, client: Client) -> dict[str, str]:
    """How a day is written (yyyyMMdd) is our choice."""
    shared = {
        "sub": subject_of(person, client),
        "SoDinhDanh": person.number,
        "HoVaTen": person.name,
        "ThuDienTu": person.email,
        "SoDienThoai": person.phone,
        "GioiTinh": person.sex,
        "NgayThangNamSinh": f"{person.born_on:%Y%m%d}",
        "DiaChi": person.address,
    }
    if client.profile is Profile.VNEID:
        return shared
    return shared | {
        "TechID": person.tech_id,
        "LoaiTaiKhoan": str(person.kind),
        "SoCMND": person.old_number,
        "HoChieu": "",
        "MaSoThue": person.tax_number,
        "MaSoDoanhNghiep": person.tax_number,
        "TenDoanhNghiep": person.company,
        "ThuongTru": person.address,
        "loAs": level_of(client),
    }

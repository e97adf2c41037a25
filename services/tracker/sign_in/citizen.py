"""Who has signed in, out of the claims of VNConnect or VNeID; whoever is no verified person is refused.

The names are VNConnect's as public sources have them; VNeID's own are not public and are taken to be alike.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.tracker.settings import Profile, SignInSettings, level_of
from services.tracker.texts import _
from shared.errors import Forbidden
from shared.web.oidc.proof import Proven

_NEEDED = {
    Profile.VNCONNECT: ("TechID", "LoaiTaiKhoan", "SoDinhDanh", "HoVaTen"),
    Profile.VNEID: ("SoDinhDanh", "HoVaTen"),
}
_NUMBER = re.compile(r"[0-9]{12}")
_PERSON = "1"  # LoaiTaiKhoan: 2 is a business, 3 an organisation, whose account is in several hands
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Citizen:
    """The number is shown and written nowhere."""

    name: str = field(repr=False)
    number: str = field(repr=False)


def citizen_of(settings: SignInSettings, proven: Proven, told: Mapping[str, Any]) -> Citizen:
    """Refuses account_incomplete, account_not_verified, account_not_a_person."""
    claims = {name: _words(told.get(name)) for name in (*_NEEDED[Profile.VNCONNECT], "loAs")}
    missing = [name for name in _NEEDED[settings.profile] if not claims[name]]
    if missing or not _NUMBER.fullmatch(claims["SoDinhDanh"]):
        raise Forbidden("account_incomplete", _("Tài khoản này thiếu họ tên hoặc số định danh 12 chữ số"))
    level = claims["loAs"] if settings.profile is Profile.VNCONNECT else proven.level
    if level_of(level) < level_of(settings.level):
        raise Forbidden("account_not_verified", _("Tài khoản này chưa được xác minh danh tính ở mức cần thiết"))
    if claims["LoaiTaiKhoan"] not in ("", _PERSON):
        raise Forbidden("account_not_a_person", _("Đây là tài khoản của tổ chức; trang này chỉ xem hồ sơ của cá nhân"))
    return Citizen(claims["HoVaTen"][:_LONGEST_NAME], claims["SoDinhDanh"])


def _words(value: Any) -> str:
    """A claim as text, a list of them joined; anything else is as if it were missing."""
    if isinstance(value, list):
        return " ".join(str(each) for each in value)
    return str(value).strip() if isinstance(value, str | int) else ""

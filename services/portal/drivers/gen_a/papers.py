"""Generation A's services about people: the paper store (KhoGiayTo, TaiGiayTo) and the population (TraCuuDanCu).

How TraCuuDanCu writes a day (yyyyMMdd) and what it answers is not known from any document: ask before going live.
"""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from typing import Any

import httpx2

from services.portal.domain.official_text import is_success
from services.portal.domain.outbound.answer import Answered
from services.portal.domain.outbound.driver import PortalAway
from services.portal.domain.papers.store import PaperGone, PapersSought, PersonSought, StoredPaper, StoreRefuses
from services.portal.drivers.answers import body_of, read_act, text_of
from services.portal.drivers.gen_a.direct import GenADirect, rows_of

_BY_OFFICER = "1"
_IDENTITY_DIGITS = 12
_OK = 200


class GenAPapers:
    """Over the session of the connection's own driver."""

    def __init__(self, direct: GenADirect) -> None:
        self._direct = direct

    async def search(self, sought: PapersSought) -> tuple[StoredPaper, ...]:
        asked = {
            "SoDinhDanhChuSoHuu": sought.owner_number,
            "HoTenNguoiYeuCau": sought.asker_name,
            "SoDinhDanhNguoiYeuCau": sought.asker_number,
            "KenhThucHien": _BY_OFFICER,
            "MaThuTuc": sought.procedure,
            "DanhSachDanhMucKetQua": [{"MaKetQua": code, "SoKyHieu": number} for code, number in sought.results],
        }
        said = await self._direct.ask("KhoGiayTo", asked, _found)
        listed = (said.get("result") or {}).get("DanhSachGiayToKetQua") or ()
        return tuple(_paper(each) for each in listed)

    async def fetch(self, issuer: str, path: str) -> bytes:
        return await self._direct.ask("TaiGiayTo", {"CoQuanChuQuan": issuer, "DuongDan": path}, _file)

    async def is_person(self, sought: PersonSought) -> bool:
        is_new = len(sought.number) == _IDENTITY_DIGITS
        asked = {
            "MaYeuCau": sought.request,
            "MaDVC": f"{sought.procedure}.01",
            "MaDonVi": sought.agency,
            "SoDinhDanh": sought.number if is_new else "",
            "SoCMND": "" if is_new else sought.number,
            "HoVaTen": sought.name,
            "NgayThangNamSinh": f"{sought.born_on:%Y%m%d}",
        }
        return bool(rows_of(await self._direct.ask("TraCuuDanCu", asked, _found)))


def _found(answer: httpx2.Response) -> dict[str, Any] | None:
    """None where we are not signed in any more. "Không tìm thấy" with a success code is an answer, not a refusal."""
    said = body_of(answer)
    if said is not None and is_success(_code_of(said)):
        return said
    read = read_act(answer, _code_of)
    if read.answered is Answered.SESSION:
        return None
    if read.answered in {Answered.UNKNOWN, Answered.AWAY}:
        raise PortalAway(read.text[:200])
    raise StoreRefuses(read.text or read.code)


def _file(answer: httpx2.Response) -> bytes | None:
    """The body is base64 and nothing else (as text, or as a text in JSON); an object is a refusal."""
    if answer.status_code == _OK and body_of(answer) is None:
        try:
            return b64decode(answer.text.strip().strip('"'), validate=True)
        except (NotBase64, ValueError):
            raise PortalAway("tệp không đọc được") from None
    read = read_act(answer, _code_of)
    if read.answered is Answered.SESSION:
        return None
    if read.answered in {Answered.UNKNOWN, Answered.AWAY}:
        raise PortalAway(text_of(body_of(answer))[:200])
    raise PaperGone


def _code_of(said: Mapping[str, Any]) -> object:
    return said.get("errorCode", said.get("error_code"))


def _paper(said: Mapping[str, Any]) -> StoredPaper:
    files = said.get("DanhSachTepDinhKem") or ()
    return StoredPaper(
        result=str(said.get("MaKetQua") or ""),
        title=str(said.get("TenGiayTo") or ""),
        number=str(said.get("SoKyHieu") or ""),
        issuer=str(said.get("CoQuanChuQuan") or ""),
        files=tuple((str(each.get("TenTep") or ""), str(each.get("DuongDan") or "")) for each in files),
    )

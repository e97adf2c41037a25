"""What generation A hands us is read whole or refused by field; hostile XML does nothing."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from services.portal.domain.inbound.messages import KIND_OF, SentDossier, SentTaxReceipt, canonical
from services.portal.drivers.gen_a.inbound_wire import asked_code, read_inbound
from shared.errors import Invalid
from tests.portal.inbound.portal_town import DOSSIER, SUPPLEMENT, WITHDRAWAL


def sent(service: str, data: Any) -> bytes:
    return json.dumps({"service": service, "madonvi": "000.00.00.H62", "data": data}).encode()


def refused(raw: bytes) -> tuple[str, str]:
    with pytest.raises(Invalid) as refusal:
        read_inbound(raw)
    return refusal.value.code, ", ".join(refusal.value.fields)


@pytest.mark.parametrize(
    ("body", "about"),
    [
        (b"", "body"),
        (b"<html>", "body"),
        (b"[1]", "body"),
        (b'{"service": "GuiHoSo", "service": "GuiHoSo"}', "body"),
        (b"[" * 100_000, "body"),
        (b'{"service": "\xff"}', "body"),
        (b'{"service": "DongBoHoSoMC"}', "service"),
        (b'{"service": ["GuiHoSo"]}', "service"),
        (b'{"service": "GuiHoSo", "data": []}', "MaHoSo"),
    ],
)
def test_what_is_no_call_is_refused(body: bytes, about: str) -> None:
    assert refused(body) == ("inbound_not_readable", about)
    assert asked_code(body) is None


@pytest.mark.parametrize(
    ("changes", "about"),
    [
        ({"MaHoSo": "G22 0001"}, "MaHoSo"),
        ({"MaHoSo": "G" * 101}, "MaHoSo"),
        ({"NgayNopHoSo": "20260230084000"}, "NgayNopHoSo"),
        ({"ChuHoSo": ""}, "ChuHoSo"),
        ({"ChuHoSo": "a\u202eb"}, "ChuHoSo"),
        ({"ChuHoSo": {"ten": "x"}}, "ChuHoSo"),
        ({"LoaiDoiTuong": "9"}, "LoaiDoiTuong"),
        ({"TaiLieuNop": {}}, "TaiLieuNop"),
        ({"TaiLieuNop": [{"TenTepDinhKem": "a.pdf", "Base64": "không phải"}]}, "Base64"),
        ({"TaiLieuNop": [{"Base64": "aGk="}]}, "TenTepDinhKem"),
        ({"TaiLieuNop": [{"TenTepDinhKem": "a"}] * 101}, "TaiLieuNop"),
        ({"DanhSachLePhi": [{"TenPhiLePhi": "x", "Gia": "-5"}]}, "Gia"),
        ({"NguoiNop": {"HoVaTen": ""}}, "HoVaTen"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, Any], about: str) -> None:
    assert refused(sent("GuiHoSo", DOSSIER | changes)) == ("inbound_not_readable", about)


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x><MaHoSo>&b;</MaHoSo></x>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><x><MaHoSo>G1</MaHoSo></x>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x><MaHoSo>&a;</MaHoSo></x>',
        b"<x><MaHoSo>&unknown;</MaHoSo></x>",
        b"<a>" * 60 + b"<MaHoSo>G1</MaHoSo>" + b"</a>" * 60,
        b"<x><MaHoSo>G1</MaHoSo>",
        b"<x><Khac>G1</Khac></x>",
        b"<x><MaHoSo>G1</MaHoSo>" + b" " * (2 * 1024 * 1024) + b"</x>",
        b"\x00\x01",
    ],
)
def test_a_hostile_tax_notice_is_refused(document: bytes) -> None:
    notice = {"FileThongBaoThue": base64.b64encode(document).decode()}
    assert refused(sent("NhanThongBaoThueDat", notice))[0] == "inbound_not_readable"


def test_a_dossier_is_read_in_full() -> None:
    read = read_inbound(sent("GuiHoSo", DOSSIER))
    assert isinstance(read, SentDossier)
    assert (read.filed_at.astimezone(UTC), read.is_by_post) == (datetime(2026, 3, 5, 1, 40, tzinfo=UTC), True)
    assert (read.owner.kind, read.owner.tech_id, read.owner.email) == ("citizen", "tech-id-made-up", None)
    assert (read.form_data, read.files[0].is_from_store) == ('{"nganh": "tạp hóa"}', True)


def test_a_voucher_may_lie_in_data_or_beside_the_service() -> None:
    paid = {"MaHoSo": "G1", "ThongTinThanhToan": {"SoTien": 5, "TrangThaiThanhToan": 1}}
    flat = json.dumps({"service": "NhanChungTuThueDat", **paid}).encode()
    inside, beside = read_inbound(sent("NhanChungTuThueDat", paid)), read_inbound(flat)
    assert isinstance(inside, SentTaxReceipt)
    assert (inside, inside.is_paid, inside.amount) == (beside, True, 5)


def test_every_kind_has_a_form_of_its_own_that_holds_no_file() -> None:
    read = [
        read_inbound(sent(service, data))
        for service, data in (("GuiHoSo", DOSSIER), ("GuiBoSungHoSo", SUPPLEMENT), ("GuiYeuCauRutHoSo", WITHDRAWAL))
    ]
    assert {KIND_OF[type(each)].value for each in read} == {"dossier", "supplement", "withdrawal"}
    assert len({canonical(each) for each in read}) == 3
    assert all(b"JVBERi" not in canonical(each) and b"%PDF" not in canonical(each) for each in read)


def test_only_a_look_up_is_a_look_up() -> None:
    assert asked_code(json.dumps({"service": "TraCuuHoSo", "masohoso": "G1"}).encode()) == "G1"
    assert asked_code(json.dumps({"service": "TraCuuHoSo"}).encode()) == ""
    assert asked_code(sent("GuiHoSo", DOSSIER)) is None

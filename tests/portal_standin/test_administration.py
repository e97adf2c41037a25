"""What tests and provinces set and see: level, clock, configuration, catalogue, links, what is kept between runs."""

from pathlib import Path
from typing import Any

import pytest

from services.portal_standin.app import create_app
from services.portal_standin.settings import StandinSettings
from tests.portal_standin.caller import CODE, NOW, Caller, a_dossier, a_file, a_result, a_row


async def test_a_reset_forgets_everything_and_sets_level_and_clock(portal: Caller) -> None:
    await portal.create(a_dossier())
    await portal.fault("bad_gateway")
    told = (await portal.http.post("/_admin/reset", json={"level": "lenient", "now": "2026-01-01T00:00:00"})).json()
    assert told == {"level": "lenient", "now": "2026-01-01T00:00:00+07:00"}
    for view in ("dossiers", "received", "violations", "faults"):
        assert await portal.view(view) == []


async def test_a_clock_stands_goes_on_or_is_the_machine_s(portal: Caller) -> None:
    async def read(**sent: Any) -> str:
        return str((await portal.http.put("/_admin/clock", json=sent)).json()["now"])

    assert await read(now="2026-05-01T08:00:00") == "2026-05-01T08:00:00+07:00"
    assert (await portal.http.get("/health")).json()["now"] == "2026-05-01T08:00:00+07:00"
    assert await read(now="2026-05-01T08:00:00", going=True) > "2026-05-01T08:00:00+07:00"
    assert not (await read(now=None)).startswith("2026-05-01T08")


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("level", {"level": "mild"}, "unknown_level"),
        ("clock", {"now": "yesterday"}, "not_an_instant"),
        ("config", {"colour": "red"}, "unknown_setting"),
        ("catalogue", {"withdraw": ["9.999999"]}, "procedure_not_found"),
    ],
)
async def test_a_wrong_setting_is_refused(portal: Caller, path: str, body: dict[str, Any], code: str) -> None:
    assert (await portal.http.put(f"/_admin/{path}", json=body)).json()["code"] == code


async def test_users_and_agencies_are_configured(portal: Caller) -> None:
    users = {"h26.motcua": {"password": "demo", "agencies": ["000.00.12.H26"]}}
    await portal.http.put("/_admin/config", json={"users": users})
    assert (await portal.log_in())["error_code"] == "-1"
    sent = {"username": "h26.motcua", "password": "demo"}
    address = "/XrdAdapter/RestService/forward/mapi/login?dstcode=x"
    portal.session = (await portal.http.post(address, json=sent)).json()["session"]
    assert (await portal.say("LayDanhSachTTHC", madonvi="H26.12.34"))["error_code"] == "0"
    assert (await portal.say("LayDanhSachTTHC", madonvi="H26"))["error_code"] == "-4"


async def test_a_catalogue_is_published_added_to_and_replaced(portal: Caller) -> None:
    wire = {
        "MATTHC": "1.005129",
        "TENTTHC": "Đăng ký thử",
        "LINHVUCTHUCHIEN": [{"MALINHVUC": "G01-X", "TENLINHVUC": "X"}],
    }
    assert (await portal.http.put("/_admin/catalogue", json={"procedures": [wire]})).json() == {"procedures": 4}
    told = await portal.http.put("/_admin/catalogue", json={"procedures": [wire], "replace": True})
    assert told.json() == {"procedures": 1}
    assert (await portal.say("LayThuTuc", maTTHC="1.005129"))["result"] == [wire]
    assert (await portal.say("LayDanhMucLinhVuc"))["result"][0]["MALINHVUC"] == "G01-X"
    assert (await portal.say("LayDVC"))["result"]["data"][0]["MADVC"] == "1.005129.01"
    assert (await portal.say("LayDanhMucDanToc"))["result"] == []


async def test_a_status_is_told_only_of_dossiers_filed_on_the_portal(portal: Caller) -> None:
    told = await portal.say("DongBoTrangThaiHoSo", type="2", data={"MaHoSo": CODE, "TrangThai": "2"})
    assert told["message"] == "Hồ sơ không tồn tại"
    await portal.create(a_dossier())
    assert (await portal.say("DongBoTrangThaiHoSo", type="2", data={"MaHoSo": CODE, "TrangThai": "2"}))[
        "error_code"
    ] == "-1"


async def test_an_unknown_dossier_is_not_shown(portal: Caller) -> None:
    assert (await portal.http.get(f"/_admin/dossiers/{CODE}")).status_code == 404


async def follow(portal: Caller, *links: str, again: bool = False) -> list[str]:
    """Pushes the dossier with each link in turn; the complaints so far, in order."""
    for link in links:
        files = [a_file(DuongDanTaiTepTin=f"http://127.0.0.1{link}")]
        await (portal.update if await portal.view("dossiers") else portal.create)(a_dossier(TaiLieuNop=files))
    await portal.http.post("/_admin/files/follow", json={"again": again})
    return [each["complaint"] for each in (await portal.view("files"))["fetched"]]


@pytest.mark.parametrize(
    ("link", "complaint"),
    [
        ("/a.pdf", ""),
        ("/missing.pdf", "Không tải được tệp (HTTP 404)"),
        ("/away.pdf", "Không tải được tệp (HTTP 0)"),
        ("/empty.pdf", "Tệp rỗng hoặc quá lớn"),
        ("/page.pdf", "Kiểu tệp không khớp tên tệp"),
    ],
)
async def test_a_published_link_is_followed(portal: Caller, link: str, complaint: str) -> None:
    assert await follow(portal, link) == [complaint]
    assert await portal.violations() == ([("V19", False)] if complaint else [])


async def test_a_file_that_changes_under_its_id_is_found(portal: Caller) -> None:
    assert await follow(portal, "/a.pdf") == [""]
    assert await follow(portal, again=True) == ["", ""]
    assert await follow(portal, "/b.pdf") == ["", "", "Cùng mã tệp nhưng nội dung đã đổi"]


async def test_a_link_that_stays_is_followed_once(portal: Caller) -> None:
    await follow(portal, "/a.pdf")
    await portal.update(a_dossier(TrangThaiHoSo="4", TaiLieuNop=[a_file(DuongDanTaiTepTin="http://127.0.0.1/a.pdf")]))
    assert await follow(portal) == [""]


async def test_results_are_followed_too_but_no_host_that_is_not_allowed(portal: Caller) -> None:
    result = a_result(TenGiayTo="ket-qua.pdf", DuongDanTepTinKetQua="http://127.0.0.1/a.pdf")
    elsewhere = a_file(DuongDanTaiTepTin="http://10.0.0.9/a.pdf")
    await portal.create(a_dossier(TaiLieuNop=[elsewhere], DanhSachGiayToKetQua=[result]))
    assert await follow(portal) == [""]


async def test_what_was_received_is_kept_between_two_runs(tmp_path: Path) -> None:
    store = tmp_path / "cong.json"
    for run in (1, 2):
        app = create_app(StandinSettings(store=store))
        async with app.router.lifespan_context(app):
            caller = Caller(app)
            async with caller.http:
                if run == 1:
                    await caller.http.put("/_admin/clock", json={"now": NOW})
                    caller.session = (await caller.log_in())["session"]
                    await caller.create(a_dossier())
                    await caller.progress(a_row())
                    before = await caller.view(f"dossiers/{CODE}")
                else:
                    assert await caller.view(f"dossiers/{CODE}") == before

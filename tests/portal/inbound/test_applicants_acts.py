"""What applicants do over the portal after filing: supplements, withdrawals, taxes; and what the portal asks."""

import base64
from typing import Any

import pytest

from tests.portal.inbound.portal_town import CODE, COMPLETION, DOSSIER, LATER, SUPPLEMENT, WITHDRAWAL, PortalTown

RECEIPT: dict[str, Any] = {
    "MaHoSo": CODE,
    "HoTenNguoiNopTien": "Trần Thị Cổng Thử",
    "MaSoThue": "",
    "ThongTinThanhToan": {
        "MaThongBaoThue": "TB-77",
        "ThoiGianThanhToan": "20260305085500",
        "SoTien": "1200000",
        "NoiDungThanhToan": "Nộp thuế",
        "TrangThaiThanhToan": "1",
    },
    "UrlFileChungTu": "",
}


def a_notice(xml: str) -> dict[str, str]:
    return {"FileThongBaoThue": base64.b64encode(xml.encode()).decode()}


NOTICE = (
    f"<t:TBao xmlns:t='urn:x'><t:MaHoSo>{CODE}</t:MaHoSo><t:SoThongBao>TB-77</t:SoThongBao>"
    "<SoTien>1200000</SoTien></t:TBao>"
)


@pytest.fixture
async def filed(town: PortalTown) -> PortalTown:
    assert await town.code("GuiHoSo", DOSSIER) == "0"
    return town


async def an_accepted(town: PortalTown, *acts: str) -> str:
    dossier = await town.accept()
    for act in acts:
        await town.act_on_dossier(dossier, act, {"note": "Theo hồ sơ"})
    return dossier


async def last(town: PortalTown) -> tuple[str, str | None]:
    row = (await town.inbound())[-1]
    return row["state"], row["reason"]


class TestSupplement:
    async def test_before_acceptance_it_completes_the_filing_with_its_papers(self, filed: PortalTown) -> None:
        await filed.act_on_filing("request-completion", COMPLETION)
        assert await filed.code("GuiBoSungHoSo", SUPPLEMENT) == "0"
        filing = await filed.only_filing()
        assert (filing["state"], [paper["name"] for paper in filing["papers"]]) == (
            "completed",
            ["to-khai.pdf", "ban-ro.pdf"],
        )
        assert "Bổ sung bản rõ" in filing["history"][-1]["reason"]
        assert await filed.code("GuiBoSungHoSo", SUPPLEMENT) == "1"

    async def test_after_acceptance_the_term_runs_again_and_the_files_stay_where_people_see_them(
        self, filed: PortalTown
    ) -> None:
        dossier = await an_accepted(filed, "take-up", "supplement-request")
        assert await filed.code("GuiBoSungHoSo", SUPPLEMENT) == "0"
        told = await filed.dossier(dossier)
        assert (told["state"], told["history"][-1]["act"]) == ("in_process", "supplement_received")
        assert told["history"][-1]["actor"] == "portal"
        assert await last(filed) == ("applied", "papers_kept_here")
        row = (await filed.inbound())[-1]
        assert row["result"]["kept"] == [{"number": 1, "component": "", "reason": "dossier_takes_no_files"}]
        assert (str(row["dossier"]), row["round"]) == (dossier, 2)

    async def test_changed_content_of_the_dossier_itself_is_a_supplement_too(self, filed: PortalTown) -> None:
        dossier = await an_accepted(filed, "take-up", "supplement-request")
        await filed.code("GuiHoSo", DOSSIER | {"NgayNopHoSo": "20260305085900"})
        assert (await filed.dossier(dossier))["state"] == "in_process"

    async def test_nobody_asked_for_it(self, filed: PortalTown) -> None:
        assert await filed.code("GuiBoSungHoSo", SUPPLEMENT) == "0"
        assert await last(filed) == ("quarantined", "supplement_not_asked")

    async def test_nobody_knows_the_dossier(self, town: PortalTown) -> None:
        assert await town.code("GuiBoSungHoSo", SUPPLEMENT) == "0"
        assert await last(town) == ("stored", "dossier_not_known")
        assert await town.work_off(LATER, LATER) == 2
        assert await last(town) == ("quarantined", "dossier_not_known")

    async def test_a_dossier_that_its_withdrawal_has_overtaken_is_filed_first(self, town: PortalTown) -> None:
        await town.code("GuiYeuCauRutHoSo", WITHDRAWAL)
        assert await town.code("GuiHoSo", DOSSIER) == "0"
        await town.work_off(LATER)
        assert (await town.only_filing())["state"] == "withdrawn"
        assert [row["state"] for row in await town.inbound()] == ["applied", "applied"]

    async def test_what_came_before_goes_first(self, town: PortalTown) -> None:
        await town.code("GuiHoSo", DOSSIER | {"MaDonVi": "000.00.77.H62"})
        await town.code("GuiBoSungHoSo", SUPPLEMENT)
        assert await last(town) == ("quarantined", "earlier_in_quarantine")


class TestWithdrawal:
    async def test_before_acceptance_the_filing_is_withdrawn(self, filed: PortalTown) -> None:
        assert await filed.code("GuiYeuCauRutHoSo", WITHDRAWAL) == "0"
        assert (await filed.only_filing())["state"] == "withdrawn"

    async def test_of_a_dossier_the_officer_decides(self, filed: PortalTown) -> None:
        dossier = await an_accepted(filed, "take-up")
        assert await filed.code("GuiYeuCauRutHoSo", WITHDRAWAL) == "0"
        told = await filed.dossier(dossier)
        assert (told["state"], told["history"][-1]["note"]) == ("withdrawal_asked", "Không còn nhu cầu")

    async def test_asked_again_in_other_words_it_is_so_already(self, filed: PortalTown) -> None:
        dossier = await an_accepted(filed)
        await filed.code("GuiYeuCauRutHoSo", WITHDRAWAL)
        await filed.code("GuiYeuCauRutHoSo", WITHDRAWAL | {"LyDo": "Xin rút"})
        assert await last(filed) == ("applied", None)
        assert len((await filed.dossier(dossier))["history"]) == 2

    async def test_after_the_result_a_person_must_look(self, filed: PortalTown) -> None:
        await an_accepted(filed, "take-up", "finish")
        assert await filed.code("GuiYeuCauRutHoSo", WITHDRAWAL) == "0"
        assert await last(filed) == ("quarantined", "dossier_has_ended")


class TestTaxes:
    async def test_a_notice_is_tied_to_its_dossier(self, filed: PortalTown) -> None:
        dossier = await an_accepted(filed)
        assert await filed.code("NhanThongBaoThueDat", a_notice(NOTICE)) == "0"
        row = (await filed.inbound())[-1]
        assert (row["state"], str(row["dossier"])) == ("applied", dossier)
        assert (row["result"]["notice"], row["result"]["amount"]) == ("TB-77", 1_200_000)

    async def test_a_paid_voucher_ends_the_wait_for_the_payment(self, filed: PortalTown) -> None:
        dossier = await an_accepted(filed, "take-up", "payment-request")
        assert await filed.code("NhanChungTuThueDat", RECEIPT) == "0"
        assert (await filed.dossier(dossier))["state"] == "in_process"

    async def test_a_voucher_that_is_not_paid_is_only_kept(self, filed: PortalTown) -> None:
        dossier = await an_accepted(filed, "take-up", "payment-request")
        unpaid = RECEIPT["ThongTinThanhToan"] | {"TrangThaiThanhToan": "0"}
        assert await filed.code("NhanChungTuThueDat", RECEIPT | {"ThongTinThanhToan": unpaid}) == "0"
        assert (await filed.dossier(dossier))["state"] == "awaiting_payment"
        assert await last(filed) == ("applied", None)

    async def test_about_no_dossier_of_ours(self, town: PortalTown) -> None:
        assert await town.code("NhanThongBaoThueDat", a_notice(NOTICE)) == "0"
        await town.work_off(LATER, LATER)
        assert await last(town) == ("quarantined", "dossier_not_known")


class TestLookUp:
    async def test_the_portal_is_told_procedure_and_state_and_nobodys_name(self, filed: PortalTown) -> None:
        await an_accepted(filed, "take-up")
        code = (await filed.only_filing())["dossier_code"]
        answer = await filed.call("TraCuuHoSo", masohoso=code)
        assert {
            name: answer.json()[name] for name in ("MaHoSo", "MaTTHC", "TrangThaiHoSo", "LoaiDoiTuong", "HinhThuc")
        } == {
            "MaHoSo": code,
            "MaTTHC": "1.001612",
            "TrangThaiHoSo": "4",
            "LoaiDoiTuong": "1",
            "HinhThuc": "1",
        }
        assert answer.json()["DonViXuLy"] == "Trung tâm hành chính công Tam Đảo"
        assert "Trần" not in answer.text
        assert "026187000777" not in answer.text
        assert len(await filed.inbound()) == 1

    async def test_by_the_portals_own_code_before_acceptance(self, filed: PortalTown) -> None:
        await filed.act_on_filing("request-completion", COMPLETION)
        await filed.carry()
        assert (await filed.call("TraCuuHoSo", masohoso=CODE)).json()["TrangThaiHoSo"] == "5"

    async def test_an_unknown_code_is_said_to_be_unknown(self, town: PortalTown) -> None:
        assert (await town.call("TraCuuHoSo", masohoso="000.00.19.H62-260305-0009")).json()["error_code"] == "-1"

    async def test_by_the_portals_own_code_as_soon_as_it_is_filed(self, filed: PortalTown) -> None:
        told = (await filed.call("TraCuuHoSo", masohoso=CODE)).json()
        assert (told["TrangThaiHoSo"], told["MaTTHC"], told["LoaiDoiTuong"]) == ("1", "1.001612", "1")

    async def test_by_the_portals_own_code_after_acceptance(self, filed: PortalTown) -> None:
        await an_accepted(filed, "take-up")
        assert (await filed.call("TraCuuHoSo", masohoso=CODE)).json()["TrangThaiHoSo"] == "4"


class TestTheDoorsOwnRights:
    async def test_it_reads_no_notes_among_colleagues(self, filed: PortalTown) -> None:
        dossier = await an_accepted(filed, "take-up")
        told = await filed.ask("processing", "GET", f"/dossiers/{dossier}", "portal")
        assert [act["note"] for act in told["history"]] == [None, None]
        assert [act["act"] for act in told["allowed_acts"]] == ["withdrawal_asked"]

    @pytest.mark.parametrize("act", ["finish", "pass-on", "stop", "undo"])
    async def test_it_does_nothing_that_officials_do(self, filed: PortalTown, act: str) -> None:
        dossier = await an_accepted(filed, "take-up")
        headers = filed.identity.headers("portal", subject="portal") | {"If-Match": '"2"'}
        path = f"/dossiers/{dossier}/{act}"
        answer = await filed.clients["processing"].post(path, json={"note": "x"}, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "role_not_allowed")

    async def test_it_reads_no_lists(self, town: PortalTown) -> None:
        headers = town.identity.headers("portal", subject="portal")
        assert (await town.clients["processing"].get("/worklists/mine", headers=headers)).status_code == 403


async def test_what_is_told_of_the_dossier_names_the_account_that_filed_it_until_it_is_erased(
    filed: PortalTown,
) -> None:
    dossier = await an_accepted(filed)
    assert await filed.account_told(dossier) == "tech-id-made-up"
    await filed.erase(dossier)
    assert await filed.account_told(dossier) is None

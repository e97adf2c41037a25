"""A dossier that a citizen files at the portal comes to the desk, once, whatever the portal does."""

from typing import Any

import pytest

from tests.portal.inbound.portal_town import CODE, COMPLETION, DESK, DOSSIER, PortalTown


async def test_a_dossier_of_the_portal_is_filed_at_the_desk_of_its_agency(town: PortalTown) -> None:
    assert await town.code("GuiHoSo", DOSSIER) == "0"
    filing = await town.only_filing()
    assert (filing["source"], filing["source_code"], filing["desk"]) == ("dvcqg", CODE, DESK)
    assert (filing["channel"], filing["filed_at"]) == ("online", "2026-03-05T08:40:00+07:00")
    assert (filing["applicant"]["name"], filing["applicant"]["kind"]) == ("Trần Thị Cổng Thử", "citizen")
    assert (filing["result_way"], filing["result_address"]) == ("post", "Xóm Cổng Thử")
    (paper,) = filing["papers"]
    assert (paper["name"], paper["is_reused"], len(paper["scan"])) == ("to-khai.pdf", True, 64)
    assert [(fee["name"], fee["amount"]) for fee in filing["fees"]] == [("Lệ phí", 50_000)]
    row = await town.only_inbound()
    assert (row["state"], row["kind"], row["portal_code"], row["round"]) == ("applied", "dossier", CODE, 1)
    assert str(row["filing"]) == filing["id"]


async def test_the_same_content_again_is_said_to_be_received_and_files_nothing(town: PortalTown) -> None:
    assert await town.code("GuiHoSo", DOSSIER) == "0"
    assert await town.code("GuiHoSo", DOSSIER) == "1"
    assert await town.code("GuiHoSo", dict(reversed(DOSSIER.items()))) == "1"  # other bytes, the same content
    assert len(await town.filings()) == 1
    assert (await town.only_inbound())["received"] == 3


async def test_changed_content_is_set_aside_while_nobody_asked_for_more(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER)
    assert await town.code("GuiHoSo", DOSSIER | {"ChuHoSo": "Trần Thị Cổng Khác"}) == "0"
    assert (await town.only_filing())["applicant"]["name"] == "Trần Thị Cổng Thử"
    first, second = await town.inbound()
    assert (second["state"], second["reason"], second["round"]) == ("quarantined", "inbound_differs", 2)
    assert first["state"] == "applied"


async def test_changed_content_completes_a_filing_that_was_sent_back(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER)
    await town.act_on_filing("request-completion", COMPLETION)
    again = DOSSIER | {"NgayNopHoSo": "20260305093000"}
    assert await town.code("GuiHoSo", again) == "0"
    filing = await town.only_filing()
    assert (filing["state"], len(filing["papers"])) == ("completed", 2)
    assert (await town.inbound())[1]["result"]["step"] == "complete"
    assert await town.code("GuiHoSo", again) == "1"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"MaDonVi": "000.00.77.H62"}, "agency_not_mapped"),
        ({"MaDonVi": "nowhere"}, "agency_code_not_valid"),
        ({"MaTTHC": "9.999999"}, "procedure_not_found"),
        ({"MaTTHC": "local-7"}, "procedure_code_not_valid"),
        ({"MaTTHC": "1.000001"}, "procedure_not_in_force"),
        ({"SoGiayToChuHoSo": "026999000777"}, "identity_number_not_valid"),
    ],
)
async def test_what_has_no_place_here_is_received_and_waits_for_a_person(
    town: PortalTown, changes: dict[str, Any], reason: str
) -> None:
    assert await town.code("GuiHoSo", DOSSIER | changes) == "0"
    row = await town.only_inbound()
    assert (row["state"], row["reason"], await town.filings()) == ("quarantined", reason, [])
    assert "026999000777" not in str({**row, "raw": None})
    assert await town.code("GuiHoSo", DOSSIER | changes) == "1"


async def test_both_forms_of_an_agency_code_lead_to_the_same_desk(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER | {"MaDonVi": "H62.19", "MaHoSo": "G22.99-260305-0000002"})
    await town.code("GuiHoSo", DOSSIER)
    assert {filing["desk"] for filing in await town.filings()} == {DESK}


async def test_the_long_form_of_a_procedure_code_is_the_same_procedure(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER | {"MaTTHC": "1.001612.000.00.00.H62"})
    assert (await town.only_filing())["procedure"] == "1.001612"


async def test_a_file_that_intake_does_not_take_does_not_keep_the_dossier_back(town: PortalTown) -> None:
    word = {"TenTepDinhKem": "don.docx", "MaThanhPhanHoSo": "KQ-9", "Base64": "bm90IGEgc2Nhbg=="}
    assert await town.code("GuiHoSo", DOSSIER | {"TaiLieuNop": [*DOSSIER["TaiLieuNop"], word]}) == "0"
    papers = (await town.only_filing())["papers"]
    assert [(paper["name"], bool(paper["scan"])) for paper in papers] == [("to-khai.pdf", True), ("don.docx", False)]
    row = await town.only_inbound()
    assert (row["state"], row["reason"]) == ("applied", "papers_kept_here")
    assert row["result"]["kept"] == [{"number": 2, "component": "KQ-9", "reason": "scan_type_not_taken"}]


async def test_nothing_of_the_person_lies_here_in_clear(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER)
    row = await town.only_inbound()
    told = b"".join(value if isinstance(value, bytes) else str(value).encode() for value in row.values())
    for personal in ("Trần Thị Cổng Thử", "026187000777", "0912000777", "Xóm Cổng Thử", "tech-id-made-up"):
        assert personal.encode() not in told


async def test_a_dossier_filed_for_somebody_names_who_brings_it(town: PortalTown) -> None:
    bringer = {"HoVaTen": "Lê Văn Mang Hộ", "SoDinhDanh": "026088000123"}
    await town.code("GuiHoSo", DOSSIER | {"NguoiNop": bringer})
    assert (await town.only_filing())["proxy"]["name"] == "Lê Văn Mang Hộ"


async def test_a_portal_whose_clock_runs_ahead_is_not_refused(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER | {"NgayNopHoSo": "20260305091000"})
    assert (await town.only_filing())["filed_at"] == "2026-03-05T09:00:00+07:00"

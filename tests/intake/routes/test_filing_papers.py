"""Forms 02 and 03 of a filing, printed over HTTP."""

from typing import Any

import httpx2
import pytest

from shared.clock import SetClock
from shared.db.database import BoundDatabase
from tests.intake.filing_desk import COMPLETION, OWNER, REFUSAL, FilingDesk, refusal
from tests.support.people import Identity
from tests.support.printed import scanned, text_of


@pytest.fixture
def desk(client: httpx2.AsyncClient, database: BoundDatabase, identity: Identity) -> FilingDesk:
    return FilingDesk(client, database, identity)


async def test_a_completion_request_says_what_was_asked_and_until_when(desk: FilingDesk) -> None:
    filing = await desk.file(proxy={"name": "Lê Thị Đại Diện"})
    body = COMPLETION | {"answer_by": "2026-03-12", "contact": "quầy số 3", "contact_phone": "02113 822 499"}
    await desk.done(filing, "request-completion", body)
    answer = await desk.get(f"/filings/{filing['id']}/completion-request.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == f'inline; filename="{filing["id"]}.pdf"'
    text = text_of(answer.content)
    for words in (
        "TRUNG TÂM HÀNH CHÍNH CÔNG TAM ĐẢO",
        "Mẫu số 02, Thông tư số 03/2025/TT-VPCP",
        f"Hồ sơ của: {OWNER['name']}",
        "Người nộp thay: Lê Thị Đại Diện",
        "Bản sao căn cước",
        "Ảnh mờ, không đọc được số",
        "Căn cứ: Nghị định 168/2025/NĐ-CP",
        "chậm nhất: 17 giờ 00 phút, ngày 12 tháng 3 năm 2026",
        "quầy số 3",
    ):
        assert words in text, words
    assert set(scanned(answer.content).values()) == {filing["source_code"]}


async def test_a_refusal_says_every_reason(desk: FilingDesk) -> None:
    filing = await desk.file()
    reasons = [*REFUSAL["reasons"], {"code": "other", "text": "Đã có giấy phép còn hạn"}]
    await desk.done(filing, "refuse", {"reasons": reasons, "basis": "Luật Hộ tịch"})
    text = text_of((await desk.get(f"/filings/{filing['id']}/refusal.pdf")).content)
    for words in (
        "Mẫu số 03, Thông tư số 03/2025/TT-VPCP",
        "Không thuộc thẩm quyền giải quyết: Thuộc thẩm quyền của cấp tỉnh",
        "Đã có giấy phép còn hạn",
        "Căn cứ: Luật Hộ tịch",
    ):
        assert words in text, words


async def test_printing_again_gives_the_same_bytes_whatever_happened_since(desk: FilingDesk, clock: SetClock) -> None:
    asked = await desk.done(await desk.file(), "request-completion", COMPLETION)
    path = f"/filings/{asked['id']}/completion-request.pdf"
    first = await desk.get(path)
    clock.turn_to(clock.now().replace(day=9))
    await desk.done(asked, "complete", {"note": "Đã chụp lại"})
    assert (await desk.get(path, "officer")).content == first.content
    assert (await desk.get(path, params={"paper": "a4"})).content != first.content


async def test_a_code_that_would_break_a_header_is_no_file_name(desk: FilingDesk) -> None:
    filing = await desk.file(source_code='G"12;/..\\x', answer={"refuse": REFUSAL})
    answer = await desk.get(f"/filings/{filing['id']}/refusal.pdf")
    assert answer.headers["content-disposition"] == f'inline; filename="{filing["id"]}.pdf"'
    assert set(scanned(answer.content).values()) == {'G"12;/..\\x'}


@pytest.mark.parametrize("paper", ["completion-request.pdf", "refusal.pdf"])
async def test_a_paper_that_was_never_made_is_not_printed(desk: FilingDesk, paper: str) -> None:
    filing: dict[str, Any] = await desk.file()
    assert await refusal(desk.get(f"/filings/{filing['id']}/{paper}")) == (409, "notice_not_made")
    assert await refusal(desk.get(f"/filings/{filing['id']}/{paper}", offices=("H26",))) == (404, "filing_not_found")
    for role in ("monitor", "portal", "administrator"):
        assert await refusal(desk.get(f"/filings/{filing['id']}/{paper}", role)) == (403, "role_not_allowed")


async def test_what_retention_has_emptied_is_not_printed(desk: FilingDesk) -> None:
    refused = await desk.file(answer={"refuse": REFUSAL})
    async with desk.database.transaction() as connection:
        await connection.execute("update intake.filing_acts set says = null, reason = null")
    assert await refusal(desk.get(f"/filings/{refused['id']}/refusal.pdf")) == (409, "notice_not_made")

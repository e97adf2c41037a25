"""F1 over HTTP: who holds the receipt sees his dossier, nobody else learns that there is one."""

import gzip
import logging
from collections.abc import Callable

import httpx2
import pytest

from services.tracker.settings import Limits
from tests.support.journeys import Dossier
from tests.support.town import Town
from tests.tracker.conftest import OFFICE, Served, serving, settings_of

Secret = Callable[[str], str]
MOST_BYTES = 6 * 1024


async def look(visitor: httpx2.AsyncClient, code: str, proof: str) -> httpx2.Response:
    return await visitor.post("/tra-cuu", data={"ma": code, "so": proof})


async def test_the_secret_shows_the_sentence_the_steps_the_desk_and_what_is_owed(
    visitor: httpx2.AsyncClient, fresh: Dossier, secret: Secret
) -> None:
    page = await look(visitor, fresh.code, secret(fresh.code))
    assert page.status_code == 200, page.text
    for words in ("đã được tiếp nhận", "hẹn trả", "Đã nộp", "Có kết quả", "07:30–11:30", "0218 3 123 456", "50.000 đ"):
        assert words in page.text
    assert "N. T. Q. Hương" in page.text
    for hidden in ("Quỳnh", "912345678", "mot-cua", secret(fresh.code)):
        assert hidden not in page.text


async def test_four_digits_of_the_telephone_will_do_as_they_are_typed(
    visitor: httpx2.AsyncClient, fresh: Dossier
) -> None:
    assert (await look(visitor, f" {fresh.code.lower()} ", "56 78")).status_code == 200


async def test_what_is_lacking_is_listed_with_the_last_day(
    visitor: httpx2.AsyncClient, lacking: Dossier, secret: Secret
) -> None:
    page = (await look(visitor, lacking.code, secret(lacking.code))).text
    assert "đang chờ ông/bà bổ sung giấy tờ" in page
    assert "Bản sao giấy khai sinh</b>: Chưa có chứng thực" in page
    assert "đến hết ngày <b>" in page
    assert "Tạm dừng" in page
    assert "ông A" not in page
    assert "hẹn trả" not in page


async def test_a_late_dossier_is_apologised_for_with_the_reason_and_the_new_day(
    visitor: httpx2.AsyncClient, late: list[Dossier]
) -> None:
    apologised, silent = [(await look(visitor, dossier.code, "0123")).text for dossier in late]
    for page in (apologised, silent):
        assert "Chúng tôi xin lỗi" in page
        assert "Quá hạn" in page
    assert "Lý do: Chờ cơ quan thuế trả lời" in apologised
    assert "Hẹn lại" in apologised
    assert "chưa hẹn lại ngày trả" in silent


async def test_a_wrong_code_and_a_wrong_proof_are_one_page(
    visitor: httpx2.AsyncClient, fresh: Dossier, secret: Secret
) -> None:
    other = fresh.code[:-4] + "9999"
    tries = [(fresh.code, "0000"), (fresh.code, "AAAAAAAA"), (other, secret(fresh.code)), ("x" * 79, "AAAAAAAA")]
    answers = [await look(visitor, *each) for each in tries]
    assert {answer.status_code for answer in answers} == {404}
    typed = {answer.text.replace(code.upper(), "") for answer, (code, _) in zip(answers, tries, strict=True)}
    assert len(typed) == 1
    assert "Không tìm thấy. Mã nằm dưới mã vạch" in answers[0].text


async def test_what_is_missing_is_asked_for_and_the_code_stays(visitor: httpx2.AsyncClient) -> None:
    page = await look(visitor, "H40.12-260722-0001", "")
    assert page.status_code == 422
    assert 'value="H40.12-260722-0001"' in page.text
    assert "<title>Lỗi: " in page.text
    assert "Nhập mã bí mật 8 ký tự" in page.text
    assert "Nhập mã hồ sơ" in (await look(visitor, "", "1234")).text


async def test_the_sixth_wrong_secret_on_a_code_waits_wherever_it_comes_from(served: Served, fresh: Dossier) -> None:
    code = fresh.code[:-4] + "7777"
    statuses = []
    for _ in range(6):
        async with served.visitor() as each:
            answer = await look(each, code, "AAAAAAAA")
            statuses.append(answer.status_code)
    assert statuses == [404] * 5 + [429]
    assert 3500 < int(answer.headers["retry-after"]) <= 3600
    assert "Đã thử quá nhiều lần" in answer.text
    async with served.visitor() as holder:
        assert (await look(holder, code, "0000")).status_code == 404  # digits are counted by themselves


async def test_the_sixth_wrong_try_of_an_address_in_a_minute_waits_and_right_ones_do_not_count(
    served: Served, fresh: Dossier, secret: Secret
) -> None:
    async with served.visitor() as visitor:
        for _ in range(7):
            assert (await look(visitor, fresh.code, secret(fresh.code))).status_code == 200
        codes = [f"{fresh.code[:-4]}{number}" for number in range(8001, 8007)]
        statuses = [(await look(visitor, code, "AAAAAAAA")).status_code for code in codes]
    assert statuses == [404] * 5 + [429]


async def test_wrong_digits_of_everybody_together_are_few(town: Town, fresh: Dossier, secret: Secret) -> None:
    async for served in serving(settings_of(town, limits=Limits(of_digits=3))):
        for number, status in enumerate((404, 404, 404, 429)):
            async with served.visitor() as each:
                assert (await look(each, f"{fresh.code[:-4]}{6000 + number}", "0000")).status_code == status
        async with served.visitor() as holder:
            assert (await look(holder, fresh.code, secret(fresh.code))).status_code == 200


async def test_while_the_counter_is_away_the_page_says_whom_to_call_and_no_try_is_lost(cut_off: Served) -> None:
    async with cut_off.visitor() as visitor:
        answers = [await look(visitor, "H40.12-260722-0001", "AAAAAAAA") for _ in range(7)]
    assert {answer.status_code for answer in answers} == {503}
    assert "1900 1234" in answers[0].text
    cut_off.app.state.tracker.desks.note("H40.12-260722-0009", "0218 3 999 999")
    async with cut_off.visitor() as visitor:
        assert "0218 3 999 999" in (await look(visitor, "H40.12-260722-0001", "AAAAAAAA")).text


async def test_pages_are_small_kept_by_nobody_and_allow_nothing_inline(
    visitor: httpx2.AsyncClient, lacking: Dossier, secret: Secret
) -> None:
    page = await look(visitor, lacking.code, secret(lacking.code))
    sheet = page.text.partition('href="')[2].partition('"')[0]
    css = (await visitor.get(sheet)).content
    first = await visitor.get("/tra-cuu")
    script = (await visitor.get(first.text.partition('<script defer src="')[2].partition('"')[0])).content
    sizes = {"page": len(gzip.compress(page.content, 6)), "css": len(gzip.compress(css, 9)), "js": len(script)}
    print(sizes)
    assert sum(sizes.values()) < MOST_BYTES
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "set-cookie" not in page.headers
    assert "strict-transport-security" not in page.headers


async def test_behind_https_browsers_are_told_to_stay_there(town: Town) -> None:
    async for served in serving(settings_of(town, address="https://tracuu.example.vn")):
        async with served.visitor() as visitor:
            assert (await visitor.get("/tra-cuu")).headers["strict-transport-security"].startswith("max-age=")


async def test_neither_code_nor_proof_nor_address_is_written_down(
    served: Served, cut_off: Served, fresh: Dossier, secret: Secret, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for place in (served, cut_off):
            async with place.visitor() as visitor:
                await look(visitor, fresh.code, secret(fresh.code))
                await visitor.get(f"/tra-cuu?ma={fresh.code}")
                await visitor.get(f"/danh-gia/{fresh.code}")
        address = visitor.headers["x-forwarded-for"]
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("motcua"))
    assert "refused: intake_away" in ours
    assert not [word for word in (fresh.code, secret(fresh.code), address) if word in ours]


async def test_a_body_without_end_is_refused(visitor: httpx2.AsyncClient) -> None:
    assert (await visitor.post("/tra-cuu", data={"ma": "x" * 40_000, "so": "1"})).status_code == 413


async def test_nothing_else_is_there_and_search_engines_stay_out(visitor: httpx2.AsyncClient) -> None:
    for path in ("/docs", "/openapi.json", "/admin", "/tra-cuu/x"):
        assert (await visitor.get(path)).status_code == 404
    assert "Disallow: /" in (await visitor.get("/robots.txt")).text
    assert (await visitor.get("/health")).json()["ok"] is True


def test_the_office_of_the_tests_has_a_telephone(served: Served) -> None:
    tracker = served.app.state.tracker
    assert tracker.telephone_of(["VN", "89", OFFICE.code, "below"]) == "0218 3 123 456"
    assert tracker.telephone_of(["VN"]) == "1900 1234"

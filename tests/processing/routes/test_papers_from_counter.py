"""Papers printed with the applicant as the real counter tells him."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest
from fastapi import FastAPI

from services.processing.clients.intake import IntakeClient
from shared.clock import SetClock
from shared.contracts.terms import Outcome
from shared.forms.press import Press
from shared.forms.signature import Signature
from shared.local.signing_certificate import open_signing_certificate
from tests.intake.conftest import COMMUNE, DESK
from tests.processing.conftest import Apply
from tests.processing.made_up import Log, local
from tests.processing.routes.conftest import PERSON, Counter, Receive
from tests.processing.story import Story
from tests.support.certificates import MAKERS, Authority
from tests.support.printed import pages_of, scanned, text_of

LETTER = {"promised_on": "2026-03-16", "note": "Chờ ý kiến của sở"}
LACKING = {"lacking": [{"what": "Giấy chứng nhận", "why": "Bản chụp mờ"}], "legal_basis": "Điều 8"}


async def printed(story: Story, path: str, role: str = "officer", **caller: Any) -> bytes:
    answer = await story.desk.get(f"/dossiers/{story.id}/{path}", role, **caller)
    assert answer.status_code == 200, answer.text
    content: bytes = answer.content
    return content


async def refused(story: Story, path: str, role: str = "officer", **caller: Any) -> tuple[int, str]:
    answer = await story.desk.get(f"/dossiers/{story.id}/{path}", role, **caller)
    return answer.status_code, answer.json()["code"]


async def in_process(receive: Receive, **changes: Any) -> Story:
    story = await receive(**changes)
    await story.do("hand-over", "2026-03-05 10:00", "clerk", subject="canbo.quay")
    await story.do("take-up", "2026-03-05 14:00", "officer", subject="canbo.a")
    return story


async def apologised(receive: Receive) -> Story:
    story = await receive()
    await story.do("extension", "2026-03-09 09:00", "leader", LETTER)
    return story


async def test_the_paper_of_an_act_names_the_applicant_as_the_counter_tells_him(receive: Receive) -> None:
    story = await apologised(receive)
    answer = await story.desk.get(f"/dossiers/{story.id}/acts/2/paper.pdf", "officer")
    code = (await story.read())["code"]
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == f'inline; filename="{code}.pdf"'
    said = text_of(answer.content)
    for words in (
        *(PERSON["name"], PERSON["address"], PERSON["phone"], PERSON["email"], "Số: 01/PXL"),
        *("TRUNG TÂM HÀNH CHÍNH CÔNG TAM ĐẢO", "Chờ ý kiến của sở", "17 giờ 00 phút, ngày 10 tháng 3 năm 2026"),
        "hẹn trả kết quả giải quyết hồ sơ vào 17 giờ 00 phút, ngày 16 tháng 3 năm 2026",
    ):
        assert words in said, words
    assert PERSON["identity_number"] not in said
    assert set(scanned(answer.content).values()) == {code}


async def test_the_counter_notes_who_printed_in_his_own_name(counter: Counter, receive: Receive) -> None:
    story = await apologised(receive)
    await printed(story, "acts/2/paper.pdf", "officer", subject="canbo.in", offices=("H62",))
    assert await counter.views(story.id) == [("canbo.in", "dossier")]
    await printed(story, "control-slip.pdf", "clerk", subject="canbo.quay")
    assert await counter.views(story.id) == [("canbo.quay", "dossier"), ("canbo.in", "dossier")]


async def test_printed_again_it_is_the_same_until_the_person_is_corrected(counter: Counter, receive: Receive) -> None:
    story = await apologised(receive)
    first = await printed(story, "acts/2/paper.pdf")
    await story.do("take-up", "2026-03-09 10:00", "officer")
    await story.do("finish", "2026-03-10 09:00", "officer")
    assert await printed(story, "acts/2/paper.pdf", "leader") == first
    slip = await printed(story, "control-slip.pdf")
    assert await printed(story, "control-slip.pdf", "clerk") == slip
    await counter.correct(story.id, applicant=PERSON | {"name": "Nguyễn Thị Quỳnh Đúng"})
    corrected = await printed(story, "acts/2/paper.pdf")
    assert corrected != first
    assert "Nguyễn Thị Quỳnh Đúng" in text_of(corrected)


async def test_after_a_reform_the_paper_is_still_that_of_the_office_which_made_it(
    receive: Receive, apply: Apply, log: Log
) -> None:
    story = await apologised(receive)
    first = await printed(story, "acts/2/paper.pdf")
    await apply([log.succeeded(DESK, COMMUNE, date(2026, 3, 10))])
    assert (await story.read())["standing"]["office"] == COMMUNE
    assert await printed(story, "acts/2/paper.pdf") == first
    slip = text_of(await printed(story, "control-slip.pdf"))
    assert "Cơ quan giải quyết hồ sơ: Xã Hợp Châu" in slip
    assert "chuyển đơn vị kế thừa" in slip


@pytest.mark.parametrize("path", ["acts/2/paper.pdf", "control-slip.pdf"])
async def test_the_other_size_is_another_page(receive: Receive, path: str) -> None:
    story = await apologised(receive)
    usual, small, large = [await printed(story, path + size) for size in ("", "?paper=a5", "?paper=a4")]
    assert usual == small != large
    assert pages_of(large) == 1
    assert await refused(story, f"{path}?paper=a3") == (422, "fields_not_valid")


async def test_the_supplement_request_is_the_desks_and_names_the_last_day_once_the_applicant_is_told(
    receive: Receive,
) -> None:
    story = await in_process(receive)
    await story.do("supplement-request", "2026-03-06 08:00", "officer", LACKING)
    draft = await printed(story, "acts/4/paper.pdf", "clerk")
    for words in (
        "Giấy chứng nhận",
        "Bản chụp mờ",
        "Điều 8",
        "15 ngày kể từ ngày được thông báo",
        "01/HDHS",
        "(lần 1)",
    ):
        assert words in text_of(draft), words
    assert "tính lại từ đầu" in text_of(draft)
    await story.do("supplement-notice", "2026-03-06 15:00", "clerk")
    told = text_of(await printed(story, "acts/5/paper.pdf", "clerk"))
    for words in ("01/HDHS", "hết ngày 23 tháng 3 năm 2026", "Giấy chứng nhận"):  # 21/03 is a Saturday
        assert words in told, words
    assert await printed(story, "acts/4/paper.pdf", "clerk") == draft


async def test_a_second_supplement_request_says_that_it_is_the_second(receive: Receive) -> None:
    story = await in_process(receive)
    await story.do("supplement-request", "2026-03-06 08:00", "officer", LACKING)
    await story.do("supplement-receipt", "2026-03-06 10:00", "clerk")
    await story.do("supplement-request", "2026-03-06 14:00", "leader", LACKING)
    said = text_of(await printed(story, "acts/6/paper.pdf"))
    assert "(lần 2)" in said
    assert "02/HDHS" in said


async def test_refusal_stop_withdrawal_and_closing_have_their_papers(receive: Receive) -> None:
    refusal = await in_process(receive)
    await refusal.do("refuse", "2026-03-06 08:00", "officer", {"note": "Đất đang tranh chấp"})
    stop = await in_process(receive)
    await stop.do("stop", "2026-03-06 08:00", "leader", {"note": "Theo bản án", "given_back": "Lệ phí 50.000 đồng"})
    withdrawal = await in_process(receive)
    await withdrawal.do("withdrawal-request", "2026-03-06 08:00", "clerk")
    await withdrawal.do("withdrawal", "2026-03-06 09:00", "officer", {"given_back": "Toàn bộ giấy tờ"})
    closing = await in_process(receive)
    await closing.do("supplement-request", "2026-03-06 08:00", "officer", LACKING)
    await closing.do("supplement-notice", "2026-03-06 15:00", "clerk")
    await closing.do("closing", "2026-03-24 08:00", "clerk", {})
    for story, version, words in (
        (refusal, 4, ("Mẫu số 03", "không giải quyết hồ sơ này", "Đất đang tranh chấp", "01/TCHS")),
        (stop, 4, ("Mẫu số 05", "Theo bản án", "Lệ phí 50.000 đồng", "01/TBD")),
        (withdrawal, 5, ("người nộp yêu cầu rút hồ sơ", "Toàn bộ giấy tờ", "02/TBD")),
        (closing, 6, ("quá thời hạn bổ sung mà người nộp không bổ sung", "03/TBD")),
    ):
        said = text_of(await printed(story, f"acts/{version}/paper.pdf"))
        for each in (*words, PERSON["name"]):
            assert each in said, each


async def test_a_proxy_is_named_beside_the_owner(receive: Receive) -> None:
    story = await receive(proxy={"name": "Trần Văn Nộp", "identity_number": "026187000998"})
    await story.do("extension", "2026-03-09 09:00", "leader", LETTER)
    assert "Người nộp thay: Trần Văn Nộp" in text_of(await printed(story, "acts/2/paper.pdf"))


async def test_an_act_without_a_paper_has_none_and_nobody_is_asked_for_the_person(
    counter: Counter, receive: Receive
) -> None:
    story = await in_process(receive)
    for version in (1, 2, 3, 4, 99):
        assert await refused(story, f"acts/{version}/paper.pdf") == (404, "act_has_no_paper")
    assert await refused(story, "acts/0/paper.pdf") == (422, "fields_not_valid")
    assert await counter.views(story.id) == []


async def test_the_paper_of_an_act_that_was_undone_is_not_printed_again(receive: Receive) -> None:
    story = await in_process(receive)
    await story.do("refuse", "2026-03-06 08:00", "officer", subject="canbo.a")
    await story.do("undo", "2026-03-06 08:05", "officer", subject="canbo.a")
    assert await refused(story, "acts/4/paper.pdf") == (409, "act_was_undone")
    slip = text_of(await printed(story, "control-slip.pdf"))
    assert "Nhận và trả kết quả" not in slip
    await story.do("refuse", "2026-03-06 09:00", "officer")
    assert "02/TCHS" in text_of(await printed(story, "acts/6/paper.pdf"))


async def test_the_control_slip_lists_who_gave_what_to_whom(receive: Receive) -> None:
    story = await in_process(receive)
    reassigned = {"assignee": "canbo.b", "note": "canbo.a nghỉ phép"}
    await story.do("assignment", "2026-03-06 08:00", "leader", reassigned)
    await story.do("pass-on", "2026-03-06 10:00", "officer", {"assignee": "lanhdao.a"}, subject="canbo.b")
    await story.do("finish", "2026-03-11 09:00", "leader", subject="lanhdao.a")
    await story.do("return", "2026-03-11 15:00", "clerk", subject="canbo.tra")
    said = text_of(await printed(story, "control-slip.pdf"))
    for words in (
        *("Mẫu số 06", PERSON["name"], "Giao: canbo.quay Nhận: canbo.a 10 giờ 00 phút, ngày 05 tháng 3 năm 2026"),
        *("chuyển người khác", "canbo.a nghỉ phép", "Giao: canbo.a Nhận: canbo.b", "Giao: canbo.b Nhận: lanhdao.a"),
        *("quá hạn", "Giao: lanhdao.a Nhận: canbo.tra", "đã trả", "Trung tâm hành chính công Tam Đảo"),
    ):
        assert words in said, words


async def test_with_a_certificate_papers_are_signed_until_its_last_day(
    receive: Receive, asking: FastAPI, clock: SetClock, tmp_path: Path
) -> None:
    story = await apologised(receive)
    valid_from = local("2026-01-01 00:00")
    files = Authority.new().issue(MAKERS, tmp_path, valid_from, timedelta(days=90))
    asking.state.press = Press(Signature(open_signing_certificate(*files, clock.now()), clock))
    for path in ("acts/2/paper.pdf", "control-slip.pdf"):
        first, again = [await printed(story, path) for _ in range(2)]
        assert first == again
        assert b"/ETSI.CAdES.detached" in first
        assert f"Đã ký số: {MAKERS}" in text_of(first)
    clock.turn_to(valid_from + timedelta(days=91))
    assert await refused(story, "acts/2/paper.pdf") == (503, "signing_certificate_expired")


@pytest.mark.parametrize("path", ["acts/2/paper.pdf", "control-slip.pdf"])
async def test_who_may_not_see_the_dossier_or_its_people_prints_nothing(
    counter: Counter, receive: Receive, path: str
) -> None:
    story = await apologised(receive)
    assert await refused(story, path, "officer", offices=("H26",)) == (404, "dossier_not_found")
    for role in ("monitor", "registrar", "operator", "administrator"):
        assert await refused(story, path, role) == (403, "role_not_allowed")
    assert await counter.views(story.id) == []


async def test_an_office_asked_for_its_opinion_sees_the_dossier_but_no_people(
    counter: Counter, receive: Receive
) -> None:
    story = await in_process(receive)
    asked = {"office": "H26", "until_at": "2026-03-09T17:00:00+07:00", "note": "Xin ý kiến về quy hoạch"}
    await story.do("opinion-request", "2026-03-06 08:00", "officer", asked)
    assert await refused(story, "control-slip.pdf", "officer", offices=("H26",)) == (404, "person_not_found")
    assert await counter.views(story.id) == []


async def test_where_people_were_erased_no_paper_is_printed(counter: Counter, receive: Receive) -> None:
    story = await receive(settled_at_once=True)
    await printed(story, "control-slip.pdf")
    await counter.erase(story.id)
    assert await refused(story, "control-slip.pdf") == (404, "dossier_erased")


async def test_what_a_book_told_has_its_paper_on_paper(receive: Receive, apply: Apply, log: Log) -> None:
    story = await receive()
    await apply([log.declared(UUID(story.id), Outcome.STOPPED, local("2026-03-06 09:00"))])
    assert await refused(story, "acts/2/paper.pdf") == (409, "paper_made_on_paper")
    assert "Nhận và trả kết quả" not in text_of(await printed(story, "control-slip.pdf"))


@pytest.mark.parametrize("path", ["acts/2/paper.pdf", "control-slip.pdf"])
async def test_without_the_counter_no_paper_is_printed(receive: Receive, asking: FastAPI, path: str) -> None:
    story = await apologised(receive)
    asking.state.intake = IntakeClient("http://127.0.0.1:1")
    assert await refused(story, path) == (503, "intake_not_reachable")


async def test_what_else_answers_under_that_address_is_no_counter(receive: Receive, asking: FastAPI) -> None:
    story = await apologised(receive)
    asking.state.intake = IntakeClient("http://elsewhere", httpx2.ASGITransport(app=_somebody_else))
    assert await refused(story, "acts/2/paper.pdf") == (503, "intake_not_reachable")


async def _somebody_else(_: Any, __: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": b"<html>hello</html>"})

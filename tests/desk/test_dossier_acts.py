"""Acting on a dossier from its page: by keyboard, without scripts, twice, two at once, and with a dead service."""

import re

import pytest
from playwright.async_api import Page

from services.desk.settings import DeskSettings
from shared.callers import Role
from tests.desk.conftest import SignIn
from tests.desk.dossiers import HERE, OFFICER, PROCEDURE, a_desk_without, a_dossier_at_work
from tests.support.browser import Complaints, broken_rules
from tests.support.journeys import receive
from tests.support.town import Town


async def test_an_easy_act_is_one_key_and_can_be_taken_back(sign_in: SignIn, town: Town) -> None:
    dossier = receive(town, HERE.clerk, PROCEDURE)
    page = await sign_in(Role.CLERK, offices=[HERE.code])
    await page.goto(f"/ho-so/{dossier.code}")
    async with page.expect_navigation():
        await page.keyboard.press("Control+Enter")
    assert "Đã chuyển hồ sơ" in await page.inner_text("[role=status].said")
    assert await broken_rules(page) == []
    async with page.expect_navigation():
        await page.click(".said button")
    assert "Đã hoàn tác" in await page.inner_text(".said")
    assert [each["act"] for each in dossier.seen_by(HERE.clerk)["history"]] == ["opened", "handed_over", "undone"]


async def _press(page: Page, words: str) -> None:
    async with page.expect_navigation():
        await page.click(f"main :is(button, a.button):has-text('{words}') >> nth=0")


async def test_the_whole_way_of_a_dossier_works_without_scripts(sign_in: SignIn, town: Town) -> None:
    dossier = receive(town, HERE.clerk, PROCEDURE)
    clerk, officer, leader = [
        await sign_in(role, offices=[HERE.code], java_script_enabled=False)
        for role in (Role.CLERK, Role.OFFICER, Role.LEADER)
    ]
    await clerk.goto(f"/ho-so/{dossier.code}")
    await _press(clerk, "Chuyển hồ sơ")
    await officer.goto(f"/ho-so/{dossier.code}")
    await _press(officer, "Nhận giải quyết")
    await officer.fill("#note", "Đủ điều kiện")
    await _press(officer, "Ghi quyết định")
    await leader.goto(f"/ho-so/{dossier.code}")
    await _press(leader, "Ghi nhận có kết quả")
    await clerk.goto(f"/ho-so/{dossier.code}")
    await _press(clerk, "Trả kết quả")
    assert "Hồ sơ đóng lại sau việc này" in await clerk.inner_text("main")
    await clerk.select_option("#to", "proxy")
    await _press(clerk, "Trả kết quả và ký nhận")
    assert "Ghi số, ngày giấy ủy quyền" in await clerk.inner_text(".errors")
    assert (await clerk.title()).startswith("Lỗi: ")
    await clerk.fill("#proof", "Giấy ủy quyền số 15")
    await _press(clerk, "Trả kết quả và ký nhận")
    assert "Đã trả kết quả" in await clerk.inner_text(".said")
    history = [each["act"] for each in dossier.seen_by(HERE.clerk)["history"]]
    assert history == ["opened", "handed_over", "taken_up", "passed_on", "finished", "returned"]
    assert dossier.seen_by(HERE.clerk)["history"][3]["note"] == "Đủ điều kiện"


async def test_a_grave_act_needs_its_reason_and_says_what_follows(
    sign_in: SignIn, complaints: Complaints, town: Town
) -> None:
    dossier = a_dossier_at_work(town)
    page = await sign_in(Role.LEADER, offices=[HERE.code])
    await page.goto(f"/ho-so/{dossier.code}/viec/stop")
    assert "Hồ sơ kết thúc tại đây" in await page.inner_text(".warn")
    await page.fill("#given_back", "Bản chính giấy đề nghị")
    await _press(page, "Dừng giải quyết")
    assert "Chọn một lý do" in await page.inner_text(".errors")
    assert await page.input_value("#given_back") == "Bản chính giấy đề nghị"
    assert await page.evaluate("() => document.activeElement.className") == "errors"
    assert await broken_rules(page) == []
    await page.select_option("#reason", "party_gone")
    await _press(page, "Dừng giải quyết")
    last = dossier.seen_by(HERE.leader)["history"][-1]
    assert (last["act"], last["note"]) == ("stopped", "Người nộp không còn, tổ chức đã giải thể")
    assert await page.locator(".said button").count() == 0  # not taken back by one click
    assert complaints == []


async def test_all_missing_papers_are_asked_for_at_once(sign_in: SignIn, town: Town) -> None:
    dossier = a_dossier_at_work(town)
    page = await sign_in(Role.OFFICER, offices=[HERE.code])
    await page.goto(f"/ho-so/{dossier.code}")
    await page.check("input[value=bo-sung]")
    await page.fill("#note", "Bổ sung trước khi thẩm định")
    async with page.expect_navigation():
        await page.keyboard.press("Control+Enter")
    assert await page.input_value("#note") == "Bổ sung trước khi thẩm định"
    assert await page.input_value("#what-1")  # what the checklist lacks stands there already
    for number in range(1, await page.locator("[name=lacking_what]").count() + 1):
        await page.fill(f"#what-{number}", "")
    await page.fill("#what-1", "Hợp đồng thuê nhà")
    await _press(page, "Yêu cầu bổ sung")
    assert "Mỗi dòng ghi cả giấy tờ cần bổ sung và lý do" in await page.inner_text(".errors")
    assert await broken_rules(page) == []
    await page.fill("#why-1", "Địa điểm đi thuê")
    await _press(page, "Thêm dòng")
    await _press(page, "Yêu cầu bổ sung")
    assert dossier.seen_by(HERE.officer)["history"][-1]["details"]["lacking"] == [
        ["Hợp đồng thuê nhà", "Địa điểm đi thuê"]
    ]


async def test_two_people_on_one_dossier_see_both_and_lose_nothing(sign_in: SignIn, town: Town) -> None:
    dossier = a_dossier_at_work(town)
    page = await sign_in(Role.OFFICER, offices=[HERE.code])
    await page.goto(f"/ho-so/{dossier.code}/viec/papers-lost")
    await page.fill("#note", "Thất lạc bản sao căn cước")
    dossier.act(HERE.leader, "payment-request", note="Nộp lệ phí")
    await _press(page, "Ghi nhận mất, hỏng giấy tờ")
    told = await page.inner_text(".errors")
    found = (
        r"Hồ sơ vừa được lanh-dao\.08911\.2025 yêu cầu nộp nghĩa vụ tài chính lúc \d\d:\d\d\. Xem lại trước khi lưu\."
    )
    assert re.search(found, told)
    assert "Đang giải quyết" in told and "Chờ thực hiện nghĩa vụ tài chính" in told and "Nộp lệ phí" in told
    assert await page.input_value("#note") == "Thất lạc bản sao căn cước"
    assert await broken_rules(page) == []
    await _press(page, "Vẫn ghi")
    assert dossier.seen_by(HERE.officer)["history"][-1]["note"] == "Thất lạc bản sao căn cước"


async def test_a_form_sent_twice_acts_once(sign_in: SignIn, town: Town) -> None:
    dossier = receive(town, HERE.clerk, PROCEDURE)
    page = await sign_in(Role.CLERK, offices=[HERE.code])
    await page.goto(f"/ho-so/{dossier.code}")
    token = await page.input_value(".dossier-strip [name=_token]")
    address = f"/ho-so/{dossier.code}/viec/hand-over"
    for _ in range(2):
        answer = await page.request.post(address, form={"_token": token, "_version": "1"}, max_redirects=0)
        assert (answer.status, answer.headers["location"]) == (303, f"/ho-so/{dossier.code}")
    await page.goto(f"/ho-so/{dossier.code}")
    fresh = await page.input_value("[name=_token] >> nth=0")
    again = await page.request.post(address, form={"_token": fresh, "_version": "1"}, max_redirects=0)
    assert again.status == 303  # the first answer was lost on the way: it is known to be one's own act
    assert [each["act"] for each in dossier.seen_by(HERE.clerk)["history"]] == ["opened", "handed_over"]


async def test_after_deciding_one_goes_on_to_the_next(sign_in: SignIn, town: Town) -> None:
    dossier = a_dossier_at_work(town)
    page = await sign_in(Role.OFFICER, offices=[HERE.code])
    await page.goto(f"/ho-so/{dossier.code}?tiep=/tai-khoan")
    async with page.expect_navigation():
        await page.keyboard.press("Control+Enter")
    assert page.url.endswith("/tai-khoan")
    assert "Đã chuyển bước" in await page.inner_text(".said")
    await page.goto(f"/ho-so/{dossier.code}?tiep=//noi-khac.example/")
    assert await page.get_attribute("[data-key='Alt+N']", "href") == "/"


async def test_what_was_typed_is_kept_where_the_service_is_dead(desk_settings: DeskSettings, town: Town) -> None:
    dossier = a_dossier_at_work(town)
    async with a_desk_without("processing", desk_settings, Role.OFFICER) as client:
        seen = await client.get(f"/ho-so/{dossier.code}/dinh-chinh")
        token = re.search(r'name="_token" value="([^"]+)"', seen.text)
        assert token
        form = {"_token": token[1], "_version": "3", "note": "Thất lạc bản sao"}
        answer = await client.post(f"/ho-so/{dossier.code}/viec/papers-lost", data=form)
    assert answer.status_code == 503
    assert "chữ đã nhập vẫn còn" in answer.text and "Thất lạc bản sao" in answer.text
    assert f'action="/ho-so/{dossier.code}/viec/papers-lost"' in answer.text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER])
async def test_every_act_that_is_allowed_has_its_page(sign_in: SignIn, town: Town, role: Role) -> None:
    dossier = a_dossier_at_work(town)
    page = await sign_in(role, offices=[HERE.code])
    person = OFFICER if role is Role.OFFICER else HERE.leader
    segments = [each["href"].rpartition("/")[2] for each in dossier.seen_by(person)["allowed_acts"]]
    assert len(segments) > 8
    for segment in segments:
        answer = await page.goto(f"/ho-so/{dossier.code}/viec/{segment}")
        assert answer is not None and answer.status == 200, segment


async def test_an_opinion_is_asked_of_an_office_by_its_name(sign_in: SignIn, town: Town) -> None:
    dossier = a_dossier_at_work(town)
    page = await sign_in(Role.OFFICER, offices=[HERE.code])
    await page.goto(f"/ho-so/{dossier.code}/viec/opinion-request")
    await page.fill("#office", "không có xã nào tên thế")
    await page.fill("#until_at", "hôm nào")
    await page.fill("#note", "Hộ đã đăng ký ở xã khác chưa?")
    await _press(page, "Lấy ý kiến")
    told = await page.inner_text(".errors")
    assert "Nhập giờ và ngày" in told and "Không có đơn vị nào tên" in told
    await page.fill("#office", "08914.2025")
    await page.fill("#until_at", "17:00 31/12/2098")
    await _press(page, "Lấy ý kiến")
    assert dossier.seen_by(HERE.officer)["steps"][-1]["office"] == "08914.2025"


async def test_a_receipt_is_corrected_and_what_it_said_before_stays(sign_in: SignIn, town: Town) -> None:
    dossier = a_dossier_at_work(town)
    page = await sign_in(Role.CLERK, offices=[HERE.code])
    await page.goto(f"/ho-so/{dossier.code}/dinh-chinh")
    await page.fill("#phone", "12")
    await page.fill("#reason", "Ghi nhầm số điện thoại")
    await _press(page, "Ghi đính chính")
    assert await page.locator("#phone-fault").count() == 1
    assert await broken_rules(page) == []
    await page.fill("#phone", "0912345678")
    await page.select_option("#paid-1", "cash")
    await _press(page, "Ghi đính chính")
    assert "Đã đính chính" in await page.inner_text(".said")
    await page.goto(f"/ho-so/{dossier.code}/dinh-chinh")
    told = await page.inner_text("table")
    assert "người nộp, phí, lệ phí" in told and "Ghi nhầm số điện thoại" in told

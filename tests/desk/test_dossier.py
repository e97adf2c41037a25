"""A dossier's page: what it shows in each state, to whom, and what it says where something is missing."""

import pytest

from services.desk.settings import DeskSettings
from shared.callers import Role
from tests.desk.conftest import SignIn
from tests.desk.dossiers import HERE, PROCEDURE, a_desk_without, a_dossier_at_work, width_of
from tests.support.browser import PHONE, Complaints, broken_rules
from tests.support.journeys import Dossier, receive
from tests.support.town import Town


@pytest.fixture(scope="module")
def at_work(town: Town) -> Dossier:
    return a_dossier_at_work(town)


@pytest.fixture(scope="module")
def returned(town: Town) -> Dossier:
    dossier = receive(town, HERE.clerk, PROCEDURE)
    dossier.act(HERE.leader, "take-up")
    dossier.act(HERE.leader, "finish")
    dossier.act(HERE.clerk, "return")
    return dossier


async def test_the_strip_and_every_part_are_shown(sign_in: SignIn, complaints: Complaints, at_work: Dossier) -> None:
    page = await sign_in(Role.OFFICER, offices=[HERE.code])
    await page.goto(f"/ho-so/{at_work.code}")
    strip = await page.inner_text(".dossier-strip")
    assert at_work.code in strip and "Nguyễn Văn Mẫu" in strip and "Đang giải quyết" in strip
    assert "Còn" in strip and "Đang ở: canbo.officer.08911.2025 từ" in strip
    steps = await page.inner_text("#cac-buoc")
    assert "Thẩm định, giải quyết" in steps and "dự kiến" in steps
    assert "còn phải nộp 100.000 đ" in await page.inner_text("#tien summary")
    assert await broken_rules(page) == []
    await page.set_viewport_size(PHONE)
    assert await page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    assert await broken_rules(page) == []
    assert complaints == []


async def test_an_ended_dossier_says_how_it_came_out(sign_in: SignIn, returned: Dossier) -> None:
    page = await sign_in(Role.LEADER, offices=[HERE.code])
    await page.goto(f"/ho-so/{returned.code}")
    assert "Xong trước hạn" in await page.inner_text(".dossier-strip")
    await page.click("#nhat-ky summary")
    assert "Trả kết quả" in await page.inner_text("#nhat-ky") and "Ai đã xem" in await page.inner_text("#nhat-ky")
    assert await broken_rules(page) == []


async def test_a_missing_act_is_explained(sign_in: SignIn, at_work: Dossier) -> None:
    page = await sign_in(Role.CLERK, offices=[HERE.code])
    await page.goto(f"/ho-so/{at_work.code}")
    await page.click("text=Vì sao không có việc khác")
    assert "Chỉ lãnh đạo (Xã Tam Đảo) được dừng giải quyết." in await page.inner_text("#viec")
    answer = await page.goto(f"/ho-so/{at_work.code}/viec/stop")
    assert answer is not None and answer.status == 409
    assert "Chỉ lãnh đạo (Xã Tam Đảo) được dừng giải quyết" in await page.inner_text("main")


async def test_the_due_date_is_explained_day_by_day(sign_in: SignIn, at_work: Dossier) -> None:
    page = await sign_in(Role.CLERK, offices=[HERE.code])
    await page.goto(f"/ho-so/{at_work.code}")
    await page.click("text=Hạn trả")
    assert "Vì sao hẹn trả" in await page.inner_text("h1") and "Ngày làm việc thứ 1/3" in await page.inner_text("main")
    assert await broken_rules(page) == []


async def test_a_scan_is_looked_at_in_place(sign_in: SignIn, complaints: Complaints, at_work: Dossier) -> None:
    page = await sign_in(Role.OFFICER, offices=[HERE.code])
    await page.goto(f"/ho-so/{at_work.code}")
    async with page.expect_navigation():
        await page.click("#giay-to a:has-text('Xem')")
    assert await width_of(page, "img.scan") == 1
    assert await broken_rules(page) == []
    answer = await page.request.get(f"/ho-so/{at_work.code}/ban-quet/{'0' * 64}")
    assert answer.status == 404
    assert complaints == []


async def test_a_dossier_of_another_office_tells_only_where_it_is(sign_in: SignIn, at_work: Dossier) -> None:
    page = await sign_in(Role.CLERK, offices=["08914.2025"])
    await page.goto(f"/ho-so/{at_work.code}")
    told = await page.inner_text("main")
    assert "Hồ sơ thuộc Xã Tam Đảo" in told and "đang giải quyết" in told
    assert "Mẫu" not in told and "Đăng ký" not in told
    assert await broken_rules(page) == []
    await page.goto("/ho-so/H40.12-260722-0001")
    assert "Không có hồ sơ H40.12-260722-0001 tại đơn vị này" in await page.inner_text("main")


async def test_who_only_watches_sees_no_applicant_and_no_acts(sign_in: SignIn, at_work: Dossier) -> None:
    page = await sign_in(Role.MONITOR, offices=[HERE.code])
    await page.goto(f"/ho-so/{at_work.code}")
    told = await page.inner_text("main")
    assert "Nguyễn Văn Mẫu" not in told and "không có việc nào phải làm" in told


@pytest.mark.parametrize(("service", "shown"), [("processing", "Nguyễn Văn Mẫu"), ("intake", "Thẩm định, giải quyết")])
async def test_what_a_dead_service_knows_is_missing_and_the_rest_is_there(
    desk_settings: DeskSettings, at_work: Dossier, service: str, shown: str
) -> None:
    async with a_desk_without(service, desk_settings, Role.OFFICER) as client:
        answer = await client.get(f"/ho-so/{at_work.code}")
    assert answer.status_code == 200
    assert shown in answer.text
    assert "Chưa xem được phần này: Chưa kết nối được dịch vụ" in answer.text


async def test_the_first_visit_weighs_at_most_fifteen_kilobytes(sign_in: SignIn, at_work: Dossier) -> None:
    page = await sign_in(Role.OFFICER, offices=[HERE.code])
    await page.goto(f"/ho-so/{at_work.code}")
    weight = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .reduce((sum, each) => sum + each.transferSize, 0)"""
    assert 0 < await page.evaluate(weight) <= 15 * 1024

"""The pages on a telephone: readable to everybody in every state, with script and without, at 320 and 390 px."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.support.browser import Complaints, broken_rules
from tests.support.journeys import Dossier
from tests.tracker.conftest import Served, Telephone

Secret = Callable[[str], str]


async def ask(page: Page, code: str, proof: str) -> None:
    await page.goto("/tra-cuu")
    await page.fill("#ma", code)
    await page.fill("#so", proof)
    await page.click("button")


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[str], Path | None]:
    """Where a picture of a state goes, when `MOTCUA_SHOTS` names a folder."""
    import os

    folder = os.environ.get("MOTCUA_SHOTS")
    return lambda name: Path(folder) / "tracker" / f"{name}.png" if folder else None


async def is_good(page: Page, path: Path | None) -> None:
    """Nothing against WCAG 2.2 AA, and no sideways scroll down to 320 px."""
    assert await broken_rules(page) == []
    if path:
        await page.screenshot(path=path, full_page=True)
    await page.set_viewport_size({"width": 320, "height": 640})
    assert await page.evaluate("() => document.documentElement.scrollWidth") <= 320


async def test_every_state_can_be_read_by_everybody(
    telephone: Telephone,
    complaints: Complaints,
    picture: Callable[[str], Path | None],
    fresh: Dossier,
    lacking: Dossier,
    late: list[Dossier],
    secret: Secret,
) -> None:
    page = await telephone(script=True)
    await page.goto("/tra-cuu")
    await is_good(page, picture("ask"))
    states = {
        "found": (fresh.code, secret(fresh.code)),
        "lacking": (lacking.code, secret(lacking.code)),
        "late": (late[0].code, "0123"),
        "not-found": (fresh.code[:-4] + "5555", "AAAAAAAA"),
    }
    for name, (code, proof) in states.items():
        await page.set_viewport_size({"width": 390, "height": 844})
        await ask(page, code, proof)
        await is_good(page, picture(name))
    assert complaints == []


async def test_refusals_and_votes_can_be_read_by_everybody(
    telephone: Telephone,
    complaints: Complaints,
    picture: Callable[[str], Path | None],
    done: Dossier,
    secret: Secret,
    cut_off: Served,
) -> None:
    page = await telephone(script=True)
    for number in range(6):
        await ask(page, f"{done.code[:-4]}{4000 + number}", "AAAAAAAA")
    await is_good(page, picture("too-many"))
    page = await telephone(script=True)
    await page.goto("/danh-gia?quay=Q4")
    await is_good(page, picture("tablet"))
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.fill("#ma", done.code)
    await page.fill("#so", secret(done.code))
    await page.click("button")
    await is_good(page, picture("vote"))
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.click("text=Bình thường")
    await is_good(page, picture("thanks"))
    page = await telephone(script=True, at=cut_off)
    await ask(page, done.code, "AAAAAAAA")
    await is_good(page, picture("down"))
    assert complaints == []


async def test_the_link_out_of_the_qr_opens_the_dossier_and_leaves_no_secret_in_the_history(
    telephone: Telephone, complaints: Complaints, fresh: Dossier, secret: Secret
) -> None:
    page = await telephone(script=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"/tra-cuu?ma={fresh.code}#{secret(fresh.code)}")
    await page.wait_for_selector(".steps")
    assert not [url for url in asked if url.partition("#")[0].count(secret(fresh.code))]
    assert secret(fresh.code) not in page.url
    await page.go_back()
    assert secret(fresh.code) not in page.url
    assert complaints == []


async def test_without_script_the_link_fills_in_the_code_and_the_whole_way_to_the_vote_goes_by_keyboard(
    telephone: Telephone, complaints: Complaints, done: Dossier, secret: Secret
) -> None:
    page = await telephone()
    await page.goto(f"/tra-cuu?ma={done.code}#{secret(done.code)}")
    assert await page.input_value("#ma") == done.code
    await page.focus("#so")
    await page.keyboard.type(secret(done.code).lower())
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".steps")
    assert "đã trả kết quả" in await page.inner_text("main")
    await page.focus("text=Đánh giá việc giải quyết")
    await page.keyboard.press("Enter")
    await page.focus("text=Rất hài lòng")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("fieldset")
    assert "Đã ghi: Rất hài lòng" in await page.inner_text("main")
    await page.focus("input[value=time]")
    await page.keyboard.press("Space")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("text=phản ánh, kiến nghị")
    assert "Cảm ơn" in await page.inner_text("main")
    assert complaints == []

"""What every page has: the bar, the keys, the scanner, the way in, the refusals."""

from playwright.async_api import Page

from shared.callers import Role
from tests.desk.conftest import Served, SignIn
from tests.support.browser import Complaints, broken_rules, scan


async def test_who_is_not_signed_in_is_led_to_the_sign_in_page_and_back(browser, served) -> None:  # type: ignore[no-untyped-def]
    page = await browser.new_page()
    answer = await page.request.get(f"{served.url}/tim?q=a", max_redirects=0)
    assert answer.status == 303
    assert answer.headers["location"] == "/dang-nhap?ve=/tim%3Fq%3Da"
    await page.close()


async def test_every_page_forbids_inline_scripts_and_styles(sign_in: SignIn, complaints: Complaints) -> None:
    page = await sign_in(Role.CLERK)
    answer = await page.goto("/tim")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy
    assert answer.headers["cache-control"] == "no-store"
    assert complaints == []


async def test_a_dossier_code_scanned_anywhere_opens_that_dossier(sign_in: SignIn) -> None:
    page = await sign_in(Role.CLERK)
    await page.goto("/tai-khoan")
    await scan(page, "H40.12-260722-0001")
    await page.wait_for_url("**/ho-so/H40.12-260722-0001")


_SCAN = """text => {
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  [...text, 'Enter'].forEach(press);
}"""


async def test_the_qr_of_a_receipt_opens_its_dossier_and_the_secret_stays_out_of_addresses(sign_in: SignIn) -> None:
    page = await sign_in(Role.CLERK)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto("/tai-khoan")
    await page.evaluate(_SCAN, "https://tracuu.example.vn/tra-cuu?ma=H40.12-260722-0001#K7M2P9QX")
    await page.wait_for_url("**/ho-so/H40.12-260722-0001")
    assert "K7M2P9QX" not in " ".join(asked)
    answer = await page.request.get(
        "/tim?q=https://tracuu.example.vn/tra-cuu?ma%3DH40.12-260722-0001%23K7M2P9QX", max_redirects=0
    )
    assert answer.headers["location"] == "/ho-so/H40.12-260722-0001"


async def test_function_keys_open_the_doors_of_the_bar(sign_in: SignIn) -> None:
    page = await sign_in(Role.CLERK)
    await page.goto("/tai-khoan")
    await page.keyboard.press("F9")
    assert await page.evaluate("() => document.activeElement.id") == "find"


async def test_search_and_refusals_can_be_used_by_everyone(sign_in: SignIn, complaints: Complaints) -> None:
    page = await sign_in(Role.CLERK)
    for address in ("/tim", "/tim?q=khong+co+ai+ten+the", "/khong-co", "/tai-khoan"):
        await page.goto(address)
        assert await broken_rules(page) == [], address
    await _narrow(page)
    assert complaints == []


async def _narrow(page: Page) -> None:
    await page.set_viewport_size({"width": 320, "height": 640})
    await page.goto("/tim?q=a")
    assert await page.evaluate("() => document.documentElement.scrollWidth") <= 320


async def test_a_partial_answer_is_the_main_part_alone(sign_in: SignIn) -> None:
    page = await sign_in(Role.CLERK)
    whole = await (await page.request.get("/tim?q=a")).text()
    part = await (await page.request.get("/tim?q=a", headers={"X-Partial": "1"})).text()
    assert "<header" in whole and "<header" not in part
    assert "<h1>Tìm hồ sơ</h1>" in part and "<nav" not in part and len(part) < len(whole)


async def test_a_form_of_another_site_writes_nothing(sign_in: SignIn, served: Served) -> None:
    page = await sign_in(Role.CLERK)
    await page.goto("/tai-khoan")
    token = await page.input_value("form[action='/dang-xuat'] input[name=_token]")
    for headers in ({"Origin": "https://noi-khac.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = await page.request.post("/dang-xuat", form={"_token": token}, headers=headers, max_redirects=0)
        assert answer.status == 403
    answer = await page.request.post("/dang-xuat", form={"_token": "a.b"}, headers={"Origin": served.url})
    assert answer.status == 403
    await page.goto("/tai-khoan")
    assert "/tai-khoan" in page.url  # still signed in

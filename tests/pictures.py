"""`make pictures`: the main screens over the demo province, as the documentation shows them (docs/img)."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page
from rich.console import Console

from services.cli.demo.first_start import make_demo
from tests.support.browser import DESKTOP, PHONE, a_browser
from tests.support.town import Town, a_town

FOLDER = Path(__file__).parents[1] / "docs" / "img"


@dataclass(frozen=True)
class Picture:
    """A page as one of the demo's accounts sees it; `first` opens what its first link of the list leads to."""

    name: str
    account: str
    address: str
    opens: str | None = None
    size: tuple[tuple[str, int], ...] = tuple(DESKTOP.items())


PICTURES = (
    Picture("hang-doi", "mot.cua", "/quay/hang-doi"),
    Picture("tiep-nhan", "mot.cua", "/quay/tiep-nhan"),
    Picture("ho-so", "mot.cua", "/quay/hang-doi?muc=dang-giai-quyet", opens=".list tbody a"),
    Picture("tra-ket-qua", "mot.cua", "/quay/tra-ket-qua"),
    Picture("viec-cua-toi", "chuyen.vien", "/viec-cua-toi"),
    Picture("dieu-hanh", "lanh.dao", "/dieu-hanh"),
    Picture("giam-sat", "theo.doi", "/giam-sat"),
    Picture("quan-tri", "quan.tri", "/quan-tri"),
    Picture("hang-doi-dien-thoai", "mot.cua", "/quay/hang-doi", size=tuple(PHONE.items())),
)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, a_town(Path(folder) / "town", with_screens=True) as town:
        names = ("intake", "processing", "stats")
        shown = make_demo(town.home, {name: town.url(name) for name in names}, Console())
        assert shown is not None
        asyncio.run(_take(town, PICTURES, shown.password))


async def _take(town: Town, pictures: Sequence[Picture], password: str) -> None:
    async with a_browser() as browser:
        for picture in pictures:
            await _one(browser, town.url("desk"), picture, password)
            print(FOLDER / f"{picture.name}.png")


async def _one(browser: Browser, url: str, picture: Picture, password: str) -> None:
    context = await browser.new_context(base_url=url, viewport=dict(picture.size), locale="vi-VN")  # type: ignore[arg-type]
    page = await context.new_page()
    await _sign_in(page, picture, password)
    if picture.opens:
        async with page.expect_navigation():
            await page.click(picture.opens)
    await page.screenshot(path=FOLDER / f"{picture.name}.png")
    await context.close()


async def _sign_in(page: Page, picture: Picture, password: str) -> None:
    await page.goto(picture.address)
    await page.fill("#user", picture.account)
    await page.fill("#password", password)
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    await page.wait_for_load_state()


if __name__ == "__main__":
    main()

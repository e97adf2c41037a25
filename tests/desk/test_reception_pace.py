"""How long a whole counter case takes: from the scanned card to the printed receipt, at the pace of a hand.

With `--long` every key takes its time; else the keys are counted and their time is added to that of the machine.
"""

import asyncio
import time
from dataclasses import dataclass

from playwright.async_api import Page

from shared.callers import Role
from tests.desk.conftest import SignIn
from tests.desk.test_reception import DESK, RECEIVED, card
from tests.support.browser import scan

A_KEY = 0.18  # seconds: a clerk who is used to the keyboard
AT_MOST = 60.0


@dataclass
class Hand:
    """Types key by key."""

    page: Page
    pause: float
    keys: int = 0

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            await self.page.keyboard.press(key)
            await asyncio.sleep(self.pause)

    async def to(self, field: str) -> None:
        """Tab by Tab."""
        for _ in range(60):
            if await self.page.evaluate(f"() => document.activeElement.matches({field!r})"):
                return
            await self.press("Tab")
        raise AssertionError(f"{field} is not reached by Tab")


async def test_a_counter_case_takes_less_than_a_minute(sign_in: SignIn, is_long: bool) -> None:
    page = await sign_in(Role.CLERK, offices=[DESK])
    await page.goto("/quay/hang-doi")
    hand = Hand(page, A_KEY if is_long else 0)
    begun = time.monotonic()
    async with page.expect_navigation():
        await hand.press("F2")
    await scan(page, card(60))
    await page.wait_for_function("() => document.activeElement.id === 'q'")
    await hand.press(*"ho kinh doanh")
    await page.wait_for_selector("#options [aria-selected=true]")
    await hand.press("Enter")
    await page.wait_for_selector("#matter .due-said")
    for number in (7, 8):
        await hand.to(f"#paper-{number}")
        await hand.press("Space")
    await hand.to("#paid_by")
    await hand.press("ArrowDown")
    async with page.expect_response("**/quay/giay-hen/*.pdf") as printed:
        await hand.press("Control+Enter")
    assert (await printed.value).status == 200
    await page.wait_for_selector("button[data-key='Ctrl+P']")
    hand.keys += 1  # Ctrl+P: the browser's own dialogue cannot be pressed here
    assert RECEIVED.search(page.url)
    took = time.monotonic() - begun + (0 if is_long else hand.keys * A_KEY)
    print(f"\na counter case: {took:.1f} s, {hand.keys} keys at {A_KEY * 1000:.0f} ms, one card")
    assert took <= AT_MOST

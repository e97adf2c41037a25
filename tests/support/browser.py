"""A real browser: Debian's Chromium by Playwright, what the page complained of, axe, a bad line and a slow machine."""

import os
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

CHROMIUM = os.environ.get("MOTCUA_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
_AXE = Axe()
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@asynccontextmanager
async def a_browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        await browser.close()


class Complaints(list[str]):
    """Errors of scripts, broken rules of the content security policy and failed loads, as they come."""

    def listen(self, page: Page) -> None:
        page.on("pageerror", lambda fault: self.append(f"script: {fault}"))
        page.on("console", lambda message: self.append(message.text) if _is_grave(message) else None)


def _is_grave(message: Any) -> bool:
    """A refused page is an answer, not a fault of the page."""
    return message.type == "error" and "status of" not in message.text


async def broken_rules(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its best practice; empty when nothing."""
    found = await _AXE.run(page, options={"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": _RULES}})
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found.response["violations"]]


async def on_a_bad_line(context: BrowserContext, page: Page) -> None:
    """400 kbit/s, 400 ms to and fro, a processor six times slower."""
    devtools = await context.new_cdp_session(page)
    line = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    await devtools.send("Network.enable")
    await devtools.send("Network.emulateNetworkConditions", line)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": 6})


async def scan(page: Page, text: str) -> None:
    """As a scanner types: two milliseconds a key, then Enter; keys carry their times, however busy the machine is."""
    devtools = await page.context.new_cdp_session(page)
    at = time.time()
    for number, sign in enumerate(text):
        stroke = {"type": "keyDown", "key": sign, "text": sign, "timestamp": at + 0.002 * number}
        await devtools.send("Input.dispatchKeyEvent", stroke)
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "timestamp": at + 0.002 * len(text)}
    await devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": "\r", **enter})
    await devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})
    await devtools.detach()

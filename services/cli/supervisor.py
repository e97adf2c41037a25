"""Keeps programs running: starts them in order, restarts what dies after a growing delay, stops them in reverse."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from shared.errors import Refusal

FIRST_DELAY = 0.5
LONGEST_DELAY = 30.0
STEADY_AFTER = 60.0  # seconds of life after which earlier falls are forgotten


class Part(Protocol):
    """An engine or a service."""

    @property
    def name(self) -> str: ...
    @property
    def pid(self) -> int | None: ...
    def start(self) -> object: ...
    def stop(self) -> None: ...
    def is_alive(self) -> bool: ...
    def restart_if_dead(self) -> bool: ...


@dataclass
class Watched:
    """A part and its falls."""

    part: Part
    started: float
    falls: int = 0
    restart_after: float | None = None


class Supervisor:
    """Not for threads: children die with the thread that started them."""

    def __init__(
        self,
        say: Callable[[str], None],
        *,
        first_delay: float = FIRST_DELAY,
        longest_delay: float = LONGEST_DELAY,
    ) -> None:
        self._say = say
        self._first_delay = first_delay
        self._longest_delay = longest_delay
        self._watched: list[Watched] = []

    def start(self, part: Part) -> None:
        watched = Watched(part, time.monotonic())
        self._watched.append(watched)  # before the start: a half-started part is stopped too
        part.start()

    def pids(self) -> dict[str, int | None]:
        return {watched.part.name: watched.part.pid for watched in self._watched}

    def is_alive(self, name: str) -> bool:
        return any(watched.part.is_alive() for watched in self._watched if watched.part.name == name)

    def look_after(self) -> bool:
        """One round; True when something was started again."""
        looks = [self._look_after(watched) for watched in self._watched]  # every part gets its look
        return any(looks)

    def stop(self) -> None:
        while self._watched:
            part = self._watched.pop().part
            self._say(f"Dừng {part.name} …")
            part.stop()

    def _look_after(self, watched: Watched) -> bool:
        now = time.monotonic()
        if watched.part.is_alive():
            if now - watched.started > STEADY_AFTER:
                watched.falls = 0
            return False
        if watched.restart_after is None:
            delay = min(self._first_delay * 2**watched.falls, self._longest_delay)
            watched.falls += 1
            watched.restart_after = now + delay
            self._say(f"{watched.part.name} đã dừng ngoài ý muốn; khởi động lại sau {delay:g} giây.")
            return False
        return now >= watched.restart_after and self._restart(watched)

    def _restart(self, watched: Watched) -> bool:
        watched.restart_after = None
        watched.started = time.monotonic()
        try:
            watched.part.restart_if_dead()
        except (Refusal, OSError) as reason:
            self._say(f"{watched.part.name} chưa chạy lại được: {reason}")
            return False
        self._say(f"{watched.part.name} đã chạy lại (tiến trình {watched.part.pid}).")
        return True

"""A program that lives and dies with us: own session, a log with a tail, an orderly end."""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from shared.errors import Unavailable

LOG_KEPT_BYTES = 10_000_000


def dies_with_parent(signal_name: str) -> tuple[str, ...]:
    """Command prefix: the kernel sends this signal when we are killed. Counts from the thread that starts the child."""
    return ("setpriv", "--pdeathsig", signal_name) if shutil.which("setpriv") else ()


class Child:
    """One program under supervision; start it from a thread that lives as long as it should (usually the main one)."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        patience: float = 20.0,
    ) -> None:
        self.name = name
        self.log = log
        self._command = [str(word) for word in command]
        self._env = env
        self._cwd = cwd
        self._stop_signal = stop_signal
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    @property
    def exit_status(self) -> int | None:
        """As the shell would not say it: negative when a signal ended it; None while it lives."""
        return self._process.poll() if self._process else None

    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._turn_log_over()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._env,
                cwd=self._cwd,
                start_new_session=True,  # Ctrl-C at the terminal is for the supervisor alone
            )

    def restart_if_dead(self) -> bool:
        """True when it had died and was started again."""
        if self._process is None or self.is_alive():
            return False
        self.start()
        return True

    def wait(self) -> int:
        """The exit status, when it comes."""
        return self._process.wait() if self._process else 0

    def stop(self) -> None:
        """Ask, wait, then kill the whole session's first group."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            process.send_signal(self._stop_signal)
            try:
                process.wait(self._patience)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def tail(self, lines: int = 12) -> str:
        return tail_of(self.log, lines)

    def _turn_log_over(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_KEPT_BYTES:
            self.log.replace(self.log.with_suffix(self.log.suffix + ".1"))


def run_to_end(child: Child) -> None:
    """One act with an end (a migration, a load): refuses with the end of its log when it fails."""
    child.start()
    try:
        status = child.wait()
    finally:
        child.stop()
    if status != 0:
        raise Unavailable("step_failed", f"{child.name}: không xong (mã {status}).\n{child.tail()}\nXem {child.log}")


def tail_of(log: Path, lines: int = 12, *, since: int = 0) -> str:
    """The last lines, for a message to people; `since` leaves out the bytes of earlier starts."""
    if not log.exists():
        return ""
    with log.open("rb") as file:
        file.seek(max(since, log.stat().st_size - 8192))
        text = file.read().decode("utf-8", "replace")
    return "\n".join(text.splitlines()[-lines:])

"""What `motcua doctor` looks at on the machine itself: interpreter, engine programs, type, rights, room, clock."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from services.cli.finding import Finding, State, judged
from shared.clock import Clock
from shared.errors import Refusal
from shared.local import cluster, fonts, nats
from shared.local.home import Home
from shared.local.lowering import open_ways
from shared.local.signing_certificate import open_signing_certificate
from shared.settings import signing_files
from shared.worktime import legal_day

ROOM_NEEDED = 1_000_000_000  # bytes: 2 GB of WAL at most, but a new installation takes 0.1
REINSTALL = "Cài lại gói: xóa .venv rồi chạy `make run`."


def examine_machine(home: Home, clock: Clock) -> Iterator[Finding]:
    yield judged(
        "python",
        sys.version_info >= (3, 11),
        sys.version.partition(" ")[0],
        "Cần Python 3.11 trở lên.",
    )
    yield _program("postgresql", lambda: cluster.binaries() / "postgres")
    yield _program("nats", nats.binary)
    yield _type()
    yield _signing(*signing_files(), clock)
    yield _stepping_down()
    yield _home(home)
    yield _room(home)
    yield _clock(clock)


def _program(check: str, find: Callable[[], Path]) -> Finding:
    try:
        path = find()
        said = subprocess.run([path, "--version"], check=False, capture_output=True, text=True, timeout=20)
    except Refusal as missing:
        return Finding(check, State.WRONG, missing.message, REINSTALL)
    except (OSError, subprocess.TimeoutExpired) as reason:
        return Finding(check, State.WRONG, str(reason), REINSTALL)
    return judged(check, said.returncode == 0, (said.stdout or said.stderr).strip()[-200:], REINSTALL)


def _type() -> Finding:
    try:
        face = fonts.typeface()
    except Refusal as missing:
        return Finding("fonts", State.WRONG, missing.message, REINSTALL)
    letters = len(fonts.VIETNAMESE_LETTERS)
    return Finding("fonts", State.OK, f"{face.family}, đủ {letters} chữ cái tiếng Việt ở bốn kiểu")


def _signing(certificate_file: Path | None, password_file: Path | None, clock: Clock) -> Finding:
    if certificate_file is None:
        return Finding("signing", State.IDLE, "chưa đặt chứng thư số: giấy tờ in ra không ký số")
    try:
        opened = open_signing_certificate(certificate_file, password_file, clock.now())
    except Refusal as unfit:
        mend = "Sửa MOTCUA_SIGNING_CERTIFICATE, MOTCUA_SIGNING_PASSWORD_FILE, hoặc bỏ cả hai để in không ký số."
        return Finding("signing", State.WRONG, unfit.message, mend)
    last = opened.certificate.not_valid_after_utc
    return Finding("signing", State.OK, f"{opened.holder}, hết hạn ngày {legal_day(last):%d/%m/%Y}")


def _stepping_down() -> Finding:
    if os.geteuid() != 0:
        return Finding("rights", State.OK, "người dùng thường")
    ways = open_ways()
    return judged(
        "rights",
        bool(ways),
        f"root, hạ quyền PostgreSQL bằng {ways[0]}" if ways else "root, không hạ quyền được cho PostgreSQL",
        "Chạy bằng người dùng thường, hoặc cài util-linux (unshare, setpriv).",
    )


def _home(home: Home) -> Finding:
    if not home.path.exists():
        place = _nearest(home.path)
        mend = f"Không ghi được vào {place}: chọn --home khác."
        return judged("home", os.access(place, os.W_OK), f"{home.path} sẽ được tạo", mend)
    facts = home.path.stat()
    if facts.st_uid != os.geteuid() or not os.access(home.path, os.W_OK | os.X_OK):
        return Finding("home", State.WRONG, f"{home.path} của người dùng khác", f"sudo chown -R $USER {home.path}")
    return judged("home", not facts.st_mode & 0o077, str(home.path), f"chmod 700 {home.path}")


def _room(home: Home) -> Finding:
    free = shutil.disk_usage(_nearest(home.path)).free
    return judged("disk", free >= ROOM_NEEDED, f"còn {free / 1e9:.1f} GB", "Giải phóng ít nhất 1 GB trên ổ đĩa này.")


def _nearest(path: Path) -> Path:
    return next(place for place in (path, *path.parents) if place.exists())


def _clock(clock: Clock) -> Finding:
    mend = "Đặt lại giờ máy (timedatectl set-ntp true) và cài dữ liệu múi giờ (gói tzdata)."
    try:
        here = clock.now().astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    except ZoneInfoNotFoundError:
        return Finding("clock", State.WRONG, "thiếu múi giờ Asia/Ho_Chi_Minh", mend)
    # the calendar of days off that ships with the suite ends with 2027; a year of grace
    return judged("clock", 2026 <= here.year <= 2028, f"{here:%d/%m/%Y %H:%M} giờ Việt Nam", mend)

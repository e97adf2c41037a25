"""Who may be signed in by which claims, how long a session lasts, and settings that end the start."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.tracker.settings import Profile, SignInSettings, TrackerSettings
from services.tracker.sign_in.citizen import Citizen, citizen_of
from services.tracker.sign_in.sessions import Sessions
from shared.clock import SetClock
from shared.errors import Forbidden
from shared.web.oidc.proof import Proven

VNCONNECT = SignInSettings(Profile.VNCONNECT, "https://cong.example", "motcua-tracker", None, "LoA1")
VNEID = SignInSettings(Profile.VNEID, "https://dinh-danh.example", "motcua-tracker", None, "LoA2")
TOLD = {"TechID": "t", "LoaiTaiKhoan": "1", "SoDinhDanh": "399080000011", "HoVaTen": " Trần Văn Mẫu ", "loAs": "LoA1"}
CITIZEN = Citizen("Trần Văn Mẫu", "399080000011")


def claims(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in (TOLD | changes).items() if value is not None}


@pytest.mark.parametrize("changes", [{}, {"LoaiTaiKhoan": 1}, {"loAs": ["LoA1", "LoA2"]}, {"loAs": "loa3"}])
def test_a_verified_person_of_vnconnect_is_known(changes: dict[str, Any]) -> None:
    assert citizen_of(VNCONNECT, Proven("s", "s", ""), claims(**changes)) == CITIZEN


@pytest.mark.parametrize("level", ["LoA2", "loa3"])
def test_a_verified_person_of_vneid_is_known_by_the_level_of_the_proof(level: str) -> None:
    told = claims(TechID=None, LoaiTaiKhoan=None, loAs=None)
    assert citizen_of(VNEID, Proven("s", "s", level), told) == CITIZEN


UNFIT: dict[str, tuple[dict[str, Any], str]] = {
    "no TechID": ({"TechID": None}, "account_incomplete"),
    "no kind": ({"LoaiTaiKhoan": None}, "account_incomplete"),
    "no number": ({"SoDinhDanh": None}, "account_incomplete"),
    "empty number": ({"SoDinhDanh": " "}, "account_incomplete"),
    "old identity card": ({"SoDinhDanh": "399000011"}, "account_incomplete"),
    "number in other digits": ({"SoDinhDanh": "٣٩٩٠٨٠٠٠٠٠١١"}, "account_incomplete"),
    "number as a structure": ({"SoDinhDanh": {"so": "399080000011"}}, "account_incomplete"),
    "no name": ({"HoVaTen": None}, "account_incomplete"),
    "no level": ({"loAs": None}, "account_not_verified"),
    "level 0": ({"loAs": "LoA0"}, "account_not_verified"),
    "level in other words": ({"loAs": "cao"}, "account_not_verified"),
    "business": ({"LoaiTaiKhoan": "2"}, "account_not_a_person"),
    "organisation": ({"LoaiTaiKhoan": "3"}, "account_not_a_person"),
}


@pytest.mark.parametrize(("changes", "code"), UNFIT.values(), ids=UNFIT.keys())
def test_any_other_account_is_refused_with_a_stable_code(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Forbidden) as refused:
        citizen_of(VNCONNECT, Proven("s", "s", "LoA4"), claims(**changes))
    assert refused.value.code == code


@pytest.mark.parametrize("level", ["", "LoA1"])
def test_below_level_two_vneid_is_refused_whatever_the_claims_say(level: str) -> None:
    with pytest.raises(Forbidden) as refused:
        citizen_of(VNEID, Proven("s", "s", level), claims(loAs="LoA4"))
    assert refused.value.code == "account_not_verified"


def test_a_session_lasts_while_it_is_looked_at_and_two_hours_at_most() -> None:
    clock = SetClock(datetime(2026, 3, 5, 2, 0, tzinfo=UTC))
    sessions = Sessions(clock)
    cookie = sessions.open(CITIZEN, "id")
    for _ in range(6):
        clock.turn_to(clock.now() + timedelta(minutes=20))
        assert sessions.find(cookie)
    clock.turn_to(clock.now() + timedelta(seconds=1))
    assert sessions.find(cookie) is None
    idle = sessions.open(CITIZEN, "id")
    clock.turn_to(clock.now() + timedelta(minutes=20, seconds=1))
    assert sessions.find(idle) is None and len(sessions) == 0


def test_memory_is_bounded_and_the_longest_unseen_is_forgotten_first() -> None:
    sessions = Sessions(SetClock(datetime(2026, 3, 5, 2, 0, tzinfo=UTC)), most=2)
    first, second = sessions.open(CITIZEN, ""), sessions.open(CITIZEN, "")
    assert sessions.find(first)
    sessions.open(CITIZEN, "")
    assert (sessions.find(second), len(sessions)) == (None, 2)


@pytest.mark.parametrize(
    "told",
    [
        {"MOTCUA_CITIZEN_ISSUER": "http://cong.example"},
        {"MOTCUA_CITIZEN_ISSUER": "https://cong.example", "MOTCUA_CITIZEN_PROFILE": "khac"},
        {"MOTCUA_CITIZEN_ISSUER": "https://cong.example", "MOTCUA_CITIZEN_LEVEL": "cao"},
        {
            "MOTCUA_CITIZEN_ISSUER": "https://cong.example",
            "MOTCUA_ENV": "production",
            "MOTCUA_TRACKER_URL": "http://tracuu.example",
            "MOTCUA_TOKEN_URL": "https://cap-quyen.example",
            "MOTCUA_CLIENT_SECRET_FILE": "secret",
        },
    ],
)
def test_settings_with_which_somebody_could_listen_end_the_start(told: dict[str, str]) -> None:
    with pytest.raises(SystemExit) as end:
        TrackerSettings.from_environment(told)
    assert end.value.code == 78


def test_each_profile_has_the_least_level_that_is_known_of_it() -> None:
    issuer = {"MOTCUA_CITIZEN_ISSUER": "https://cong.example"}
    for profile, level in (("vnconnect", "LoA1"), ("vneid", "LoA2")):
        told = TrackerSettings.from_environment(issuer | {"MOTCUA_CITIZEN_PROFILE": profile}).sign_in
        assert told and (told.profile, told.level, told.client) == (Profile(profile), level, "motcua-tracker")
    assert TrackerSettings.from_environment({}).sign_in is None

"""The scenarios of the national portal's contract (7.6) against the stand-in: real processes, engines and HTTP."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from shared.local.waiting import wait_until
from tests.intake.scans import a_pdf
from tests.support.journeys import Dossier, Office, receive
from tests.support.portal_town import (
    AGENCIES,
    COUNTED,
    DESKS,
    NAME,
    NOT_MAPPED,
    PROCEDURE,
    PortalTown,
    a_portal_town,
    a_procedure,
)
from tests.system.test_main_job import motcua

DESK = Office(DESKS["gen_a"])
OTHER = Office(NOT_MAPPED)
BOOK = Office(COUNTED)
WAYS = {kind: Office(desk) for kind, desk in DESKS.items()}
OWNER = {"kind": "citizen", "name": "Trần Văn Mẫu", "identity_number": "001099000018"}
MINISTRY = "1.002693"
NOT_JOINED = "00082.2025"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalTown]:
    with a_portal_town(tmp_path_factory.mktemp("portal")) as joined:
        yield joined


@pytest.fixture(autouse=True)
def _well(place: PortalTown) -> Iterator[None]:
    yield
    place.no_faults()


def a_dossier(place: PortalTown, office: Office = DESK, **said: Any) -> Dossier:
    return receive(place.town, office.clerk, PROCEDURE, applicant=OWNER, **said)


def settle(place: PortalTown, dossier: Dossier) -> dict[str, Any]:
    place.await_quiet([dossier])
    return place.must_agree(dossier)


def test_1_a_counter_dossier_goes_its_whole_way(place: PortalTown) -> None:
    dossier = a_dossier(place)
    settle(place, dossier)  # a quick hand would have the portal skip what it never needed to see
    dossier.act(DESK.officer, "take-up")
    settle(place, dossier)
    dossier.act(DESK.officer, "finish")
    dossier.act(DESK.clerk, "return")
    there = settle(place, dossier)
    assert there["statuses"] == ["2", "4", "9", "10"]
    assert there["noise"] == 0


def test_2_a_lost_answer_to_a_new_dossier_leaves_one_dossier(place: PortalTown) -> None:
    place.fault("timeout_after_commit", service="DongBoHoSoMC", count=1, seconds=6)
    dossier = a_dossier(place)
    there = settle(place, dossier)
    assert there["pushes"] == 2  # said again once it was found to be there


def test_3_a_lost_answer_to_a_row_leaves_one_row(place: PortalTown) -> None:
    place.fault("timeout_after_commit", service="CapNhatTienDoHoSoMC", count=1, seconds=6)
    place.fault("timeout_before_commit", service="CapNhatTienDoHoSoMC", count=1, seconds=6)
    first, second = a_dossier(place), a_dossier(place)
    settle(place, first)
    settle(place, second)


def test_4_a_session_that_ends_between_two_calls_is_renewed(place: PortalTown) -> None:
    place.fault("session_expired", service="CapNhatTienDoHoSoMC", count=1)
    dossier = a_dossier(place)
    there = settle(place, dossier)
    assert there["pushes"] == 1


def test_5_a_supplement_is_a_status_of_its_own_with_its_reason(place: PortalTown) -> None:
    dossier = a_dossier(place)
    dossier.act(DESK.officer, "take-up")
    lacking = [{"what": "Giấy chứng sinh", "why": "bản chụp không rõ"}]
    dossier.act(DESK.officer, "supplement-request", note="Thiếu giấy tờ", lacking=lacking)
    there = settle(place, dossier)
    assert there["status"] == "5"
    assert (
        there["progress"][-1]["NoiDungXuLy"]
        == "Yêu cầu bổ sung hồ sơ: Thiếu giấy tờ; Giấy chứng sinh (bản chụp không rõ)"
    )
    dossier.act(DESK.clerk, "supplement-receipt")
    there = settle(place, dossier)
    assert there["status"] == "4"
    assert dossier.refused(DESK.officer, "supplement-request", note="Thiếu nữa", lacking=lacking)  # said before, here


def test_6_refused_at_the_desk_is_3_and_stopped_later_is_8(place: PortalTown) -> None:
    stopped = a_dossier(place)
    stopped.act(DESK.officer, "take-up")
    stopped.act(DESK.leader, "stop", note="Người nộp không đủ điều kiện")
    assert settle(place, stopped)["status"] == "8"
    filing = {
        "desk": DESK.code,
        "procedure": PROCEDURE,
        "channel": "direct",
        "source": "counter",
        "applicant": OWNER,
        "answer": {"refuse": {"reasons": [{"code": "not_competent", "text": "Không thuộc thẩm quyền"}]}},
    }
    headers = place.town.headers("clerk", offices=(DESK.code,))
    answer = place.town.client.post(f"{place.town.url('intake')}/filings", json=filing, headers=headers)
    assert answer.status_code == 201, answer.text
    refused = Dossier(place.town, answer.json()["id"], "")
    place.await_lane(refused, entries=3)
    there = place.there(refused)
    assert (there["statuses"], there["record"]["NgayTuChoi"] != "") == (["1", "3"], True)
    assert there["progress"][-1]["NoiDungXuLy"] == "Từ chối tiếp nhận: Không thuộc thẩm quyền"


def test_7_what_has_no_code_there_waits_in_the_open_and_goes_in_order_once_it_has(place: PortalTown) -> None:
    dossier = a_dossier(place, OTHER)
    dossier.act(OTHER.officer, "take-up")
    place.await_lane(dossier, "blocked", entries=4)
    gap = next(gap for gap in place.ask("/gaps") if gap["about"] == OTHER.code)
    assert (gap["code"], gap["lanes"]) == ("office_not_mapped", 1)
    place.map_offices({OTHER.code: NAME})
    there = settle(place, dossier)
    assert there["statuses"] == ["2", "4"]


def test_what_is_missing_is_seen_before_a_dossier_waits_for_it(place: PortalTown) -> None:
    told = motcua(place.town, "portal-check", DESKS["gen_a"])
    assert "✔ 0 đơn vị chưa khai mã định danh" in told.stdout
    told = motcua(place.town, "portal-check", NOT_JOINED)
    assert (told.returncode, "✘ 1 đơn vị chưa khai" in told.stdout, NOT_JOINED in told.stdout) == (1, True, True)


def test_7b_a_procedure_that_the_portal_lists_later_is_fetched_when_it_is_waited_for(place: PortalTown) -> None:
    code = "1.000656"
    dossier = receive(place.town, DESK.clerk, code, applicant=OWNER)
    place.await_lane(dossier, "blocked")
    place.admin.put("/_admin/catalogue", json={"procedures": [a_procedure(code, "Đăng ký khai tử")]})
    assert settle(place, dossier)["record"]["TenTTHC"] == "Đăng ký khai tử"


def test_8_three_acts_during_an_outage_are_three_rows_and_one_record(place: PortalTown) -> None:
    dossier = a_dossier(place)
    before = settle(place, dossier)
    place.fault("bad_gateway")
    dossier.act(DESK.officer, "take-up")
    dossier.act(DESK.officer, "payment-request", note="Lệ phí")
    dossier.act(DESK.clerk, "payment-receipt")
    place.await_lane(dossier, "ready", entries=8)
    place.no_faults()
    there = settle(place, dossier)
    assert [row["TrangThai"] for row in there["progress"][1:]] == ["4", "6", "4"]
    assert there["pushes"] == before["pushes"] + 1


def test_11_a_forged_call_back_changes_nothing_and_a_lost_one_is_found_by_asking(place: PortalTown) -> None:
    dossier = a_dossier(place, fees=[{"name": "Lệ phí", "amount": 58_000}])
    place.await_quiet([dossier])
    dossier.act(DESK.officer, "take-up")
    dossier.act(DESK.officer, "payment-request")
    settle(place, dossier)
    begun = place.pay(dossier, DESK)
    citizen = {"reference": begun["reference"], "partner": "H17"}
    place.admin.post("/_admin/inbound/payment-callback", json=citizen | {"wrong_check_sum": True})
    assert place.payments(dossier, DESK)[0]["state"] == "started"
    assert place.admin.post("/_admin/inbound/payment-callback", json=citizen | {"is_lost": True}).json() == []
    place.turn_clocks(minutes=2)
    assert wait_until(lambda: place.payments(dossier, DESK)[0]["applied_at"], seconds=15, every=0.2)
    # the fees are a correction, which is no row: whichever of the two facts comes last, the record says both
    assert wait_until(lambda: place.there(dossier)["record"]["DuocThanhToanTrucTuyen"] == "2", seconds=15, every=0.1)
    place.await_lane(dossier)
    there = place.must_agree(dossier)
    assert there["status"] == "4"
    assert not [each for each in place.violations(there["code"]) if each["check"] == "V21"]


def test_12_the_portal_fetches_a_file_by_a_link_that_stays_and_nobody_guesses(place: PortalTown) -> None:
    content = a_pdf(2, 50_000)
    digest = place.scan(DESK, content)
    paper = {"name": "Tờ khai", "form": "original", "quantity": 1, "scan": digest}
    dossier = a_dossier(place, papers=[paper])
    first = settle(place, dossier)["record"]["TaiLieuNop"][0]["DuongDanTaiTepTin"]
    assert place.town.client.get(first).content == content
    assert place.town.client.get(first[:-6] + "AAAAAA").status_code == 404
    dossier.act(DESK.officer, "take-up")
    there = settle(place, dossier)
    assert there["record"]["TaiLieuNop"][0]["DuongDanTaiTepTin"] == first
    fetched = wait_until(lambda: place.fetched(there["code"]), seconds=10, every=0.2)
    assert fetched
    assert {(each["status"], each["hash"]) for each in place.fetched(there["code"])} == {(200, digest)}
    reached = {each["connection"]: each["links"]["is_reached"] for each in place.ask("/connections")}
    assert reached[NAME] is True


def filed_at_the_portal(place: PortalTown, **more: Any) -> list[dict[str, Any]]:
    """What the portal made of our answers, delivery by delivery."""
    asked = {"procedure": PROCEDURE, "agency": "000.34.12.H17", **more}
    answer = place.admin.post("/_admin/inbound/dossier", json=asked)
    assert answer.status_code == 200, answer.text
    deliveries: list[dict[str, Any]] = answer.json()
    return deliveries


def filings_under(place: PortalTown, code: str) -> list[dict[str, Any]]:
    headers = place.town.headers("clerk")
    found = place.town.client.get(f"{place.town.url('intake')}/filings", params={"source_code": code}, headers=headers)
    items: list[dict[str, Any]] = found.json()["items"]
    return items


def answer_filing(place: PortalTown, code: str, act: str, body: Any = None) -> dict[str, Any]:
    (filing,) = filings_under(place, code)
    headers = place.town.headers("clerk") | {"If-Match": f'"{filing["version"]}"'}
    url = f"{place.town.url('intake')}/filings/{filing['id']}/{act}"
    answer = place.town.client.post(url, json=body, headers=headers)
    assert answer.is_success, answer.text
    told: dict[str, Any] = answer.json()
    return told


def await_status(place: PortalTown, code: str, status: str) -> None:
    def status_there() -> bool:
        return bool(place.admin.get(f"/_admin/dossiers/{code}").json()["status"] == status)

    assert wait_until(status_there, seconds=20, every=0.05), place.admin.get(f"/_admin/dossiers/{code}").text


def test_9_a_dossier_sent_again_is_one_and_changed_while_it_is_completed_a_new_round(place: PortalTown) -> None:
    deliveries = filed_at_the_portal(place, times=3, at_once=True)
    code = deliveries[0]["dossier"]
    assert sorted(each["outcome"] for each in deliveries) == ["already_received", "already_received", "received"]
    assert [filing["state"] for filing in filings_under(place, code)] == ["filed"]
    lacks = [{"what": "Giấy chứng sinh", "why": "Ảnh mờ"}]
    answer_filing(place, code, "request-completion", {"items": lacks, "basis": "NĐ 118/2025/NĐ-CP"})
    await_status(place, code, "5")
    again = {"number": deliveries[0]["number"], "change": {"ThongTinKhac": '{"lan": 2}'}}
    sent = place.admin.post("/_admin/inbound/again", json=again).json()
    assert [each["outcome"] for each in sent] == ["received"]
    assert [filing["state"] for filing in filings_under(place, code)] == ["completed"]
    await_status(place, code, "1")
    receipt = answer_filing(place, code, "accept")
    dossier = Dossier(place.town, receipt["id"], receipt["code"])
    place.await_quiet([dossier])
    assert place.there(dossier)["code"] == code
    assert place.there(dossier)["statuses"] == ["1", "5", "1", "2"]
    assert [message["round"] for message in place.ask("/inbound", portal_code=code)["items"]] == [2, 1]


def test_9_what_a_door_that_is_killed_had_taken_is_filed_once(place: PortalTown) -> None:
    """Killed while five dossiers come in at once; what it had not answered the portal sends again."""
    with ThreadPoolExecutor(5) as many:
        sending = [many.submit(filed_at_the_portal, place) for _ in range(5)]
        time.sleep(0.15)
        place.town.kill("portal")
        place.town.await_health()
        sent = [delivery for each in sending for delivery in each.result()]
    assert len({each["dossier"] for each in sent}) == 5
    for each in (each for each in sent if each["outcome"] == "unanswered"):
        place.admin.post("/_admin/inbound/again", json={"number": each["number"]})
    codes = {each["dossier"] for each in sent}
    assert wait_until(lambda: all(len(filings_under(place, code)) == 1 for code in codes), seconds=20, every=0.2)
    assert wait_until(lambda: not place.ask("/inbound", state="stored")["items"], seconds=150, every=0.5)
    messages = [message for code in codes for message in place.ask("/inbound", portal_code=code)["items"]]
    assert [message["state"] for message in messages] == ["applied"] * 5


def test_10_old_and_new_form_of_an_agency_code_are_one_desk(place: PortalTown) -> None:
    desks = set()
    for form in ("000.34.12.H17", AGENCIES[DESK.code]):
        (sent,) = filed_at_the_portal(place, fields={"MaDonVi": form})
        desks |= {filing["desk"] for filing in filings_under(place, sent["dossier"])}
    assert desks == {DESK.code}


def test_13_numbers_of_a_day_never_repeat_with_two_processes(place: PortalTown) -> None:
    with place.town.another("portal"):
        dossiers = [a_dossier(place) for _ in range(12)]
        place.await_quiet(dossiers)
    codes = {place.there(dossier)["code"] for dossier in dossiers}
    assert len(codes) == len(dossiers)


def test_14_a_dossier_of_a_ministry_is_never_told(place: PortalTown) -> None:
    dossier = receive(place.town, DESK.clerk, MINISTRY, applicant=OWNER)
    dossier.act(DESK.officer, "take-up")
    lane = place.await_lane(dossier, "ministry", entries=0)
    assert (lane["entries"], lane["portal_code"]) == ([], None)


@pytest.mark.parametrize(
    "fault",
    [
        "code_rotation",
        "nested_message",
        "failure_text",
        "success_without_code",
        "nfd_text",
        "html_page",
        "slow_body",
        "wrong_agency",
        "reordered_progress",
        "agency_form",
    ],
)
def test_every_fault_of_the_portal_ends_in_one_truth(place: PortalTown, fault: str) -> None:
    """By each way to it."""
    place.fault(fault, count=6, seconds=0.2)
    dossiers = [a_dossier(place, office) for office in WAYS.values()]
    for dossier, office in zip(dossiers, WAYS.values(), strict=True):
        dossier.act(office.officer, "take-up")
        dossier.act(office.officer, "finish")
    place.await_quiet(dossiers)
    for dossier in dossiers:
        place.must_agree(dossier, misfiled=fault == "reordered_progress")


@pytest.mark.parametrize("kind", ["gen_a_relay", "gen_b"])
def test_1_by_the_other_ways(place: PortalTown, kind: str) -> None:
    office = WAYS[kind]
    dossier = a_dossier(place, office)
    for who, act in ((office.officer, "take-up"), (office.officer, "finish"), (office.clerk, "return")):
        settle(place, dossier)
        dossier.act(who, act)
    assert settle(place, dossier)["statuses"] == ["2", "4", "9", "10"]


@pytest.mark.parametrize("fault", ["procedure_renamed", "procedure_withdrawn"])
def test_a_catalogue_that_changed_under_us_is_fetched_and_the_dossier_told(place: PortalTown, fault: str) -> None:
    """Refused for the old name, or for a procedure that is gone: the first is mended by fetching, the second waits."""
    code = "1.000656"
    place.admin.put("/_admin/catalogue", json={"procedures": [a_procedure(code, "Đăng ký khai tử")]})
    place.fetch_catalogue()
    place.fault(fault, service="DongBoHoSoMC", count=1)
    dossier = receive(place.town, DESK.clerk, code, applicant=OWNER)
    lane = place.await_lane(dossier, "held")
    assert lane["entries"][0]["last_class"] == "invalid"
    place.fetch_catalogue()
    assert place.decide(dossier.id, 1, "retry").status_code == 204
    if fault == "procedure_renamed":
        assert settle(place, dossier)["record"]["TenTTHC"] == "Đăng ký khai tử (sửa đổi)"
    else:
        lane = place.await_lane(dossier, "blocked")
        assert lane["entries"][0]["last_code"] == "procedure_not_at_portal"


def test_what_the_portal_refuses_waits_for_a_person(place: PortalTown) -> None:
    """A number that is none to the portal: refused for what it says, shown, and sent once it was put right."""
    dossier = receive(place.town, DESK.clerk, PROCEDURE, applicant=OWNER | {"identity_number": "111111111"})
    lane = place.await_lane(dossier, "held")
    assert (lane["entries"][0]["state"], lane["entries"][0]["last_class"]) == ("dead", "invalid")
    assert place.decide(dossier.id, 2, "retry").json()["code"] == "entry_moved_on"
    correct = {"revision": 1, "reason": "Nhầm số định danh", "changes": {"applicant": OWNER}}
    headers = place.town.headers("clerk", offices=(DESK.code,))
    url = f"{place.town.url('intake')}/dossiers/{dossier.id}/corrections"
    assert place.town.client.post(url, json=correct, headers=headers).status_code == 201
    assert place.decide(dossier.id, 1, "retry").status_code == 204
    place.await_lane(dossier)
    assert place.there(dossier)["record"]["SoGiayToChuHoSo"] == OWNER["identity_number"]
    assert [act["act"] for act in place.lane(dossier)["acts"]] == ["retry"]


def test_rows_that_the_portal_does_not_list_are_held_for_a_person(place: PortalTown) -> None:
    place.admin.put("/_admin/config", json={"lookup_shows_progress": False})
    try:
        place.fault("timeout_after_commit", service="CapNhatTienDoHoSoMC", count=1, seconds=6)
        dossier = a_dossier(place)
        lane = place.await_lane(dossier, "held", entries=2)
        assert lane["entries"][1]["state"] == "unknown"
        assert place.decide(dossier.id, 2, "is_there").status_code == 204
        place.await_lane(dossier)
        assert len(place.there(dossier)["progress"]) == 1
    finally:
        place.admin.put("/_admin/config", json={"lookup_shows_progress": True})


def test_the_door_killed_at_random_points_leaves_one_truth(place: PortalTown, is_long: bool) -> None:
    """With every fault at once and the process killed again and again: the portal's view equals ours in the end."""
    chance = random.Random(7)
    for fault in ("timeout_after_commit", "timeout_before_commit", "bad_gateway", "session_expired", "html_page"):
        place.fault(fault, probability=0.05, seconds=6)
    dossiers = []
    for number in range(120 if is_long else 21):
        office = list(WAYS.values())[number % 3]
        dossiers.append(a_dossier(place, office))
        dossiers[-1].act(office.officer, "take-up")
        if chance.random() < 0.7:
            dossiers[-1].act(office.officer, "finish")
        if chance.random() < (0.1 if is_long else 0.3):
            place.town.kill("portal")
    place.town.await_health()
    place.await_quiet(dossiers, seconds=600 if is_long else 90)
    for dossier in dossiers:
        place.must_agree(dossier)


def test_no_person_is_kept_at_the_door_nor_in_its_log(place: PortalTown) -> None:
    """After all that was told of them above."""
    settle(place, a_dossier(place, summary="Xin cấp lại bản gốc"))
    kept = place.kept_at_the_door() + place.log_of_the_door()
    assert "Tiếp nhận hồ sơ" in kept
    assert not [each for each in (OWNER["name"], OWNER["identity_number"], "Xin cấp lại bản gốc") if each in kept]


@pytest.fixture(scope="module")
def told_and_counted(place: PortalTown) -> dict[str, Dossier]:
    """One dossier of each kind at a desk of its own, while both clocks go on by ten days."""
    place.map_offices({BOOK.code: NAME})
    kinds = ("in time", "late", "overdue", "supplemented")
    dossiers = {kind: a_dossier(place, BOOK) for kind in kinds}
    for dossier in dossiers.values():
        dossier.act(BOOK.officer, "take-up")
    dossiers["in time"].act(BOOK.officer, "finish")
    lacking = [{"what": "Giấy chứng sinh", "why": "bản chụp không rõ"}]
    dossiers["supplemented"].act(BOOK.officer, "supplement-request", note="Thiếu", lacking=lacking)
    place.await_quiet(dossiers.values())  # a clock that jumps ends every lease
    place.turn_clocks(days=10)
    dossiers["late"].act(BOOK.officer, "finish")
    dossiers["supplemented"].act(BOOK.clerk, "supplement-receipt")
    dossiers["supplemented"].act(BOOK.officer, "finish")
    dossiers["open"] = a_dossier(place, BOOK)
    place.await_quiet(dossiers.values())
    return dossiers


def test_the_portals_index_is_the_yearbooks(place: PortalTown, told_and_counted: dict[str, Dossier]) -> None:
    """2.1 of QĐ 766: what the portal makes of what it was told is what stats counts from the facts."""
    theirs = place.admin.get("/_admin/indicators", params={"agency": AGENCIES[COUNTED]}).json()
    assert theirs["timeliness"] == {"on_time": 2, "late": 1, "overdue": 1, "open": 1}
    ours = place.index_item("2.1", BOOK)
    both = theirs["timeliness"]
    assert ours == (both["on_time"] + both["open"], theirs["counted"])


def test_the_share_that_is_there_reaches_the_yearbook(place: PortalTown, told_and_counted: dict[str, Dossier]) -> None:
    """1.4 of QĐ 766, stated after each comparison; which finds no difference."""
    compared = place.compare()
    assert [(item["code"], item["what"], item["ours"], item["theirs"]) for item in compared["items"]] == []
    assert compared["same"] >= len(told_and_counted)
    own = len(told_and_counted)
    theirs = place.admin.get("/_admin/indicators", params={"agency": AGENCIES[COUNTED], "own": own}).json()
    stated = (theirs["synchronised"]["count"], own)
    assert stated == (own, own)
    assert wait_until(lambda: place.index_item("1.4", BOOK) == stated, seconds=10, every=0.2)


def test_what_the_portal_has_lost_is_found_and_told_again(
    place: PortalTown, told_and_counted: dict[str, Dossier]
) -> None:
    dossier = told_and_counted["in time"]
    place.admin.post("/_admin/reset", json={})
    place.admin.put("/_admin/catalogue", json={"procedures": [a_procedure(PROCEDURE, "Đăng ký khai sinh")]})
    place.turn_clocks(days=0)
    compared = place.compare()
    assert compared["missing"] == compared["looked"] > 0
    headers = place.town.headers("operator")
    url = f"{place.url}/lanes/{dossier.id}/retelling"
    assert place.town.client.post(url, json={"reason": "Cổng đã mất"}, headers=headers).status_code == 204
    settle(place, dossier)
    assert [act["act"] for act in place.lane(dossier)["acts"]] == ["retell_all"]

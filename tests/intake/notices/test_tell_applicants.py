"""Applicants are told of what concerns them, once, by what they agreed to, and never of what is old or not so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.intake.domain.notices.news import News
from shared.contracts.processing import LetterPart
from tests.intake.conftest import COMMUNE, THURSDAY
from tests.intake.notices.conftest import House, act
from tests.intake.privacy.made_up import ADDRESS, BY_NAME, NAME, NUMBER
from tests.intake.standings import a_standing, acted

ALL = ("email", "sms", "zalo")


async def test_a_result_is_told_by_every_medium_that_was_agreed_to(house: House) -> None:
    receipt = await house.receive(*ALL)
    await house.hear(act(receipt, 2, "finished", "ready"))
    await house.send()
    (letter,) = house.mailbox.letters
    assert letter["To"] == "canh.gac@example.vn"
    assert letter["Subject"] == f"Hồ sơ {receipt['code']}: đã có kết quả"
    text = letter.get_content()
    assert f"Hồ sơ {receipt['code']} đã có kết quả. Mời ông/bà mang giấy hẹn đến Trung tâm hành chính công" in text
    assert "https://tracuu.example.vn" in text
    by_medium = {body["medium"]: body for body in house.gateway.taken.values()}
    assert by_medium["sms"]["to"] == by_medium["zalo"]["to"] == "+84912000999"
    assert by_medium["sms"]["text"].startswith(f"Ho so {receipt['code']} da co ket qua.")
    assert by_medium["sms"]["text"].isascii()
    assert by_medium["zalo"]["text"].startswith(f"Hồ sơ {receipt['code']} đã có kết quả.")
    assert by_medium["zalo"]["details"]["code"] == receipt["code"]
    told = letter.as_string() + str(by_medium)
    assert not [secret for secret in (NAME, NUMBER, ADDRESS, BY_NAME) if secret in told]
    assert await house.states() == [("finished", medium, "sent") for medium in ALL]


async def test_who_agreed_to_nothing_is_told_nothing(house: House) -> None:
    receipt = await house.receive()
    await house.hear(act(receipt, 2, "finished", "ready"))
    await house.send()
    assert (await house.log(), house.mailbox.letters, house.gateway.requests) == ([], [], [])


@pytest.mark.parametrize("news", [news for news in News if news is not News.TAKEN_BACK])
async def test_every_act_that_concerns_an_applicant_is_told(house: House, news: News) -> None:
    receipt = await house.receive("sms")
    letters = (LetterPart(sent_on=date(2026, 3, 5), promised_on=date(2026, 3, 12)),) if news is News.EXTENDED else ()
    await house.hear(act(receipt, 2, news.value, letters=letters))
    await house.send()
    ((_, body),) = house.gateway.requests
    assert (body["kind"], receipt["code"] in body["text"]) == (news.value, True)
    assert "{" not in body["text"]
    assert ("12/03/2026" in body["text"]) == (news is News.EXTENDED)


@pytest.mark.parametrize("name", ["opened", "taken_up", "assigned", "passed_on", "opinion_asked", "lateness_explained"])
async def test_what_goes_on_inside_the_house_is_not_told(house: House, name: str) -> None:
    receipt = await house.receive("sms")
    await house.hear(act(receipt, 2, name))
    await house.send()
    assert await house.log() == []


async def test_a_fact_that_comes_again_is_told_once(house: House) -> None:
    receipt = await house.receive("sms")
    fact = act(receipt, 2, "finished", "ready")
    await house.hear(fact)
    await house.hear(fact)
    await house.send()
    await house.hear(fact)
    await house.send()
    assert len(house.gateway.requests) == 1
    assert await house.states() == [("finished", "sms", "sent")]


async def test_a_fact_that_comes_late_is_not_told_and_quietens_nothing(house: House) -> None:
    receipt = await house.receive("sms")
    await house.hear(act(receipt, 4, "finished", "ready"))
    await house.hear(act(receipt, 2, "supplement_requested", "awaiting_supplement"))
    await house.send()
    assert await house.states() == [("finished", "sms", "sent")]


async def test_old_facts_are_not_told(house: House) -> None:
    receipt = await house.receive("sms")
    fact = act(receipt, 2, "finished", "ready")
    await house.hear(replace(fact, recorded_at=THURSDAY - timedelta(days=3, seconds=1)))
    await house.send()
    assert await house.log() == []


async def test_an_act_of_days_ago_that_was_entered_today_is_told(house: House) -> None:
    receipt = await house.receive("sms")
    await house.hear(replace(act(receipt, 2, "finished", "ready"), happened_at=THURSDAY - timedelta(days=5)))
    await house.send()
    assert await house.states() == [("finished", "sms", "sent")]


async def test_register_books_tell_nobody(house: House) -> None:
    receipt = await house.receive("sms")
    await house.hear(act(receipt, 2, "finished", "ready", origin="register"))
    await house.send()
    assert await house.log() == []


async def test_news_make_older_news_stale(house: House) -> None:
    receipt = await house.receive("sms")
    await house.hear(act(receipt, 2, "supplement_requested", "awaiting_supplement"))
    await house.hear(act(receipt, 3, "supplement_received"))
    await house.hear(act(receipt, 4, "finished", "ready"))
    await house.send()
    assert await house.states() == [("finished", "sms", "sent"), ("supplement_requested", "sms", "withdrawn")]


async def test_only_the_newest_of_a_run_is_told(house: House) -> None:
    receipt = await house.receive("sms")
    await house.hear(
        act(receipt, 2, "supplement_requested", "awaiting_supplement"),
        act(receipt, 3, "supplement_received"),
        act(receipt, 4, "finished", "ready"),
        act(receipt, 5, "lateness_explained", "ready"),
    )
    await house.send()
    assert await house.states() == [("finished", "sms", "sent")]


async def test_who_has_the_result_in_hand_is_not_told_that_it_is_there(house: House) -> None:
    receipt = await house.receive("sms")
    await house.hear(act(receipt, 2, "finished", "ready"))
    await house.hear(act(receipt, 3, "returned", "returned"))
    await house.send()
    assert await house.states() == [("finished", "sms", "withdrawn")]


async def test_what_was_undone_in_time_is_never_told(house: House) -> None:
    receipt = await house.receive("sms")
    await house.hear(act(receipt, 2, "finished", "ready"))
    await house.hear(act(receipt, 3, "undone"))
    await house.send()
    assert (await house.states(), house.gateway.requests) == ([("finished", "sms", "withdrawn")], [])


async def test_what_was_undone_after_it_was_told_is_taken_back(house: House) -> None:
    receipt = await house.receive("sms", "email")
    house.gateway.answers = [422]
    await house.hear(act(receipt, 2, "finished", "ready"))
    await house.send()
    await house.hear(act(receipt, 3, "undone"))
    await house.send()
    assert await house.states() == [
        ("finished", "email", "sent"),
        ("finished", "sms", "failed"),
        ("taken_back", "email", "sent"),
    ]
    assert "Hồ sơ hiện ở trạng thái: đang giải quyết." in house.mailbox.letters[-1].get_content()


async def test_undoing_within_a_run_leaves_what_went_before(house: House) -> None:
    receipt = await house.receive("sms")
    letter = LetterPart(sent_on=date(2026, 3, 5), promised_on=date(2026, 3, 12))
    await house.hear(
        act(receipt, 2, "extended", letters=(letter,)),
        act(receipt, 3, "finished", "ready", letters=(letter,)),
        act(receipt, 4, "undone", letters=(letter,)),
    )
    await house.send()
    assert await house.states() == [("extended", "sms", "sent")]


async def test_the_desk_that_is_named_is_the_one_where_the_dossier_is(house: House) -> None:
    receipt = await house.receive("zalo")
    await house.hear(act(receipt, 2, "finished", "ready", desk=COMMUNE, office=COMMUNE))
    await house.send()
    ((_, body),) = house.gateway.requests
    assert "Xã Hợp Châu" in body["text"]


async def test_a_result_that_goes_by_post_calls_nobody_to_the_desk(house: House) -> None:
    receipt = await house.receive("zalo", result={"way": "post", "address": ADDRESS})
    await house.hear(act(receipt, 2, "finished", "ready"))
    await house.send()
    ((_, body),) = house.gateway.requests
    assert "gửi qua bưu chính" in body["text"]
    assert ADDRESS not in body["text"]


async def test_a_dossier_that_is_not_known_here_is_passed_over(house: House) -> None:
    await house.hear(acted(a_standing("01890000-0000-7000-8000-00000000ffff", 2, "ready"), "finished"))
    assert await house.log() == []


async def test_a_carrier_that_is_away_and_comes_back_gets_what_waits(house: House) -> None:
    receipt = await house.receive("sms")
    house.gateway.answers = [503]
    await house.hear(act(receipt, 2, "finished", "ready"))
    await house.send()
    (line,) = await house.log()
    assert (line["state"], line["tries"], line["error"]) == ("waiting", 1, "carrier_busy")
    await house.send(after=timedelta(minutes=1))
    (line,) = await house.log()
    assert (line["state"], line["tries"], line["error"], line["next_try_at"]) == ("sent", 2, None, None)
    assert len({headers["idempotency-key"] for headers, _ in house.gateway.requests}) == 1


async def test_a_corrected_address_is_the_one_that_is_used_next(house: House) -> None:
    receipt = await house.receive("sms")
    person = {"name": NAME, "phone": "0987000333"}
    body = {"revision": 1, "reason": "Ghi nhầm số điện thoại", "changes": {"applicant": person}}
    path = f"/dossiers/{receipt['id']}/corrections"
    assert (await house.client.post(path, json=body, headers=house.identity.headers("clerk"))).status_code == 201
    await house.hear(act(receipt, 2, "finished", "ready"))
    await house.send()
    ((_, told),) = house.gateway.requests
    assert told["to"] == "+84987000333"


async def test_where_a_correction_took_the_address_away_nothing_is_sent(house: House) -> None:
    receipt = await house.receive("sms", "email")
    body = {"revision": 1, "reason": "Không dùng nữa", "changes": {"applicant": {"name": NAME, "phone": "0912000999"}}}
    path = f"/dossiers/{receipt['id']}/corrections"
    assert (await house.client.post(path, json=body, headers=house.identity.headers("clerk"))).status_code == 201
    await house.hear(act(receipt, 2, "finished", "ready"))
    await house.send()
    assert await house.states() == [("finished", "sms", "sent")]

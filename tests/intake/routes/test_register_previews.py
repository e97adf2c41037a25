"""A book before it is written: how it is understood, what the office calls its columns, and writing what was tried."""

from typing import Any

from tests.intake.books import HEADER, a_book, book_row
from tests.intake.old_fonts import to_tcvn3
from tests.intake.registry import Registry, counts
from tests.support.people import Identity


async def ask(registry: Registry, path: str) -> Any:
    answer = await registry.client.get(path, headers=registry.headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def name(registry: Registry, columns: dict[str, str | None], office: str = "H62.19", **headers: str) -> Any:
    sent = {**registry.headers, "Content-Type": "application/json", **headers}
    return await registry.client.put(f"/register-headings/{office}", json={"columns": columns}, headers=sent)


async def test_what_was_tried_is_written_without_handing_it_in_again(registry: Registry) -> None:
    tried = await registry.take([book_row(1), book_row(2), book_row(3, received="mai")], commit=False)
    assert await registry.facts() == []
    answer = await registry.client.post(f"/register-imports/{tried['id']}/commit", headers=registry.headers)
    assert (answer.status_code, answer.json()["committed"]) == (202, True)
    await registry.work_off()
    written = await registry.follow(answer.json()["id"])
    assert counts(written) == ("done", 3, 2, 0, 1)
    assert len({fact.stream for fact in await registry.facts()}) == 2


async def test_only_a_trial_that_ended_well_is_written(registry: Registry) -> None:
    waiting = await registry.hand_in(a_book([book_row(1)]), commit=False)
    early = await registry.client.post(f"/register-imports/{waiting}/commit", headers=registry.headers)
    assert (early.status_code, early.json()["code"]) == (409, "register_import_not_done")
    written = await registry.take([book_row(2)])
    again = await registry.client.post(f"/register-imports/{written['id']}/commit", headers=registry.headers)
    assert (again.status_code, again.json()["code"]) == (409, "register_import_not_a_trial")


async def test_a_preview_shows_columns_old_writing_and_the_first_rows(registry: Registry) -> None:
    rows = [book_row(n, applicant=to_tcvn3(f"Nguyễn Thị Hường {n % 7}")) for n in range(1, 30)]
    job = await registry.take_book(a_book(rows, [*HEADER[:-1], "Số hiệu kệ"]), commit=False)
    shown = await ask(registry, f"/register-imports/{job['id']}/preview")
    (sheet,) = shown["sheets"]
    assert sheet["header_row"] == 5
    read = {column["heading"]: column["column"] for column in sheet["columns"]}
    assert (read["Ngày, giờ tiếp nhận"], read["Số hiệu kệ"]) == ("received", None)
    assert [one["read"] for one in sheet["converted"]] == [f"Nguyễn Thị Hường {n}" for n in range(1, 6)]
    assert sheet["converted"][0]["written"] == to_tcvn3("Nguyễn Thị Hường 1")
    assert (len(shown["rows"]), shown["rows"][0]["row"], shown["rows"][0]["applicant"]) == (20, 6, "Nguyễn Thị Hường 1")
    assert shown["rows"][0]["accepted_at"] == "2024-05-08T08:00:00+07:00"


async def test_a_heading_is_named_once_and_every_later_book_is_read_by_it(registry: Registry) -> None:
    header = ["Ký hiệu lưu" if each == "Mã hồ sơ" else each for each in HEADER]
    lost = await registry.take_book(a_book([book_row(1)], header), commit=False)
    assert (lost["state"], "Không thấy dòng tiêu đề" in lost["reason"]) == ("failed", True)
    guess = (await ask(registry, f"/register-imports/{lost['id']}/preview"))["guess"]
    assert [each["heading"] for each in guess] == header
    assert [each["column"] for each in guess][:3] == [None, None, "procedure"]
    answer = await name(registry, {"Ký hiệu  LƯU": "code"})
    assert [(one["written"], one["column"]) for one in answer.json()["items"]] == [("Ký hiệu LƯU", "code")]
    retried = await registry.client.post(f"/register-imports/{lost['id']}/retry", headers=registry.headers)
    await registry.work_off()
    assert counts(await registry.follow(retried.json()["id"])) == ("done", 1, 1, 0, 0)
    read = await registry.take_book(a_book([book_row(1, received="mai"), book_row(2)], header), commit=False)
    assert counts(read) == ("done", 2, 1, 0, 1)
    again = await registry.take_book((await registry.rejects(read["id"])).content, commit=False)
    assert counts(again) == ("done", 1, 0, 0, 1)
    assert (await name(registry, {"Ký hiệu lưu": None})).json()["items"] == []
    forgotten = await registry.take_book(a_book([book_row(1)], header), commit=False)
    assert forgotten["state"] == "failed"


async def test_a_recognised_column_can_be_left_unread(registry: Registry) -> None:
    await name(registry, {"Ghi chú": ""})
    job = await registry.take([book_row(1)], commit=False)
    (sheet,) = (await ask(registry, f"/register-imports/{job['id']}/preview"))["sheets"]
    assert {each["heading"]: each["column"] for each in sheet["columns"]}["Ghi chú"] is None


async def test_names_of_columns_are_of_the_own_offices(registry: Registry, identity: Identity) -> None:
    foreign = {**identity.headers("registrar", offices=("H26",)), "Content-Type": "application/json"}
    refused = await name(registry, {"Mã": "code"}, **foreign)
    assert (refused.status_code, refused.json()["code"]) == (403, "office_out_of_reach")
    unknown = await name(registry, {"Mã": "nothing"})
    assert unknown.status_code == 422
    clerk = await registry.client.get("/register-headings/H62.19", headers=identity.headers("clerk"))
    assert clerk.json()["code"] == "role_not_allowed"

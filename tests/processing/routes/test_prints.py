"""The log of prints: which paper, the digest of its bytes, who; the second is a re-print."""

from hashlib import sha256

import asyncpg
import pytest

from shared.db.database import BoundDatabase
from tests.processing.routes.conftest import Counter, Receive


async def test_every_print_is_written_down_with_the_digest_of_its_bytes(receive: Receive) -> None:
    story = await receive()
    path = f"/dossiers/{story.id}"
    printed = [await story.desk.get(f"{path}/control-slip.pdf?paper={size}", "clerk") for size in ("a5", "a5", "a4")]
    told = (await story.desk.get(f"{path}/prints", "officer")).json()
    assert [(each["size"], each["sha256"]) for each in told] == [
        (size, sha256(answer.content).hexdigest()) for size, answer in zip(("a5", "a5", "a4"), printed, strict=True)
    ]
    assert told[0]["sha256"] == told[1]["sha256"] != told[2]["sha256"]
    assert {(each["form"], each["version"], each["signer"]) for each in told} == {("control_slip", None, None)}
    foreign = await story.desk.get(f"{path}/prints", "clerk", offices=("H10",))
    assert foreign.json()["code"] == "dossier_not_found"


async def test_prints_of_the_receipt_are_told_by_the_counter(receive: Receive, counter: Counter) -> None:
    story = await receive()
    headers = counter.identity.headers("clerk", subject="canbo.quay")
    path = f"/dossiers/{story.id}"
    printed = [await counter.client.get(f"{path}/receipt.pdf", headers=headers) for _ in range(2)]
    told = (await counter.client.get(f"{path}/prints", headers=headers)).json()
    assert [each["sha256"] for each in told] == [sha256(answer.content).hexdigest() for answer in printed]
    assert told[0]["sha256"] == told[1]["sha256"]
    assert {(each["printed_by"], each["size"]) for each in told} == {("canbo.quay", "a5")}
    monitor = await counter.client.get(f"{path}/prints", headers=counter.identity.headers("monitor"))
    assert monitor.json()["code"] == "role_not_allowed"


async def test_what_was_printed_cannot_be_rewritten(receive: Receive, database: BoundDatabase) -> None:
    story = await receive()
    await story.desk.get(f"/dossiers/{story.id}/control-slip.pdf", "clerk")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.transaction() as connection:
            await connection.execute("update processing.prints set sha256 = ''")

"""What each role is shown of a person by each GET of the service, from the OpenAPI document itself.

The rules hold for operations that did not exist when this was written: who does not work on dossiers never sees
anybody, and whatever shows a person in full has left a line in the log of views.
"""

import io
import re
import zipfile

import httpx2
import pytest
from pypdf import PdfReader

from shared.callers import Role
from tests.intake.privacy.made_up import ADDRESS, BY_NUMBER, CANARIES, NUMBER, receive
from tests.support.people import Identity

WITH_PERSON = {Role.CLERK, Role.OFFICER, Role.LEADER, Role.REGISTRAR}
IN_FULL = (NUMBER, BY_NUMBER, "912000999", "912 000 999", ADDRESS, "canh.gac@example.vn")
SHOWN = {
    "/dossiers/{id_or_code}": WITH_PERSON,
    "/dossiers/{id_or_code}/receipt.pdf": WITH_PERSON,
    "/dossiers/{id_or_code}/revisions": WITH_PERSON,
    "/dossiers": set(),
    "/dossiers/export.csv": set(),
    "/dossiers/export.xlsx": set(),
    "/dossiers/{id_or_code}/due": set(),
    "/dossiers/{id_or_code}/views": set(),
    "/views": set(),
    "/erasures": set(),
}


def text_of(answer: httpx2.Response) -> str:
    if not answer.is_success:
        return answer.text
    if answer.content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    if answer.content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
            return "\n".join(book.read(name).decode() for name in book.namelist())
    return answer.text


async def gets(counter: httpx2.AsyncClient) -> list[str]:
    paths = (await counter.get("/openapi.json")).json()["paths"]
    return [path for path, operations in paths.items() if "get" in operations]


async def count_views(counter: httpx2.AsyncClient, identity: Identity) -> int:
    return len(
        (await counter.get("/views", params={"limit": 200}, headers=identity.headers("auditor"))).json()["items"]
    )


@pytest.mark.parametrize("role", Role)
async def test_a_role_sees_of_a_person_what_it_needs_and_seeing_in_full_leaves_a_line(
    counter: httpx2.AsyncClient, identity: Identity, role: Role
) -> None:
    receipt = await receive(counter, identity.headers("clerk"))
    mistake = {"revision": 1, "reason": "Ghi nhầm số bộ", "changes": {"sets": 2}}
    path = f"/dossiers/{receipt['id']}/corrections"
    assert (await counter.post(path, json=mistake, headers=identity.headers("clerk"))).status_code == 201
    headers = identity.headers(role.value)
    for path in await gets(counter):
        before = await count_views(counter, identity)
        answer = await counter.get(re.sub(r"\{[^}]*\}", receipt["id"], path), headers=headers)
        assert answer.status_code < 500, f"{path}: {answer.text}"
        text = text_of(answer)
        shown_in_full = [secret for secret in IN_FULL if secret in text]
        if role not in WITH_PERSON:
            assert not [canary for canary in CANARIES if canary in text], path
        if shown_in_full:
            assert await count_views(counter, identity) == before + 1, f"{path} shows {shown_in_full} unlogged"
        if path in SHOWN:
            assert bool(shown_in_full) == (role in SHOWN[path]), f"{path} as {role}: {answer.status_code}"


async def test_the_matrix_knows_every_operation_that_names_a_dossier_in_its_path(counter: httpx2.AsyncClient) -> None:
    assert SHOWN.keys() <= set(await gets(counter))

"""Does the happenings of one round through the APIs: each by the official whose it is, alike ones in one call."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from services.cli.demo.area import Area, Official, Staff
from services.cli.demo.asking import Asking, Refused
from services.cli.demo.happenings import ACCEPT, FILE, RATE, RECEIVE, Happening, Standing
from services.cli.demo.journal import Answers
from services.cli.demo.planning import Intended
from shared.callers import Role

_MOST_AT_ONCE = 200
_ASPECTS = ("attitude", "time", "place")


class Doer:
    """Of one walk. `is_again`: a round that was perhaps done in part; what was done then is taken for done."""

    def __init__(self, asking: Asking, area: Area, staff: Staff, seed: int) -> None:
        self._asking, self._area, self._staff, self._seed = asking, area, staff, seed
        self._portal = Official("cong-dvc", "Cổng dịch vụ công", Role.PORTAL, area.root)
        self.is_again = False

    async def do(self, happenings: Sequence[Happening], standings: Mapping[int, Standing]) -> Answers:
        alike: dict[str, list[Happening]] = defaultdict(list)
        for one in happenings:
            alike[self._sort(one)].append(one)
        calls = [self._call(part, standings) for group in alike.values() for part in _parts(group)]
        answers: Answers = {}
        for answered in await asyncio.gather(*calls):
            answers.update(answered)
        return answers

    def _sort(self, one: Happening) -> str:
        """Acts of one official with the same words go together."""
        is_single = one.of_filing or one.goes_on or one.what in {RECEIVE, RATE} or self.is_again
        return one.key if is_single else f"{one.what} {self._who(one).account} {json.dumps(dict(one.say))}"

    async def _call(self, part: Sequence[Happening], standings: Mapping[int, Standing]) -> Answers:
        if len(part) > 1:
            return await self._batch(part, standings)
        one = part[0]
        try:
            return {one.key: await self._single(one, standings[one.intended.number])}
        except Refused as refused:
            return {one.key: {"refused": refused.code, "says": str(refused)}}

    async def _single(self, one: Happening, standing: Standing) -> dict[str, Any]:
        if one.what == RECEIVE:
            headers = {"Idempotency-Key": f"demo-{self._seed}-{one.intended.number}"}
            return _receipt(
                await self._asking.post(
                    self._who(one), "intake", "/dossiers", _dossier(one.intended, self._area), headers
                )
            )
        if one.what == RATE:
            await self._asking.post(self._portal, "stats", "/ratings", self._vote(one, standing))
            return {}
        if one.of_filing:
            return await self._filing(one, standing)
        return await self._act(one, standing)

    async def _filing(self, one: Happening, standing: Standing) -> dict[str, Any]:
        if one.what == FILE:
            body = _dossier(one.intended, self._area) | {
                "source": "portal",
                "source_code": f"DEMO-{self._seed}-{one.intended.number:07}",
                "filed_at": one.at.isoformat(),
            }
            body.pop("settled_at_once", None)
            filed = await self._asking.post(self._portal, "intake", "/filings", body)
            return {"filing": filed["id"], "filing_version": filed["version"]}
        path, headers = f"/filings/{standing.filing}/{one.what}", {"If-Match": f'"{standing.filing_version}"'}
        try:
            said = await self._asking.post(self._who(one), "intake", path, dict(one.say), headers)
        except Refused as refused:
            if not self.is_again or refused.code not in {"version_conflict", "act_not_allowed"}:
                raise
            said = await self._asking.get(self._who(one), "intake", f"/filings/{standing.filing}")
        return _receipt(said) if one.what == ACCEPT else {"filing_version": said["version"]}

    async def _act(self, one: Happening, standing: Standing) -> dict[str, Any]:
        path, headers = f"/dossiers/{standing.id}", {"If-Match": f'"{standing.version}"'}
        try:
            said = await self._asking.post(self._who(one), "processing", f"{path}/{one.what}", dict(one.say), headers)
        except Refused as refused:
            if not self.is_again or refused.code != "version_conflict":
                raise
            said = await self._asking.get(self._who(one), "processing", path)
        dues = said["standing"]["dues"]
        due = {"due_at": dues[-1]["due_at"]} if dues else {}
        return {"version": said["version"], "state": said["state"], **due}

    async def _batch(self, part: Sequence[Happening], standings: Mapping[int, Standing]) -> Answers:
        """Those that processing has not heard of yet are asked for again by themselves."""
        chosen = [standings[one.intended.number] for one in part]
        body = {
            "act": part[0].what,
            "say": dict(part[0].say),
            "dossiers": [{"dossier": standing.id, "version": standing.version} for standing in chosen],
        }
        said = await self._asking.post(self._who(part[0]), "processing", "/batches", body)
        answers: Answers = {}
        for one, item in zip(part, said["items"], strict=True):
            if item["problem"]:
                answers |= await self._call([one], standings)
            else:
                answers[one.key] = {"version": item["version"], "state": item["state"]}
        return answers

    def _who(self, one: Happening) -> Official:
        """The desk's clerk, or an official of the office that decides: always the same for a dossier."""
        if one.role is Role.PORTAL:
            return self._portal
        intended = one.intended
        office = intended.desk.code if one.role is Role.CLERK else intended.decider
        found = self._staff.of(office, one.role)
        return found[intended.number % len(found)]

    def _vote(self, one: Happening, standing: Standing) -> dict[str, Any]:
        whole = one.intended.fate.score or 5
        scores = {aspect: min(5, whole + (one.intended.number >> n) % 2) for n, aspect in enumerate(_ASPECTS)}
        return {
            "dossier": standing.code,
            "proof": f"demo-{self._seed}-{one.intended.number:08}",
            "scores": scores | {"whole": whole},
            "source": ("tracker", "desk_device", "portal")[one.intended.number % 3],
            "given_at": one.at.isoformat(),
        }


def _parts(group: Sequence[Happening]) -> Iterator[Sequence[Happening]]:
    return (group[n : n + _MOST_AT_ONCE] for n in range(0, len(group), _MOST_AT_ONCE))


def _receipt(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in ("id", "code", "received_at", "due_at", "counts_by")}


def _dossier(intended: Intended, area: Area) -> dict[str, Any]:
    person = intended.person
    applicant = {
        "name": person.name,
        "identity_number": person.identity_number,
        "phone": person.phone,
        "address": f"Xóm {1 + intended.number % 12}, {intended.desk.name}, tỉnh {area.name}",
    }
    body: dict[str, Any] = {
        "desk": intended.desk.code,
        "procedure": intended.matter.code,
        "channel": intended.channel.value,
        "applicant": applicant,
        "settled_at_once": intended.is_at_once,
    }
    return body | ({"office": intended.matter.agency} if intended.matter.agency else {})

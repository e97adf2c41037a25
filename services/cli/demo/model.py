"""The load model: how much comes when, of what, by which channel, and what becomes of it. Estimates, not a census."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from shared.contracts.terms import Channel

COMMUNE, DISTRICT, PROVINCE = "xa", "huyen", "tinh"  # the model's words for levels
Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Model:
    """What the file says, by its own names."""

    communes: int
    per_working_day: float
    share_by_level: Shares
    on_time_rate: Shares
    channel_share: Mapping[str, Shares]
    procedures: Mapping[str, Shares]
    certifications: frozenset[str]
    land: frozenset[str]
    weekday_share: Mapping[str, Shares]
    hour_share: Mapping[str, Shares]
    online_by_oneself: float
    month_factor: Shares
    days: Shares
    school_papers: Mapping[str, Any]
    supplement_request: Shares
    rejected: Shares
    withdrawn: Shares
    not_accepted_online: float
    payment_of_land: float
    late_excess_working_days: Sequence[tuple[int, int, float]]
    collected: Sequence[tuple[int | None, int | None, float]]

    def channels_of(self, level: str, procedure: str) -> Shares:
        """Copies are certified over the counter; the other procedures of the level make up its share of channels."""
        if procedure in self.certifications:
            return {Channel.DIRECT: 1.0}
        shares, mix = self.channel_share[level], self.procedures[level]
        others = 1 - sum(share for code, share in mix.items() if code in self.certifications)
        online, post = (min(0.9, shares[channel] / others) for channel in (Channel.ONLINE, Channel.POST))
        return {Channel.DIRECT: max(0.0, 1 - online - post), Channel.ONLINE: online, Channel.POST: post}


@cache
def load_model() -> Model:
    said = json.loads(Path(__file__).with_name("model.json").read_text(encoding="utf-8"))
    said.pop("source")
    for name in ("certifications", "land"):
        said[name] = frozenset(said[name])
    return Model(**said)

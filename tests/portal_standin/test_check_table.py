"""The table of checks against the contract's: what is refused from which level, what is only written down."""

from collections import defaultdict

from services.portal_standin.checks.table import CHECKS
from services.portal_standin.domain.level import Level

LENIENT, NORMAL, STRICT = Level.LENIENT, Level.NORMAL, Level.STRICT

# id: (refuses from, writes down from) for each of its parts
CONTRACT = {
    "V01": {(NORMAL, None)},
    "V02": {(NORMAL, None)},
    "V03": {(NORMAL, None)},
    "V04": {(LENIENT, None)},
    "V05": {(NORMAL, None)},
    "V06": {(STRICT, None)},
    "V07": {(NORMAL, None), (STRICT, None)},
    "V08": {(NORMAL, None)},
    "V09": {(LENIENT, None), (STRICT, NORMAL)},
    "V10": {(NORMAL, None)},
    "V11": {(NORMAL, None)},
    "V12": {(LENIENT, None)},
    "V13": {(LENIENT, None)},
    "V14": {(NORMAL, None), (LENIENT, None)},
    "V15": {(STRICT, None)},
    "V16": {(STRICT, NORMAL), (None, NORMAL)},
    "V17": {(STRICT, NORMAL)},
    "V18": {(STRICT, NORMAL)},
    "V19": {(None, NORMAL)},
    "V20": {(NORMAL, None)},
    "V21": {(STRICT, NORMAL)},
    "V22": {(NORMAL, None)},
    "V24": {(NORMAL, None)},
    "V25": {(None, LENIENT)},
}


def test_every_check_of_the_contract_stands_in_the_table_at_its_level() -> None:
    found: dict[str, set[tuple[Level | None, Level | None]]] = defaultdict(set)
    for check in CHECKS:
        found[check.id].add((check.refuses_from, check.logs_from))
    assert dict(found) == CONTRACT  # V23 (check-sums of payments) stands with the payments


def test_a_check_says_which_rule_it_is() -> None:
    for check in CHECKS:
        assert check.id in (check.look.__doc__ or "") or check.id in (
            __import__(check.look.__module__, fromlist=["_"]).__doc__ or ""
        ), check.name

"""Answers about PAR indices as OpenAPI shows them: a made-up year, by a set that is not known whole."""

from typing import Any

_SET = "0193f000-0000-7000-8000-000000000001"
_HEADING: dict[str, Any] = {
    "criteria_set": _SET,
    "before_set": _SET,
    "title": "Chỉ số cải cách hành chính cấp tỉnh",
    "year": 2022,
    "kind": "appraised",
}
_UNKNOWN: dict[str, Any] = {
    "points": None,
    "maximum": None,
    "percent": None,
    "known": None,
    "rest": None,
    "unknown": [],
    "contradicted": None,
    "rank": None,
    "change": {"points": None, "percent": None, "places": None},
    "stated": None,
}
_TOTAL: dict[str, Any] = {
    **_UNKNOWN,
    "points": 79.35,
    "maximum": 100,
    "percent": 79.35,
    "known": 9.07,
    "rest": 70.28,
    "unknown": ["3"],
    "rank": {"place": 2, "of": 2},
    "change": {"points": -0.75, "percent": -0.75, "places": -1},
    "stated": {"rank": 61, "of_units": 63, "places": None, "source": "Công bố chỉ số năm 2022", "contradictions": []},
}
_INSTITUTIONS: dict[str, Any] = {
    **_UNKNOWN,
    "points": 9.07,
    "maximum": 10,
    "percent": 90.7,
    "rank": {"place": 2, "of": 2},
    "change": {"points": -0.13, "percent": -1.3, "places": -1},
}
_PROCEDURES: dict[str, Any] = {**_UNKNOWN, "unknown": ["3.4"]}

CARD: dict[str, Any] = {
    **_HEADING,
    "unit": "H62",
    "name": "Tỉnh Vĩnh Phúc",
    "grade": "Khá",
    "total": {
        **_TOTAL,
        "code": "total",
        "name": "Chỉ số cải cách hành chính cấp tỉnh",
        "parts": [
            {**_INSTITUTIONS, "code": "2", "name": "Cải cách thể chế", "parts": []},
            {
                **_PROCEDURES,
                "code": "3",
                "name": "Cải cách thủ tục hành chính",
                "parts": [{**_UNKNOWN, "code": "3.4", "name": "Hồ sơ giải quyết đúng hạn", "parts": []}],
            },
        ],
    },
}
INDEX: dict[str, Any] = {
    **_HEADING,
    "items": [
        {
            "unit": "H62",
            "name": "Tỉnh Vĩnh Phúc",
            "grade": "Khá",
            "total": _TOTAL,
            "fields": {"2": _INSTITUTIONS, "3": _PROCEDURES},
            "card": f"/par/units/H62?criteria_set={_SET}&year=2022&kind=appraised",
        }
    ],
}
_FIGURES = "/figures?office=H62&from=2021-12-15&to=2022-12-14"
GAINS: dict[str, Any] = {
    **_HEADING,
    "unit": "H62",
    "period": {"from": "2021-12-15", "to": "2022-12-14"},
    "gains": [
        {
            "code": "2",
            "name": "Cải cách thể chế",
            "points": 9.07,
            "maximum": 10,
            "lacking": 0.93,
            "best": 9.5,
            "best_units": ["H26"],
            "within_reach": 0.43,
            "figure": None,
        }
    ],
    "unknown": [
        {
            "code": "3.4",
            "name": "Hồ sơ giải quyết đúng hạn",
            "figure": {
                "by": "on_time",
                "rate": {"numerator": 1815, "denominator": 1845, "percent": 98.37},
                "figures": _FIGURES,
            },
        }
    ],
}

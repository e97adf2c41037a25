"""Builds the conditions of a search from constants; values are bound, numbered as they come."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from services.intake.domain.dossiers.marks import pair_mark, procedure_mark
from services.intake.domain.finding.finding_plan import Way
from services.intake.domain.finding.sought import Sought

ON_STANDINGS = (Way.STATE, Way.STATE_AND_PLACE)
_MOST_PAIRED = 6  # of a name with more words these are enough
BY_PLACE = (Way.PLACE, Way.STATE_AND_PLACE)


@dataclass(frozen=True, slots=True)
class Places:
    """Codes of all offices: those in the caller's reach (None: all), under the office and under the desk asked for."""

    reach: Sequence[str] | None = None
    office: Sequence[str] | None = None
    desk: Sequence[str] | None = None

    @property
    def leading(self) -> Sequence[str] | None:
        """The offices that bound the list; None where the nation does."""
        asked = self.desk if self.office is None else self.office
        return self.reach if asked is None else asked


class Terms:
    """Values bound so far."""

    def __init__(self) -> None:
        self.values: list[object] = []

    def put(self, value: object, kind: str) -> str:
        self.values.append(value)
        return f"${len(self.values)}::{kind}"

    def one_of(self, column: str, values: Sequence[str]) -> str:
        """Equality for a single value: so the index keeps its order behind it."""
        if len(values) == 1:
            return f"{column} = {self.put(values[0], 'text')}"
        return f"{column} = any({self.put(list(values), 'text[]')})"


def branches(way: Way, sought: Sought, places: Places, terms: Terms) -> list[list[str]]:
    """Conditions of the walks that make up a way, over table t; no dossier is met in two of them."""
    if way not in BY_PLACE:
        return [conditions(way, sought, places, terms)]
    shared = conditions(way, sought, Places(), terms)
    return [[*own, *shared] for own in _by_place(places, terms)]


def conditions(way: Way, sought: Sought, places: Places, terms: Terms) -> list[str]:
    """On each row of t: a standing where a state leads, else a card."""
    procedure = [f"t.procedure = {terms.put(sought.procedure, 'text')}"] if sought.procedure else []
    return [
        *procedure,
        *_in_places(places, terms),
        *_on_card(sought, terms, way),
        *_on_standing(sought, terms, way),
    ]


def _on_card(sought: Sought, terms: Terms, way: Way) -> list[str]:
    """Words are looked for as text: the walk finds it in the index, and rarest first is longest first."""
    alias = "o" if way in ON_STANDINGS else "t"
    patterns = [f"% {word} %" for word in sorted(sought.words, key=len, reverse=True)]
    patterns += [f"% {sought.beginning}%"] if sought.beginning else []
    own = [f"{alias}.words like {terms.put(pattern, 'text')}" for pattern in patterns]
    if way is not Way.MARKS and sought.marks:
        own.append(f"{alias}.marks @@ {terms.put(marks_query(sought, with_words=False), 'text')}::tsquery")
    return _elsewhere("cards", own) if alias == "o" else own


def _on_standing(sought: Sought, terms: Terms, way: Way) -> list[str]:
    alias = "t" if way in ON_STANDINGS else "o"
    own = [terms.one_of(f"{alias}.state", sought.states)] if sought.states else []
    if sought.due_before:
        own.append(f"{alias}.due_on < {terms.put(sought.due_before, 'date')}")
    return _elsewhere("standings", own) if alias == "o" else own


def _in_places(places: Places, terms: Terms) -> list[str]:
    """As conditions on each row: in reach by the competent office or by the desk, and under what was asked for."""
    found = []
    if places.reach is not None:
        reach = terms.put(places.reach, "text[]")
        found.append(f"(t.office = any({reach}) or t.desk = any({reach}))")
    if places.office is not None:
        found.append(terms.one_of("t.office", places.office))
    if places.desk is not None:
        found.append(terms.one_of("t.desk", places.desk))
    return found


def marks_query(sought: Sought, *, with_words: bool = True) -> str:
    """As PostgreSQL's tsquery: all groups, one mark of each. Of several words their pairs, which have short lists."""
    groups = [" | ".join(f"'{mark}'" for mark in group) for group in sought.marks]
    if with_words:
        groups += _words_query(sought)
        groups += [f"'{procedure_mark(sought.procedure)}'"] if sought.procedure else []
    return " & ".join(f"({group})" for group in groups)


def _words_query(sought: Sought) -> list[str]:
    """Words that stand alone, else all pairs; the word being typed as any one of those that it may become."""
    paired = sought.words[:_MOST_PAIRED]
    groups = [[pair_mark(one, other)] for one, other in combinations(paired, 2)]
    if sought.beginning and sought.endings is not None:
        alone = [ending for ending in sought.endings if ending in paired]
        groups += [[pair_mark(word, ending) for ending in sought.endings] + alone for word in paired]
        if not paired:
            groups.append(list(sought.endings))
    if len(paired) == 1:
        groups.append(list(paired))
    if not groups and sought.beginning:
        return [f"'{sought.beginning}':*"]
    return [" | ".join(f"'{mark}'" for mark in group) for group in groups]


def _by_place(places: Places, terms: Terms) -> list[list[str]]:
    """The competent office leads, then, in an index of their own, desks that took in for another office."""
    if places.office is not None:
        return [[*_in_places(Places(places.reach, None, places.desk), terms), terms.one_of("t.office", places.office)]]
    codes = places.leading or []
    led, by_desk = terms.one_of("t.office", codes), [terms.one_of("t.desk", codes), "t.desk <> t.office"]
    if places.desk is None:
        return [[led], [*by_desk, f"not t.office = any({terms.put(codes, 'text[]')})"]]
    reach = _in_places(Places(places.reach), terms)
    return [[led, "t.desk = t.office", *reach], [*by_desk, *reach]]


def _elsewhere(table: str, own: list[str]) -> list[str]:
    if not own:
        return []
    return [f"exists (select from intake.{table} o where o.dossier = t.dossier and {' and '.join(own)})"]

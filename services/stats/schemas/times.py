"""How long things took, and why they were late."""

from pydantic import Field

from services.stats.schemas.figures import PeriodOut
from services.stats.schemas.out import Out


class SpreadOut(Out):
    """Minutes by the clock. The mean is exact; percentiles (nearest rank) are right to within 1.6 %."""

    dossiers: int
    mean: float | None
    median: float | None
    ninetieth: float | None


class TimesPartOut(Out):
    """`gross` from acceptance to the end, `net` without waiting for the applicant."""

    key: str = Field(description="Mã đơn vị hoặc cấp")
    gross: SpreadOut
    net: SpreadOut


class TimesOut(Out):
    """Of dossiers that ended in the period with a result or a refusal after appraisal."""

    office: str
    period: PeriodOut
    gross: SpreadOut
    net: SpreadOut
    items: list[TimesPartOut]


class StepTimesOut(Out):
    """A stage, with how many were late by their own limit. Minutes by the clock, waits included."""

    kind: str
    name: str
    officer: str | None
    steps: int
    late: int
    mean: float
    median: float
    ninetieth: float


class StepsOut(Out):
    """Stages of the dossiers that ended in the period."""

    office: str
    period: PeriodOut
    items: list[StepTimesOut]


class CauseOut(Out):
    """Late dossiers of one cause; `dossiers` opens exactly these. An empty cause: nobody said why."""

    key: str = Field(description="Mã đơn vị hoặc cấp; trống: cả đơn vị")
    cause: str
    late: int
    late_with_letter: int
    dossiers: str | None


class CausesOut(Out):
    """Causes of the late ones that ended in the period; their sum is `late`."""

    office: str
    period: PeriodOut
    late: int
    items: list[CauseOut]

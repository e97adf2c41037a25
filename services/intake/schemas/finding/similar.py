"""Asking, before a dossier is received, whether the same person already has the same matter."""

from pydantic import ConfigDict

from services.intake.schemas.dossiers.dossier_in import ApplicantIn, ProxyIn
from services.intake.schemas.dossiers.dossiers import WarningOut
from services.intake.schemas.parts import In, Out, ProcedureCode


class SimilarIn(In):
    """The receiving form as far as it is filled in; what else it holds is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    procedure: ProcedureCode
    applicant: ApplicantIn
    proxy: ProxyIn | None = None


class SimilarOut(Out):
    """Empty where there is nothing to ask about."""

    warnings: list[WarningOut]

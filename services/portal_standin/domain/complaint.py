"""What a check has to say against what it saw, and the refusal that may follow from it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Complaint:
    """`code` is generation A's error_code, `status` generation B's HTTP status; `text` is read by officials."""

    text: str
    field: str = ""
    code: str = "-1"
    status: int = 400


class Refused(Exception):
    """The call ends here; nothing of it is kept."""

    def __init__(self, check: str, complaint: Complaint) -> None:
        super().__init__(f"{check}: {complaint.text}")
        self.check = check
        self.complaint = complaint

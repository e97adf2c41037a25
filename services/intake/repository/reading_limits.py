"""What a process may use that opens a workbook: the file is a compressed archive made by anybody."""

import resource

_MEMORY_BYTES = 2 << 30
_PROCESSOR_SECONDS = 120  # then SIGXCPU; SIGKILL says that somebody else ended the process


def keep_within_limits() -> None:
    """Memory, processor time, and no core file with people in it."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

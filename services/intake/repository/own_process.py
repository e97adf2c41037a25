"""Work in a process of its own: what computes for seconds, or reads a file made by anybody, keeps no clerk waiting.

A process ends with the block, whatever becomes of the block. What it says to standard error is not kept: it may quote
people's data.
"""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3]


@asynccontextmanager
async def reading_process(module: str, *words: str, line_bytes: int) -> AsyncIterator[Process]:
    """It says what it read on standard output, lines of at most `line_bytes`."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *words),
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=DEVNULL,
        limit=line_bytes,
        cwd=_ROOT,
    )
    async with _ended(process):
        yield process


@asynccontextmanager
async def writing_process(module: str, *words: str) -> AsyncIterator[Process]:
    """It is told on standard input what to write."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *words), stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, cwd=_ROOT
    )
    async with _ended(process):
        yield process


@asynccontextmanager
async def _ended(process: Process) -> AsyncIterator[None]:
    try:
        yield
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()

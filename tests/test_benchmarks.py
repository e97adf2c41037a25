"""The benchmarks are run by hand and seldom: what they import must still be there."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest


@pytest.mark.parametrize("name", [module.name for module in iter_modules([str(Path(__file__).parent / "benchmarks")])])
def test_every_benchmark_finds_what_it_imports(name: str) -> None:
    import_module(f"tests.benchmarks.{name}")

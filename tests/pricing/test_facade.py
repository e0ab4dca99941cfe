"""What the package offers, and what it must not drag in."""

from __future__ import annotations

import subprocess
import sys

import pricing


def test_exported_names() -> None:
    """The names are sorted, and each is there."""
    assert pricing.__all__ == sorted(pricing.__all__)
    assert pricing.__all__ == ["RateBook", "assess", "estimate", "rate"]
    assert all(callable(getattr(pricing, name)) for name in pricing.__all__)


def test_import_is_light() -> None:
    """Importing pricing loads no rule file, no phone library and nothing of the other packages."""
    heavy = ("phonenumbers", "pydantic", "babel", "tomllib", "asyncio", "bot", "intents", "locales")
    code = f"import sys, pricing; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

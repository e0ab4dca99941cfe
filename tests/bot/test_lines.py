"""Lines as they arrive: complete ones at once, in bounded memory."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lines import batches


class Trickle:
    """A stream that gives its bytes in the portions it was told."""

    def __init__(self, *portions: bytes) -> None:
        self._portions = list(portions)

    def read1(self, size: int = -1) -> bytes:
        """Return the next portion, however large."""
        return self._portions.pop(0) if self._portions else b""


def lines(*portions: bytes, longest: int = 1 << 20) -> list[bytes | None]:
    """Return all lines of a stream."""
    return [line for batch in batches(Trickle(*portions), longest) for line in batch]


@pytest.mark.parametrize(
    ("portions", "found"),
    [
        ((), []),
        ((b"a\n",), [b"a"]),
        ((b"a",), [b"a"]),
        ((b"a\nb\n",), [b"a", b"b"]),
        ((b"a\n\nb",), [b"a", b"", b"b"]),
        ((b"a", b"b\nc", b"\n"), [b"ab", b"c"]),
        ((b"a\r\nb\r\n",), [b"a\r", b"b\r"]),
        ((b"a\x0bb\x0cc\xe2\x80\xa8d\n",), [b"a\x0bb\x0cc\xe2\x80\xa8d"]),
    ],
)
def test_lines(portions: tuple[bytes, ...], found: list[bytes]) -> None:
    """Only line feeds part lines; the last line needs none; portions do not matter."""
    assert lines(*portions) == found


@given(st.lists(st.binary(min_size=1, max_size=5)))
def test_portions_do_not_matter(portions: list[bytes]) -> None:
    """However the bytes arrive, the lines are the same."""
    assert lines(*portions) == lines(*([b"".join(portions)] if portions else []))


def test_each_line_as_soon_as_it_is_complete() -> None:
    """What has arrived is given before anything else is waited for."""
    stream = Trickle(b"a\nb", b"\nc\n")
    arriving = batches(stream)
    assert next(arriving) == [b"a"]
    assert next(arriving) == [b"b", b"c"]


@pytest.mark.parametrize(
    ("portions", "found"),
    [
        ((b"12345\n",), [b"12345"]),
        ((b"123456\n",), [None]),
        ((b"123456\na\n",), [None, b"a"]),
        ((b"a\n123", b"456", b"789\nb\n"), [b"a", None, b"b"]),
        ((b"1234567",), [None]),
        ((b"12345", b"\n12345", b"6\n"), [b"12345", None]),
    ],
)
def test_too_long(portions: tuple[bytes, ...], found: list[bytes | None]) -> None:
    """A line longer than the longest is told as such, and the lines around it are read."""
    assert lines(*portions, longest=5) == found


def test_real_streams() -> None:
    """A buffered stream of bytes will do."""
    assert list(batches(BytesIO(b"a\nb"))) == [[b"a"], [b"b"]]

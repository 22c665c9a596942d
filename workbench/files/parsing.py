"""JSON that comes from outside, read within bounds: a short text can name more than a machine can hold."""

from __future__ import annotations

import json
import re
from typing import Any

from workbench.errors import Message, message

DEEPEST = 64
"""Lists and tables within one another; the package needs eight."""
LARGEST = 2**63
_BRACKETS = bytes(sign for sign in range(256) if sign not in b"[]{}")
_LONG = re.compile(rb"\d{18}")
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
"""Half of a sign outside the basic plane; alone it is no text and can be neither kept nor printed."""


class UnreadableError(Exception):
    """Data from outside that cannot be what it should be.

    Attributes:
        reason: Why, as part of a sentence.
    """

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def parse_json(body: bytes) -> Any:
    """Read JSON in UTF-8, nested at most `DEEPEST` deep, whole numbers of at most 64 bits, text that is text.

    Raises:
        UnreadableError: It is not that.
    """
    if _may_be_deep(body):
        raise UnreadableError(message("it is nested deeper than any package"))
    try:
        data = json.loads(body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableError(message("it is not text in UTF-8")) from error
    except json.JSONDecodeError as error:
        raise UnreadableError(message("it is not JSON: {reason}", reason=str(error))) from error
    except (ValueError, RecursionError) as error:  # a number of more digits than Python turns into one
        raise UnreadableError(message("a number in it is too large")) from error
    if _LONG.search(body) or _HALF.search(body):
        _refuse_odd(data)
    return data


def _may_be_deep(body: bytes) -> bool:
    """Say whether brackets stand within one another too deep; those within text count too, so look again then."""
    for signs in (body, re.sub(rb'"(?:[^"\\]|\\.)*"', b"", body) if b'"' in body else body):
        depth = deepest = 0
        for sign in signs.translate(None, _BRACKETS):
            depth += 1 if sign in b"[{" else -1
            if depth > deepest:
                deepest = depth
                if deepest > DEEPEST:
                    break
        if deepest <= DEEPEST:
            return False
    return True


def _refuse_odd(data: Any) -> None:
    waiting = [data]
    while waiting:
        held = waiting.pop()
        if isinstance(held, dict):
            waiting += [*held, *held.values()]
        elif isinstance(held, list):
            waiting += held
        elif isinstance(held, int) and abs(held) > LARGEST:
            raise UnreadableError(message("a number in it is too large"))
        elif isinstance(held, str):
            try:
                held.encode()
            except UnicodeEncodeError as error:
                raise UnreadableError(message("a text in it is broken")) from error

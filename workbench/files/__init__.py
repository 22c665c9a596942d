"""What every room does with files and processes in the same way: write documents, read JSON within bounds, start Python."""

from workbench.files.documents import (
    STRANGER,
    is_stream,
    make_folder,
    place,
    refuse_target,
    unless_holding,
    write,
)
from workbench.files.parsing import UnreadableError, parse_json
from workbench.files.python import own_python
from workbench.files.reasons import reason_of

__all__ = [
    "STRANGER",
    "UnreadableError",
    "is_stream",
    "make_folder",
    "own_python",
    "parse_json",
    "place",
    "reason_of",
    "refuse_target",
    "unless_holding",
    "write",
]

"""What commands print: results to standard output, messages to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import ListedError, Message, WorkbenchError
from workbench.i18n import Translator
from workbench.workspace import Workspace


class Output:
    """The two streams of one run of the program, in one language."""

    def __init__(self, t: Translator) -> None:
        self.t = t

    def result(self, text: Message | str = "") -> None:
        """Print a line of the result."""
        sys.stdout.write(self.t(text) + "\n")

    def note(self, sentence: Message | str) -> None:
        """Print a message beside the result."""
        sys.stderr.write(self.t(sentence) + "\n")

    def error(self, error: WorkbenchError) -> None:
        """Print what is wrong, where, why, and what to do."""
        t = self.t
        where = t(error.where)
        self.note(f"{where}: {t(error.what)}" if where else t(error.what))
        for more in (error.why, error.remedy):
            if more is not None:
                self.note(f"  {t(more)}")
        if isinstance(error, ListedError):
            for place, problem in error.problems:
                self.note(f"  {place}: {t(problem)}")

    def table(
        self, head: Sequence[Message | str], rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()
    ) -> None:
        """Print aligned columns; those named stand to the right."""
        lines = [tuple(map(self.t, head)), *(tuple(row) for row in rows)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
        to_right = set(right)
        for line in lines:
            cells = [
                cell.rjust(widths[column]) if column in to_right else cell.ljust(widths[column])
                for column, cell in enumerate(line)
            ]
            self.result("  ".join(cells).rstrip())


@contextmanager
def edited(file: str, out: Output) -> Iterator[Workspace]:
    """Open a project for an edit; that no safety copy could be made before it is told, and stops nothing."""
    with Workspace.open(Path(file)) as workspace:
        yield workspace
        if workspace.copies.problem is not None:
            out.note(workspace.copies.problem)

"""The few errors of the workbench: each says what is wrong, where, why it matters, and what to do.

A `Message` is a sentence not yet said: an English template, which is also its key in the translation
catalogues, and values. The core raises and returns messages; `workbench.i18n` alone turns them into text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence in waiting.

    Attributes:
        template: English text with `{name}` fields; the key of its translations.
        values: What fills the fields. Numbers are formatted for the language; years are passed as text.
            A value may itself be a message, or a tuple, which becomes "a, b and c".
        plural: The English plural template; `count` then chooses between the two.
        count: The number that decides the plural.
        variants: Translations that travel with the data (knowledge packs), by language.
    """

    template: str
    values: tuple[tuple[str, Any], ...] = ()
    plural: str = ""
    count: int = 0
    variants: tuple[tuple[str, str], ...] = ()

    def filled(self, **values: Any) -> Message:
        """Give the sentence with its fields filled."""
        return replace(self, values=tuple(values.items()))

    def __str__(self) -> str:
        """Say the sentence in English without formatting; for logs and debugging only."""
        template = self.plural if self.plural and self.count != 1 else self.template
        values = {name: _plain(value) for name, value in self.values}
        try:
            return template.format(**values)
        except (KeyError, IndexError, ValueError):
            return template


def _plain(value: Any) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, tuple) else str(value)


def message(template: str, /, **values: Any) -> Message:
    """Make a message; the template is marked for extraction by being the first argument."""
    return Message(template, tuple(values.items())) if values else _fixed(template)


# Labels without values are made by the thousand for one costing.
@lru_cache(maxsize=4096)
def _fixed(template: str) -> Message:
    return Message(template)


def plural(template: str, templates: str, count: int, /, **values: Any) -> Message:
    """Make a message whose wording depends on a count, which is also its field `{count}`."""
    return Message(template, (("count", count), *values.items()), plural=templates, count=count)


def verbatim(text: str) -> Message:
    """Wrap text of the user or of a file, which is never translated."""
    return Message("{text}", (("text", text),))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a workbook: the file, one of its sheets, or cells of that.

    Names hold commas, quotes and exclamation marks, so that a place is never taken out of a text again.

    Attributes:
        workbook: The file's name.
        sheet: The sheet; empty for the whole file.
        cells: Its cells, such as D7, or ranges of them, such as A5:K90; empty for the whole sheet.
    """

    workbook: str = ""
    sheet: str = ""
    cells: tuple[str, ...] = ()

    @property
    def cell(self) -> str:
        """Give the first cell, such as D7; empty where none is named."""
        return self.cells[0].partition(":")[0] if self.cells else ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.workbook, self.sheet, *self.cells)))


class WorkbenchError(Exception):
    """Something the user asked for cannot be done as asked.

    Attributes:
        what: What is wrong.
        where: The file, sheet, cell, record or field concerned, as it is said.
        spot: The place in a workbook, where it is one.
        why: Why that stops us.
        remedy: What the user can do.
        choices: What there is to choose from, where something has to be chosen.
        exit_status: What the command line returns: 2 for a wrong request or input, 3 for our failure.
        code: What kind of error it is, for programs; empty where nobody asks.
        asks: What only the user can say, such as scale or country; empty where nothing is asked.
    """

    exit_status = 2
    code = ""

    def __init__(
        self,
        what: Message,
        *,
        where: Message | Spot | str = "",
        why: Message | None = None,
        remedy: Message | None = None,
        choices: tuple[str, ...] = (),
        code: str = "",
        asks: str = "",
    ) -> None:
        self.choices = choices
        self.code = code or self.code
        self.asks = asks
        self.what = what
        self.spot = where if isinstance(where, Spot) else None
        self.where = where if isinstance(where, Message) else verbatim(str(where))
        self.why = why
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        parts = [str(self.where), str(self.what), str(self.why or ""), str(self.remedy or "")]
        return " ".join(part for part in parts if part)


class RequestError(WorkbenchError):
    """The request names something that does not exist or cannot be."""


class FileError(WorkbenchError):
    """A file is missing, damaged, of another kind, or cannot be written."""


class DamagedError(FileError):
    """A project is not as the program wrote it; something of it may be saved."""


class WorkbookError(FileError):
    """A workbook cannot be read safely or holds nothing that can be understood."""


class SavedAnewError(FileError):
    """A workbook is not the one any more that was read: what is kept would not be what was recognised."""

    code = "saved-anew"


class ListedError(WorkbenchError):
    """Data somebody wrote is refused; `problems` lists everything wrong with it.

    Attributes:
        problems: (place, message) pairs, the place being file and field.
    """

    def __init__(self, what: Message, *, where: str, problems: tuple[tuple[str, Message], ...]) -> None:
        super().__init__(what, where=where)
        self.problems = problems


class PackError(ListedError):
    """A knowledge pack is refused."""


class MappingError(ListedError):
    """A description of workbooks is refused."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input, found among others.

    Attributes:
        severity: "serious" where a value could not be used, "advisory" where it was used and something is odd.
        where: The place in a workbook; or record and field, or the file, as plain text.
        message: What is wrong.
        remedy: What to do, if anything.
        code: What kind of problem it is, for programs.
        asks: What only the user can say, such as scale or country; empty where nothing is asked.
    """

    severity: str
    where: Spot | str
    message: Message
    remedy: Message | None = None
    code: str = ""
    asks: str = ""

    @property
    def place(self) -> str:
        """Where it is, as it is said."""
        return str(self.where)

    @property
    def sheet(self) -> str:
        """The sheet, where there is one."""
        return self.where.sheet if isinstance(self.where, Spot) else ""

    @property
    def cell(self) -> str:
        """The cell, such as "D7", where there is one."""
        return self.where.cell if isinstance(self.where, Spot) else ""

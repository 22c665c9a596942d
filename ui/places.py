"""Places in the window to go to: a page, and what is shown on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go.

    Attributes:
        page: The key of the page.
        subject: A record or a finding, such as "measure:ID", "finding:ID" or "table:ID".
        view: One of the page's views, such as "findings", "budget" or "catalogue".
        part: A part of that view, such as a picture, a kind of sums or a file to read.
        figure: A figure to explain, or an input to seek.
        year: The year meant; 0 for the page's own.
        other: A second record: the measure that reaches a group, the scenario compared with.
    """

    page: str
    subject: str = ""
    view: str = ""
    part: str = ""
    figure: str = ""
    year: int = 0
    other: str = ""

    @property
    def kind(self) -> str:
        """The kind of its subject, such as measure."""
        return self.subject.partition(":")[0]

    @property
    def id(self) -> str:
        """The identifier of its subject."""
        return self.subject.partition(":")[2]

    @property
    def is_whole(self) -> bool:
        """Whether the page is meant, and nothing on it."""
        return self == Place(self.page)

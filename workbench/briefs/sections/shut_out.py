"""Who is shut out, and until when."""

from __future__ import annotations

import math

from workbench.briefs import notes, words
from workbench.briefs.blocks import Block, Heading, HeatMap, HeatRow, Paragraph, Run, rich
from workbench.briefs.source import BriefInput
from workbench.errors import message
from workbench.i18n import MISSING, Translator

MOST_YEARS = 10
SMALL = 10_000.0
"""Where no group has this many people shut out, the map counts persons instead of thousands."""


def heat_map(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Map the people of each group whom the package does not reach, by year."""
    access = source.checked.access
    heading = Heading(t(message("Who is shut out, and until when")))
    if not source.package.groups:
        said = message(
            "No group that faces systemic barriers is named yet, so nobody can be said to be reached."
        )
        return (heading, Paragraph(rich(t(said))))
    columns = chosen_years(access.years, source.key)
    counts = (value for item in access.shut_out for value in item.people if value == value)
    peak = max(counts, default=0.0)
    in_thousands = peak >= SMALL

    def text(value: float) -> str:
        if value != value:
            return MISSING
        if not in_thousands:
            return words.people(t, value)
        return t.number(value / 1000, 0) if value >= 500 or value < 0.5 else t(message("<1"))

    def row(name: str, people: tuple[float, ...], lacks: str, *, total: bool = False) -> HeatRow:
        picked = tuple(people[index] for index in columns)
        return HeatRow(name, tuple(text(value) for value in picked), picked, lacks, total)

    rows = []
    for item in access.shut_out:
        group = source.package.group(item.group)
        name = group.name if group is not None else item.group
        if group is not None and group.contested:
            name = t(message("{group} (contested term)", group=name))
        if item.group in access.unmeasured:
            unknown = tuple(math.nan for _ in access.years)
            rows.append(row(name, unknown, t(message("Not stated"))))
            continue
        names = [words.capital(_short(source, t, lack)) for lack in item.lacks[:1]]
        rows.append(row(name, item.people, "; ".join(names) or MISSING))
    if len(rows) > 1 and len(access.unmeasured) < len(rows):
        rows.append(row(t(message("All groups, at least")), access.at_least, "", total=True))
        if not access.unmeasured:
            rows.append(row(t(message("All groups, at most (they overlap)")), access.at_most, "", total=True))
    head = message("Group, thousands not reached") if in_thousands else message("Group, persons not reached")
    year = source.key_year
    caption = t(
        message(
            "Members whom at least one entitlement meant for them does not reach. Box: the year of the headline "
            "figures, {year}.",
            year=year,
        )
    )
    return (
        heading,
        HeatMap(
            t(head),
            tuple(str(access.years[index]) for index in columns),
            columns.index(source.key) if source.key in columns else None,
            t(message("What stands in the way")),
            tuple(rows),
        ),
        Paragraph((Run(caption, notes=(notes.access(source, t),)),), "small"),
    )


def _short(source: BriefInput, t: Translator, lack: str) -> str:
    """Name what is missing, without its article; a measure's trait stands in the same list as capabilities."""
    vocabulary = "capability" if lack in source.knowledge.vocabulary("capability") else "trait"
    name = t(source.knowledge.title(vocabulary, lack))
    return name.removeprefix("an ").removeprefix("a ") if t.language.startswith("en") else name


def chosen_years(years: tuple[int, ...], key: int | None) -> list[int]:
    """Choose the years that fit beside one another: all, or evenly spread with the first, headline and last."""
    count = len(years)
    if count <= MOST_YEARS:
        return list(range(count))
    spread = {round(index * (count - 1) / (MOST_YEARS - 2)) for index in range(MOST_YEARS - 1)}
    return sorted(spread | ({key} if key is not None else set()))

"""What is proposed, for whom, from when."""

from __future__ import annotations

from workbench.briefs import notes, words
from workbench.briefs.blocks import Block, Column, Heading, Paragraph, Row, Run, Table, rich
from workbench.briefs.source import BriefInput
from workbench.errors import message
from workbench.i18n import MISSING, Translator
from workbench.model.measure import Measure

MOST_ON_FIRST_PAGE = 12
"""Above this many measures the first page lists them by sector, and an annex lists them one by one."""


def measures(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """List the measures, by sector where there are many."""
    if not source.proposed:
        return (
            Heading(t(message("What is proposed, for whom, from when"))),
            Paragraph(rich(t(message("No new or reformed measure is in the package.")))),
            *_existing(source, t),
        )
    table = _by_sector(source, t) if needs_annex(source) else _one_by_one(source, t)
    heading = (
        message("What is proposed, by sector")
        if needs_annex(source)
        else message("What is proposed, for whom, from when")
    )
    return (Heading(t(heading)), table, *_existing(source, t))


def needs_annex(source: BriefInput) -> bool:
    """Say whether the measures are too many to be listed one by one on the first page."""
    return len(source.proposed) > MOST_ON_FIRST_PAGE


def finance_annex(source: BriefInput) -> str:
    """Give the letter of the annex for the ministry of finance."""
    return "E" if needs_annex(source) else "D"


def annex(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """List the measures one by one, where the first page could not."""
    if not needs_annex(source):
        return ()
    return (
        Heading(t(message("Annex D. The measures one by one")), annex=True),
        _one_by_one(source, t, size="annex"),
    )


def _figure(source: BriefInput, t: Translator, value: float | None) -> str:
    """Print money as in the last column: a share of GDP, or an amount where GDP is not known."""
    if value is None:
        return MISSING
    gdp = source.at_key(source.estimate.gdp)
    if gdp:
        return t.number(value / gdp * 100, decimals(source))
    return words.scale_of(source.estimate).text(t, value)


def decimals(source: BriefInput) -> int:
    """Give how many decimals the measures' shares have: two where there are too many small ones for one."""
    return 2 if needs_annex(source) else 1


def _last_head(source: BriefInput, t: Translator) -> str:
    if source.at_key(source.estimate.gdp):
        return t(message("{year}, % GDP", year=source.key_year))
    name = t(words.scale_of(source.estimate).name)
    return f"{source.key_year}, {' '.join(part for part in (name, source.money) if part)}"


def _cost(source: BriefInput, measure: Measure) -> float | None:
    line = source.estimate.line(measure.id)
    return source.at_key(line.cost) if line is not None else None


def _one_by_one(source: BriefInput, t: Translator, *, size: str = "table") -> Table:
    rows = []
    for number, measure in enumerate(source.proposed, 1):
        rows.append(
            Row(
                (
                    rich(str(number), muted=True),
                    rich(measure.title, strong=True),
                    rich(words.for_whom(source, t, measure)),
                    rich(t(words.DELIVERIES[measure.delivery])),
                    rich(str(measure.start) if measure.start else MISSING),
                    rich(_figure(source, t, _cost(source, measure))),
                )
            )
        )
    rows.append(_total(source, t, 6))
    return Table(
        (
            Column("", 7),
            Column(t(message("Measure")), 56),
            Column(t(message("For whom")), 55),
            Column(t(message("Delivery")), 22),
            Column(t(message("From")), 10),
            Column(_last_head(source, t), 20, right=True),
        ),
        tuple(rows),
        size=size,
    )


def _by_sector(source: BriefInput, t: Translator) -> Table:
    held: dict[str, list[tuple[int, Measure]]] = {}
    for number, measure in enumerate(source.proposed, 1):
        held.setdefault(measure.sector, []).append((number, measure))
    rows = []
    for sector, inside in held.items():
        costs = [_cost(source, measure) for _, measure in inside]
        known = [cost for cost in costs if cost is not None]
        listed: list[Run] = []
        for number, measure in inside:
            listed += [
                Run(f"{number}\u00a0", muted=True),
                Run(measure.title + ("; " if measure is not inside[-1][1] else "")),
            ]
        starts = [measure.start for _, measure in inside if measure.start]
        rows.append(
            Row(
                (
                    rich(words.sector_title(source, t, sector), strong=True),
                    tuple(listed),
                    rich(words.span(starts, short=True)),
                    rich(
                        words.bound(
                            t, _figure(source, t, sum(known) if known else None), len(known) < len(costs)
                        )
                    ),
                )
            )
        )
    rows.append(_total(source, t, 4))
    return Table(
        (
            Column(t(message("Sector")), 34),
            Column(t(message("Measures, in full in Annex D")), 100),
            Column(t(message("From")), 16),
            Column(_last_head(source, t), 20, right=True),
        ),
        tuple(rows),
        size="tight",
    )


def _total(source: BriefInput, t: Translator, columns: int) -> Row:
    label = rich(t(message("Package")), strong=True)
    text = _figure(source, t, source.at_key(source.estimate.total))
    figure = rich(words.bound(t, text, source.is_floor), strong=True)
    empty = rich("")
    if columns == 4:
        return Row((label, empty, empty, figure), "total")
    return Row((empty, label, *(empty for _ in range(columns - 3)), figure), "total")


def _existing(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    said = []
    if source.existing:
        names = tuple(measure.title for measure in source.existing)
        said.append(t(message("Existing, not in the total: {names}.", names=names)))
    if not _adds_up(source):
        said.append(t(message("Parts are rounded one by one and need not add up to the total.")))
    if source.estimate.floor is not None:
        said.append(t(source.estimate.floor))
        said.append(t(message("A figure with + is the least it comes to.")))
    lacks = tuple(need.label for need in source.estimate.lacks)
    if lacks:
        said.append(t(message("A dash is not known: {series} are missing for some years (Annex {annex}).",
                              series=lacks, annex=finance_annex(source))))  # fmt: skip
    if not said:
        return ()
    return (Paragraph((Run(" ".join(said), notes=(notes.costing(source, t),)),), "small"),)


def _adds_up(source: BriefInput) -> bool:
    """Say whether the printed parts add up to the printed total."""
    gdp, places = source.at_key(source.estimate.gdp), decimals(source)
    total = source.at_key(source.estimate.total)
    if not gdp or total is None:
        return True
    sums: dict[str, float] = {}
    for measure in source.proposed:
        key = measure.sector if needs_annex(source) else measure.id
        sums[key] = sums.get(key, 0.0) + (_cost(source, measure) or 0.0)
    parts = sum(round(value / gdp * 100, places) for value in sums.values())
    return abs(parts - round(total / gdp * 100, places)) < 0.5 * 0.1**places

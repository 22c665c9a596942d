"""Commands on a project: make it, bring workbooks in, edit, undo, look back."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import Any

from workbench import files
from workbench.cli import as_json, values
from workbench.cli.numbers import print_numbers
from workbench.cli.output import Output, edited
from workbench.cli.revisions import print_revision
from workbench.cli.settings import settings
from workbench.errors import FileError, Message, Problem, RequestError, message
from workbench.i18n import MISSING, Translator
from workbench.model import SUBJECTS, Change, Package, Table, codec
from workbench.model import Path as ValuePath
from workbench.model.assumed import known, reads, unread
from workbench.model.corrections import locate
from workbench.model.currencies import Spoken, codes, currencies_in, currencies_of
from workbench.model.decided import decision_said
from workbench.model.edits import find
from workbench.model.measure import Measure
from workbench.model.names import nearest
from workbench.model.package import Assumption
from workbench.model.rivals import Outdone, outdone
from workbench.model.table import Series
from workbench.model.understood import understood
from workbench.model.words import Quantity, Role, Severity
from workbench.workspace import Workspace, package_from_json

NAMES = 8
"""Series or rows named before the rest is left to an ellipsis."""


def new(args: argparse.Namespace, out: Output) -> int:
    """Make a project: empty, of the sample, or from an exported document."""
    path = Path(args.file)
    if args.sample:
        workspace = Workspace.create_sample(path)
    elif args.from_:
        workspace = Workspace.create(path, package_from_json(_json_file(Path(args.from_)), where=args.from_))
    else:
        workspace = Workspace.create(
            path,
            Package(
                country=args.country,
                currency=args.currency,
                base_year=args.base_year,
                horizon=args.years,
            ),
        )
    with workspace:
        out.result(message("Made {path}.", path=str(path)))
        for change in workspace.program_changes():
            out.note(change.message)
        if not args.sample and (currency := workspace.package.currency) and currency not in codes():
            out.note(_own_currency(currency))
    return 0


def bring_in(args: argparse.Namespace, out: Output) -> int:
    """Read a workbook's tables and keep them with their cells."""
    from workbench.sheets import Options
    from workbench.sheets.again.mapping_file import read_mapping, write_mapping

    options = Options(
        sheet=args.sheet,
        range=args.range,
        role=args.as_,
        decimal=args.decimal,
        unit=args.unit,
        scale=args.scale,
        country=args.country,
        variant=args.variant,
        year=args.year,
        ages=args.ages,
        interpolate=args.interpolate,
        mapping=read_mapping(Path(args.mapping)) if args.mapping else None,
    )
    workbook = Path(args.workbook)
    with edited(args.file, out) as workspace:
        reading = workspace.read(workbook, options)
        tables = reading.tables
        if not args.dry_run and not args.country:
            _refuse_foreign(workspace, tables, workbook)
        if not args.dry_run and args.scale is None and not args.unit:
            _ask_scale(reading.problems)
        if args.save_mapping:
            held = (workspace.path, workbook, *([Path(args.mapping)] if args.mapping else []))
            write_mapping(reading.describe(), Path(args.save_mapping), held)
            out.note(message("Wrote {path}.", path=args.save_mapping))
        short = workspace.short_of(tables)
        found = workspace.revision(tables) if args.dry_run else workspace.bring_in(workbook, tables)
        own = workspace.package.currency
    t = out.t
    if args.format == "json":
        out.result(
            as_json.text(
                {
                    "tables": [as_json.table(table, t, own) for table in found.tables],
                    "problems": [as_json.problem(item, t) for item in reading.problems],
                    "changes": as_json.revision(found),
                    "numbers": as_json.numbers(reading, t),
                    "needs": [as_json.need(one, t) for one in short],
                    "applied": not args.dry_run,
                }
            )
        )
        return 0
    for table in found.tables:
        out.result(
            message(
                "{role}: sheet {sheet}, {range}, {rows} rows, {years}",
                role=table.role,
                sheet=table.sheet or "–",
                range=table.range,
                rows=len(table.series),
                years=_span(table.years),
            )
        )
        for decision in table.how:
            out.result(f"  {t(decision_said(decision))}")
        if table.left_out:
            out.result(message("  left out: {what}", what=_few(table.left_out)))
        if others := [code for code in currencies_in(table, own) if code != own]:
            spoken = Spoken(table, own)
            rows = (one for one in table.rows if one.unit == Quantity.MONEY and {*spoken.of(one)} - {own})
            out.result(
                message("  in {currencies}, at the exchange rate: {rows}; if it is of its own money, say it with {command}",
                        rows=tuple(dict.fromkeys(one.label or one.key for one in rows)), currencies=tuple(others), command=f"set table:{table.id} currency={own or '…'}")
            )  # fmt: skip
    if args.dry_run:
        print_numbers(reading, out)
    print_revision(found, out, dry_run=args.dry_run)
    for item in reading.problems:
        out.note(
            f"{item.severity} {item.place}: {t(item.message)}" + (f" {t(item.remedy)}" if item.remedy else "")
        )
    return 0


def _few(names: tuple[str, ...]) -> tuple[str, ...]:
    return (*names[:NAMES], "…") if len(names) > NAMES else names


def _ask_scale(problems: tuple[Problem, ...]) -> None:
    """Take money whose scale is in serious doubt only where it is said: millions at par are no figures at all."""
    for item in problems:
        if item.severity == Severity.SERIOUS and item.asks == "scale":
            raise RequestError(
                item.message,
                where=item.where,
                why=message("Its figures would be counted as they stand."),
                remedy=message("Say it with {option}.", option="--scale 1000000, --scale 1 or another"),
            )


def _refuse_foreign(workspace: Workspace, tables: tuple[Table, ...], workbook: Path) -> None:
    """Take rows of another country only where it is named: its prices and people are seldom meant."""
    for country in workspace.foreign(tables):
        name = f'"{country}"' if " " in country else country
        raise RequestError(
            message(
                "The figures are of {there}, but the package is of {here}.",
                there=country,
                here=workspace.package.country or workspace.package.country_code,
            ),
            where=workbook.name,
            why=message("Its figures would be counted as the package's own."),
            remedy=message("If that is meant, name the country with {option}.", option=f"--country {name}"),
        )


def tables(args: argparse.Namespace, out: Output) -> int:
    """List the imported tables."""
    from workbench.sheets.words.countries import said_by

    with edited(args.file, out) as workspace:
        found, own = workspace.package.tables, workspace.package.currency
    hidden = outdone(found)
    if args.format == "json":
        rows = [as_json.table(table, out.t, own) | as_json.outdone(hidden.get(table.id)) for table in found]
        out.result(as_json.text({"tables": rows}))
        return 0
    out.table(
        (message("id"), message("role"), message("workbook"), message("sheet"), message("range"), message("series"), message("years"), message("country"), message("counts"), message("currency"), message("holds")),
        [
            (
                one.id, one.role, one.workbook, one.sheet, one.range, str(len(one.series)), _span(one.years),
                said_by(one) or MISSING, out.t(_counts(hidden.get(one.id))),
                ", ".join(currencies_in(one, own)), _holds(one),
            )
            for one in found
        ],
    )  # fmt: skip
    return 0


def _holds(table: Table) -> str:
    """Name the series of a table as `trace FILE table:ROLE.NAME` takes them; the first few of many."""
    names = list(dict.fromkeys(one.key for one in table.rows)) if table.role != Role.POPULATION else []
    return ", ".join(_few(tuple(names)))


def _counts(hidden: Outdone | None) -> Message:
    """Say whether a table counts, or which one does in its place."""
    if hidden is None:
        return message("yes")
    if not hidden.series:
        return message("no, {other} does", other=hidden.by.id)
    return message("but for {series}, as in {other}", series=hidden.series, other=hidden.by.id)


def add(args: argparse.Namespace, out: Output) -> int:
    """Add a measure from the catalogue, or another record; print its identifier, and what was understood beside it."""
    with edited(args.file, out) as workspace:
        kind, colon, identifier = args.what.partition(":")
        if not colon:
            kind, measure = "measure", workspace.new_measure(args.what)
            given = dict(settings(args.set, workspace.package, Measure, measure))
            identifier = str(given.pop("id", measure.id))
            record = codec.dump(measure) | {"id": identifier}
            label = message("Add {measure}", measure=str(given.get("title", measure.title)))
        else:
            label, record, given = _record(workspace, args, kind, identifier)
        subject = f"{kind}:{identifier}"
        changes = [Change("add", subject, value=record)]
        changes += [Change("set", subject, field, value) for field, value in given.items()]
        workspace.edit(label, changes)
        _say_understood(
            workspace.package, subject, [text.partition("=")[0].strip() for text in args.set], out
        )
    out.result(identifier)
    return 0


def _record(
    workspace: Workspace, args: argparse.Namespace, kind: str, identifier: str
) -> tuple[Message, dict[str, Any], dict[str, Any]]:
    """Give the label of adding a record, the record as JSON, and what is set in it afterwards."""
    if kind not in SUBJECTS:
        raise RequestError(
            message("There is no kind of record “{kind}”.", kind=kind),
            where=args.what,
            remedy=message("Kinds are {kinds}.", kinds=tuple(SUBJECTS)),
        )
    made = Assumption(identifier) if kind == "assumption" else None
    given = dict(settings(args.set, workspace.package, SUBJECTS[kind][1], made))
    names = codec.hints(SUBJECTS[kind][1])
    template = str(given.pop("template", ""))
    record = codec.dump(workspace.new_group(template)) if kind == "group" and template else {}
    record |= {"id": identifier}
    for needed in ("name", "title"):
        if needed in names and needed not in record:
            record[needed] = str(given.get(needed, identifier))
    top = {field: value for field, value in given.items() if "." not in field and field in names}
    record |= top
    name = str(record.get("name") or record.get("title") or args.what)
    left = {field: value for field, value in given.items() if field not in top}
    return message("Add {subject}", subject=name), record, left


def set_fields(args: argparse.Namespace, out: Output) -> int:
    """Set fields of one subject, as one step; years of an imported series are corrections of its values."""
    if args.subject.startswith("table:") and args.scenario:
        raise RequestError(
            message("Imported values are the same in all scenarios."),
            where=args.subject,
            remedy=message("Set an assumption of the series' name in the scenario instead."),
        )
    if args.subject.startswith("table:") and _names_years(args.assignments):
        return _correct(args, out)
    with edited(args.file, out) as workspace:
        package = workspace.package_in(args.scenario)
        record = find(package, args.subject)
        given = settings(args.assignments, package, type(record), record)
        fields = tuple(field for field, _ in given)
        name = getattr(record, "title", "") or getattr(record, "name", "") or args.subject
        label = message("Set {fields} of {subject}", fields=fields, subject=name)
        changes = [Change("set", args.subject, field, value) for field, value in given]
        workspace.edit(label, changes, args.scenario)
        out.note(label)
        typed = [text.partition("=")[0].strip() for text in args.assignments]
        _say_understood(workspace.package_in(args.scenario), args.subject, typed, out)
    return 0


def _say_understood(package: Package, subject: str, typed: list[str], out: Output) -> None:
    """Say how the numbers of an edit were understood, each once."""
    record, told = find(package, subject), set()
    for field in typed:
        said = understood(package, record, field)
        if said is not None and said not in told:
            told.add(said)
            out.note(message("  {field}: {said}", field=field, said=said))
    if isinstance(record, Assumption) and not reads(package, record.id):
        out.note(unread(package, record.id))
    currency = package.currency
    if subject == "package" and "currency" in typed and currency and currency not in codes():
        out.note(_own_currency(currency))


def _own_currency(currency: str) -> Message:
    """Say that the package's currency is none of those in use, as that of an invented country is."""
    near = nearest(currency, codes())
    what = message(
        "{currency} is none of the currencies in use; all amounts are taken to be in it.", currency=currency
    )
    return message("{what} Did you mean “{guess}”?", what=what, guess=near) if near else what


def _names_years(assignments: list[str]) -> bool:
    return all(_is_year(text.partition("=")[0]) or text.startswith("why=") for text in assignments)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit()


def _correct(args: argparse.Namespace, out: Output) -> int:
    """Set values in place of imported ones; `null` takes a correction back."""
    pairs = dict(values.assignment(text) for text in args.assignments)
    why = str(pairs.pop("why", ""))
    with edited(args.file, out) as workspace:
        table, series = locate(workspace.package, args.subject)
        stated = currencies_of(table, series, workspace.package.currency)
        currency = stated[0] if len(stated) == 1 and stated[0] != workspace.package.currency else None
        given: dict[int, float | None] = {}
        for year, text in pairs.items():
            values.must_fit(text, series.unit, field=year)
            value = values.read(
                text, workspace.package, field=year, currency=currency, per=_period_of(series)
            )
            if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
                raise RequestError(
                    message("“{value}” is not a number.", value=text),
                    where=f"{args.subject} {year}",
                    remedy=message("Give a number in {unit}, or null to go back to the imported value.",
                                   unit=series.unit),
                )  # fmt: skip
            values.must_say_percent(text, value, series.unit, field=f"{args.subject} {year}")
            given[int(year)] = value
        if not given:
            raise RequestError(
                message("No year is named."),
                where=args.subject,
                remedy=message("Write for example {example}.", example='2027=4.1e11 why="Budget circular"'),
            )
        workspace.correct(args.subject, given, why)
        label = workspace.undo_label
    if label is not None:
        out.note(label)
    return 0


def _period_of(series: Series) -> str:
    """Give the period the values of a series are for; empty where its sheet does not say."""
    found = known(series.key)
    return series.dim("period") or (found.per if found is not None and found.per == "year" else "")


def remove(args: argparse.Namespace, out: Output) -> int:
    """Remove one record."""
    with edited(args.file, out) as workspace:
        record = find(workspace.package, args.subject)
        name = getattr(record, "title", "") or getattr(record, "name", "") or args.subject
        label = message("Remove {subject}", subject=name)
        workspace.edit(label, [Change("remove", args.subject)])
    out.note(label)
    return 0


def show(args: argparse.Namespace, out: Output) -> int:
    """Show the whole package."""
    with edited(args.file, out) as workspace:
        package = workspace.package
        if args.format == "json":
            out.result(
                as_json.text({"version": workspace.number, "hash": workspace.digest} | full(package, out.t))
            )
            return 0
        out.result(f"{package.title} · {package.country} · v{workspace.number}, {workspace.digest}")
        out.result(
            message(
                "{first} to {last}, prices of {base}, {currency}",
                first=str(package.years[0]),
                last=str(package.years[-1]),
                base=str(package.base_year),
                currency=package.currency or "–",
            )
        )
    out.table(
        (
            message("measure"),
            message("sector"),
            message("delivery"),
            message("status"),
            message("from"),
            message("for"),
            message("cost model"),
        ),
        [
            (
                m.id,
                m.sector,
                m.delivery.value,
                m.status.value,
                str(m.start),
                ", ".join(m.groups),
                m.cost.model.value,
            )
            for m in package.measures
        ],
    )
    out.table(
        (message("group"), message("name"), message("lacks")),
        [
            (g.id, g.name, ", ".join(f"{lack.capability} {_part(lack.share)}" for lack in g.lacks))
            for g in package.groups
        ],
    )
    out.table(
        (message("assumption"), message("stands for"), message("value"), message("why")),
        [(a.id, a.label, out.t(understood(package, a, "value") or ""), a.why) for a in package.assumptions],
    )
    out.table(
        (message("financing"), message("title"), message("certainty")),
        [(f.id, f.title, f.certainty.value) for f in package.financing],
    )
    return 0


def full(package: Package, t: Translator) -> dict[str, Any]:
    """Give the package with every field, defaults included; tables without their values."""
    bare = dataclasses.replace(package, tables=())
    return {
        "package": _filled(bare)
        | {"tables": [as_json.table(table, t, package.currency) for table in package.tables]}
    }


def undo(args: argparse.Namespace, out: Output) -> int:
    """Take back the last step."""
    return _moved(args, out, forward=False)


def redo(args: argparse.Namespace, out: Output) -> int:
    """Do the step taken back again."""
    return _moved(args, out, forward=True)


def history(args: argparse.Namespace, out: Output) -> int:
    """List all steps."""
    with edited(args.file, out) as workspace:
        steps = workspace.history()
    t = out.t
    if args.format == "json":
        rows = [
            {
                "number": s.number,
                "label": t(s.label),
                "at": s.at,
                "by": s.by,
                "current": s.current,
                "undone": s.undone,
            }
            for s in steps
        ]
        out.result(as_json.text({"steps": rows}))
        return 0
    for step in steps:
        mark = "▸" if step.current else "·" if step.undone else " "
        out.result(f"{mark} {step.number:4d}  {step.at}  {step.by or '–'}  {t(step.label)}")
    return 0


def restore(args: argparse.Namespace, out: Output) -> int:
    """Go back to the package after an edit, as a new step."""
    with edited(args.file, out) as workspace:
        workspace.restore(args.edit)
        out.note(
            message("The package is as after edit {number}; undo takes this back.", number=str(args.edit))
        )
    return 0


def export(args: argparse.Namespace, out: Output) -> int:
    """Write the package as one JSON document."""
    with edited(args.file, out) as workspace:
        target = workspace.write_export(Path(args.output))
    out.note(message("Wrote {path}.", path=str(target)))
    return 0


def _moved(args: argparse.Namespace, out: Output, *, forward: bool) -> int:
    with edited(args.file, out) as workspace:
        label = workspace.redo() if forward else workspace.undo()
    if label is None:
        what = message("There is nothing to redo.") if forward else message("There is nothing to undo.")
        raise RequestError(what, where=args.file)
    out.note(
        message("Done again: {step}", step=label) if forward else message("Taken back: {step}", step=label)
    )
    return 0


def _filled(record: Any) -> Any:
    if isinstance(record, ValuePath):
        return codec.dump(record)
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {field.name: _filled(getattr(record, field.name)) for field in dataclasses.fields(record)}
    if isinstance(record, tuple):
        return [_filled(item) for item in record]
    return codec.dump(record)


def _part(share: float | None) -> str:
    """Write a share; a dash where nobody has stated it."""
    return MISSING if share is None else f"{share:.0%}"


def _span(years: tuple[int, ...]) -> str:
    return f"{years[0]}–{years[-1]}" if years else "–"


def _json_file(path: Path) -> Any:
    try:
        return files.parse_json(path.read_bytes())
    except OSError as error:
        raise FileError(
            message("The document cannot be read: {reason}.", reason=files.reason_of(error)),
            where=str(path),
            remedy=message("Check the name and the folder."),
        ) from error
    except files.UnreadableError as error:
        raise FileError(
            message("The document cannot be read: {reason}.", reason=error.reason),
            where=str(path),
            remedy=message("Give a document written by `policy-workbench export`."),
        ) from error

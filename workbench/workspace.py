"""The use cases in order: open, bring in, edit, check, cost, explain, print. Window and command line call only this."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import hashlib
import json
import math
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dictionary
from pathlib import Path
from typing import Any

from workbench import assets
from workbench.checks import Context, analyse, check
from workbench.costing import Costing, Evaluation, write_workbook
from workbench.errors import FileError, Message, Problem, RequestError, message, plural
from workbench.i18n import translator
from workbench.knowledge import Knowledge, load_all, new_group, new_measure
from workbench.model import Change, Mapping, Package, Scenario, Table, apply, codec
from workbench.model.corrections import locate, with_corrections
from workbench.model.demography import Population
from workbench.model.edits import find
from workbench.model.follow import follow
from workbench.model.group import Group
from workbench.model.measure import Measure
from workbench.model.package import Acceptance, Override
from workbench.model.paths import Path as ValuePath
from workbench.model.paths import Shape
from workbench.model.results import Access, Checked, Estimate, Finding, Origin, Results, Trace
from workbench.model.revision import Revision, TotalChange, full_label, revise
from workbench.model.validity import problems as problems_of
from workbench.model.words import CriterionStatus
from workbench.project import EXTENSION, ProjectFile, Step

SAMPLE_WORKBOOKS = ("population-2026.xlsx", "macro-2026.xlsx", "spending-2026.xlsx", "unit-costs-2026.xlsx")
TITLE_OF_FORMAT = "policy-workbench package"


@functools.cache
def knowledge() -> Knowledge:
    """Give the knowledge of all packs, bundled and the user's, loaded once; `refused` lists bad ones."""
    return load_all()


class Workspace:
    """One open project with everything that can be done to it."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project
        self._results: dict[str, tuple[Package, Results, Costing]] = {}
        self._digest: tuple[Package, str] | None = None

    @classmethod
    def create(cls, path: Path, package: Package | None = None) -> Workspace:
        """Make a new project."""
        package = package or Package()
        _refuse_nonsense(package)
        return cls(ProjectFile.create(path, package))

    @classmethod
    def open(cls, path: Path) -> Workspace:
        """Open a project."""
        return cls(ProjectFile.open(path))

    @classmethod
    def create_sample(cls, path: Path) -> Workspace:
        """Make a project of the bundled sample country, its workbooks brought in one by one."""
        data = json.loads(assets.read_text("sample", "package.json"))
        workspace = cls.create(path, package_from_json(data, where="sample/package.json"))
        for name in SAMPLE_WORKBOOKS:
            workbook = assets.path_of("sample", name)
            workspace.bring_in(workbook, workspace.read(workbook).tables)
        return workspace

    @property
    def path(self) -> Path:
        """Where the project is."""
        return self._project.path

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge its package is checked against: the source paper's pack and those the package names."""
        return knowledge().chosen(self.package.packs)

    @property
    def package(self) -> Package:
        """The package as it stands."""
        return self._project.package

    @property
    def number(self) -> int:
        """The number of the edit the package stands after."""
        return self._project.number

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits that name the package's content."""
        if self._digest is None or self._digest[0] is not self.package:
            text = codec.canonical(self.package)
            self._digest = (self.package, hashlib.sha256(text.encode()).hexdigest()[:8])
        return self._digest[1]

    def edit(self, label: Message, changes: Iterable[Change]) -> None:
        """Change the package by one labelled step, which is on disk when this returns.

        Raises:
            RequestError: A change cannot be made; nothing is changed.
            FileError: The file cannot be written; nothing is changed.
        """
        package = follow(apply(self.package, changes))
        self._know_packs(package)
        _refuse_nonsense(package)
        self._project.commit(package, label)

    def undo(self) -> Message | None:
        """Take back the last step; give its label, None where there is none."""
        return self._project.undo() if self._project.undo_label is not None else None

    def redo(self) -> Message | None:
        """Do the step taken back again; give its label, None where there is none."""
        return self._project.redo() if self._project.redo_label is not None else None

    @property
    def undo_label(self) -> Message | None:
        """What undo would take back."""
        return self._project.undo_label

    @property
    def redo_label(self) -> Message | None:
        """What redo would do again."""
        return self._project.redo_label

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self.undo_label is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self.redo_label is not None

    def history(self) -> tuple[Step, ...]:
        """Give all steps, oldest first."""
        return self._project.history()

    def restore(self, number: int) -> None:
        """Go back to the package after a step, as a new step."""
        package = self._project.at(number)
        self._project.commit(package, message("Go back to edit {number}", number=str(number)))

    def results(self, scenario: str = "") -> Results:
        """Give access, findings, criteria and costs of the package, or of one of its scenarios."""
        return self._computed(scenario)[1]

    def trace(self, figure: str, year: int, scenario: str = "") -> Trace:
        """Explain a figure down to its cells."""
        return self._computed(scenario)[2].trace(figure, year)

    def figures(self, scenario: str = "") -> tuple[str, ...]:
        """Name all figures that can be traced."""
        return tuple(self._computed(scenario)[2].figures)

    def read(self, workbook: Path, options: Any = None) -> Any:
        """Read a workbook's tables without bringing them in; takes and gives `sheets.Options` and `sheets.Reading`."""
        from workbench import sheets

        reading = sheets.read_workbook(workbook, options or sheets.Options())
        return sheets.of_another_country(reading, self.package)

    def preview(self, workbook: Path, options: Any = None) -> Any:
        """Read a workbook for showing; open questions come as problems."""
        from workbench import sheets

        return sheets.of_another_country(sheets.preview(workbook, options or sheets.Options()), self.package)

    def head(self, workbook: Path) -> Any:
        """Give the first rows of a workbook's sheets, as `sheets.SheetView`, before the whole is read."""
        from workbench import sheets

        return sheets.head(workbook)

    def revision(self, tables: tuple[Table, ...]) -> Revision:
        """Say what bringing these tables in would change in the tables held; nothing is changed."""
        found = revise(self.package.tables, tables)
        if not found.replaced:
            return found
        after = self._with_tables(found.tables)
        moved = (*_people_moved(self.package, after), *found.totals, *self._cost_moved(after))
        return dataclasses.replace(found, totals=moved)

    def bring_in(self, workbook: Path, tables: tuple[Table, ...]) -> Revision:
        """Add tables and keep the original workbook, as one step; give what changed.

        A table that is a newer version of one held takes its place, and the planner's corrections with it.
        """
        now = datetime.datetime.now().astimezone().isoformat(timespec="minutes")
        fresh = tuple(dataclasses.replace(table, imported=now) for table in tables)
        found = self.revision(fresh)
        package = self._with_tables(found.tables)
        if found.replaced:
            label = plural(
                "Bring in a newer {workbook}: {count} value differs",
                "Bring in a newer {workbook}: {count} values differ",
                len(found.changes),
                workbook=workbook.name,
            )
        else:
            label = plural(
                "Bring in {workbook}: {count} table",
                "Bring in {workbook}: {count} tables",
                len(fresh),
                workbook=workbook.name,
            )
        try:
            body = workbook.read_bytes()
        except OSError as error:
            raise FileError(
                message("The workbook cannot be read: {reason}.", reason=str(error)), where=str(workbook)
            ) from error
        self._project.commit(package, label, attachments=((workbook.name, body),))
        return found

    def mappings(self) -> tuple[Mapping, ...]:
        """Give the saved mappings: the project's, then those the user keeps for all projects."""
        from workbench.sheets import mappingfile

        return (*self.package.mappings, *mappingfile.of_user()[0])

    def keep_mapping(self, mapping: Mapping) -> None:
        """Keep a mapping in the project, in place of one of the same name, as one step."""
        kept = [one.id for one in self.package.mappings]
        changes = [Change("remove", f"mapping:{mapping.id}")] if mapping.id in kept else []
        changes.append(Change("add", f"mapping:{mapping.id}", value=codec.dump(mapping)))
        self.edit(message("Keep the mapping {mapping}", mapping=mapping.title), changes)

    def correct(self, figure: str, values: Dictionary[int, float | None], why: str = "") -> None:
        """Set values of "table:ROLE.NAME" in place of the imported ones, as one step; None takes one back.

        Raises:
            RequestError: There is no such series, or no correction to take back.
        """
        table, series = locate(self.package, figure)
        changed = with_corrections(table, series, values, why=why, by=self.package.author, on=_today())
        label = message(
            "Correct {series} of {table}", series=full_label(series), table=table.title or table.id
        )
        corrections = codec.dump(changed.corrections)
        self.edit(label, [Change("set", f"table:{table.id}", "corrections", corrections)])

    def source_cells(self, origin: Origin) -> tuple[tuple[str, ...], ...]:
        """Show the cell a figure comes from among its neighbours, from the stored original.

        The first row holds column letters, the first column row numbers.
        """
        from workbench import sheets

        table = next((item for item in self.package.tables if item.id == origin.table), None)
        body = self._project.attachment(table.sha256) if table is not None else None
        if table is None or body is None:
            return ()
        first = origin.cells.partition(",")[0].rpartition("!")[2].partition(":")[0]
        sheet = origin.sheet.partition(", ")[0]
        grid = sheets.sheet_cells(body, sheet, first, suffix=Path(table.workbook).suffix)
        letters = ("", *(address.rstrip("0123456789") for address, _ in grid[0])) if grid else ()
        rows = (
            (cells[0][0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), *(text for _, text in cells)) for cells in grid
        )
        return (letters, *rows)

    def accept(self, finding_id: str, reason: str) -> None:
        """Accept a finding with a reason; it stays visible and reopens when what it rests on changes."""
        finding = self._finding(finding_id)
        _needs_reason(reason, finding_id)
        record = Acceptance(finding_id, reason, self.package.author, _today(), finding.basis)
        self._put("acceptance", record, message("Accept {finding}", finding=finding.rule))

    def override(self, criterion_id: str, status: str, reason: str) -> None:
        """Set a criterion's status by judgement, with a reason."""
        known = [rule.id for rule in (*self.knowledge.criteria, *self.knowledge.further_criteria)]
        if criterion_id not in known:
            guess = codec.nearest(criterion_id, known)
            raise RequestError(
                message("There is no criterion “{name}”.", name=criterion_id),
                where=criterion_id,
                remedy=message("Did you mean “{guess}”?", guess=guess) if guess else None,
            )
        _needs_reason(reason, criterion_id)
        problems: list[Problem] = []
        given = codec.load_field(CriterionStatus, status, where=criterion_id, report=problems.append)
        if problems:
            raise RequestError(problems[0].message, where=criterion_id, remedy=problems[0].remedy)
        record = Override(criterion_id, given, reason, self.package.author, _today())
        self._put(
            "override",
            record,
            message("Judge {criterion} as {status}", criterion=criterion_id, status=given.value),
        )

    def new_measure(self, instrument_id: str) -> Measure:
        """Make a measure from an instrument, not yet added."""
        return new_measure(self.package, self.knowledge.instrument(instrument_id))

    def new_group(self, template_id: str) -> Group:
        """Make a group from a usual group, not yet added."""
        for template in self.knowledge.groups:
            if template.id == template_id:
                return new_group(self.package, template)
        guess = codec.nearest(template_id, [template.id for template in self.knowledge.groups])
        raise RequestError(
            message("There is no usual group “{name}”.", name=template_id),
            where=template_id,
            remedy=message("Did you mean “{guess}”?", guess=guess) if guess else None,
        )

    def write_brief(
        self, out: Path, *, template: str = "minister", language: str = "en", scenario: str = ""
    ) -> Path:
        """Write a brief as PDF."""
        from workbench import briefs

        package, results, _ = self._computed(scenario)
        source = briefs.BriefInput(
            package,
            self.knowledge,
            results.checked,
            results.estimate,
            self.number,
            self.digest,
            datetime.datetime.now().astimezone().date(),
            self.sensitivities(scenario),
        )
        return briefs.write_pdf(briefs.brief(template, source, language), out)

    def write_costing(self, out: Path, *, language: str = "en", scenario: str = "") -> Path:
        """Write the whole calculation as a workbook with live formulas."""
        if out.suffix.lower() != ".xlsx":
            raise RequestError(
                message("The costing is written as .xlsx."),
                where=str(out),
                remedy=message("Choose a name that ends in .xlsx."),
            )
        return write_workbook(self._computed(scenario)[2], out, translator(language))

    def sensitivities(self, scenario: str = "", by: float = 0.1) -> tuple[tuple[str, float], ...]:
        """Give how much the cost in the headline year moves, in shares of GDP, when an input is a tenth higher.

        Inputs are "series:KEY" (every imported value), "measure:ID" (benefit level) and "administration".
        """
        package, results, costing = self._computed(scenario)
        estimate = results.estimate
        if not estimate.gdp:
            return ()
        position = package.years.index(package.key_year)
        participation = _participation(package, results.checked.access)
        found = []
        for name, varied in _variants(package, estimate, position, by):
            other = Costing(varied, participation=participation, evaluation=costing.evaluation).estimate()
            change = (
                other.total[position] / other.gdp[position]
                - estimate.total[position] / estimate.gdp[position]
            )
            if abs(change) > 1e-9:
                found.append((name, change))
        return tuple(found)

    def verify(self) -> tuple[Message, ...]:
        """Check the project file; give what is wrong with it."""
        return self._project.verify()

    def export(self) -> dict[str, Any]:
        """Give the package as one JSON document, which `package_from_json` takes back."""
        return {"format": TITLE_OF_FORMAT, "version": 1, "package": codec.dump(self.package)}

    def close(self) -> None:
        """Close the project."""
        self._project.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _computed(self, scenario: str) -> tuple[Package, Results, Costing]:
        held = self._results.get(scenario)
        if held is not None and held[0] is self.package:
            return (with_scenario(held[0], scenario), *held[1:])
        package = with_scenario(self.package, scenario)
        access = analyse(package)
        earlier: Evaluation | None = held[2].evaluation if held is not None else None
        costing = Costing(package, participation=_participation(package, access), evaluation=earlier)
        estimate = costing.estimate()
        facts = knowledge().chosen(package.packs)
        checked: Checked = check(Context(package, facts, access, estimate))
        results = Results(checked, estimate)
        self._results[scenario] = (self.package, results, costing)
        return package, results, costing

    def _with_tables(self, fresh: tuple[Table, ...]) -> Package:
        """Give the package with fresh tables; what follows an imported series follows the fresh ones."""
        tables = _put(self.package.tables, fresh)
        return follow(dataclasses.replace(self.package, tables=tables), strict=False)

    def _cost_moved(self, after: Package) -> tuple[TotalChange, ...]:
        """Compare the total cost before and after a change of the tables."""
        before = self._computed("")[2].estimate()
        access = analyse(after)
        then = Costing(after, participation=_participation(after, access)).estimate()
        unit = before.currency or "money"
        return tuple(
            TotalChange("total.cost", unit, year, _known(was), _known(now))
            for year, was, now in zip(before.years, before.total, then.total, strict=True)
            if _known(was) != _known(now)
        )

    def _know_packs(self, package: Package) -> None:
        """Refuse a pack that is not here; one the package came with may be missing and is reported by `check`."""
        here = {pack.id for pack in knowledge().packs}
        for name in package.packs:
            if name not in here and name not in self.package.packs:
                guess = codec.nearest(name, here)
                raise RequestError(
                    message("There is no knowledge pack “{name}” here.", name=name),
                    where="package packs",
                    remedy=message("Did you mean “{guess}”?", guess=guess) if guess else None,
                )

    def _finding(self, finding_id: str) -> Finding:
        findings = self.results().checked.findings
        for finding in findings:
            if finding.id == finding_id:
                return finding
        guess = codec.nearest(finding_id, [finding.id for finding in findings])
        raise RequestError(
            message("There is no finding “{name}”.", name=finding_id),
            where=finding_id,
            remedy=message("Did you mean “{guess}”?", guess=guess) if guess else None,
        )

    def _put(self, kind: str, record: Acceptance | Override, label: Message) -> None:
        subject = f"{kind}:{record.id}"
        changes = [Change("add", subject, value=codec.dump(record))]
        if any(item.id == record.id for item in getattr(self.package, f"{kind}s")):
            changes.insert(0, Change("remove", subject))
        self.edit(label, changes)


def with_scenario(package: Package, scenario: str) -> Package:
    """Give the package with a scenario's overrides, its parents' first.

    Raises:
        RequestError: There is no such scenario, or one is its own ancestor.
    """
    chain: list[Scenario] = []
    while scenario:
        record = find(package, f"scenario:{scenario}")
        if record in chain:
            raise RequestError(
                message("Scenario {name} is its own parent.", name=scenario),
                where=f"scenario:{scenario}",
                remedy=message("Give it another parent."),
            )
        chain.append(record)
        scenario = record.parent
    for record in reversed(chain):
        changes = [
            Change("set", subject, field, _json_or_text(value)) for subject, field, value in record.overrides
        ]
        package = follow(apply(package, changes), strict=False)
    return package


def package_from_json(data: Any, *, where: str) -> Package:
    """Read a package from its JSON document, exported or bare.

    Raises:
        FileError: It is not one; the first problem is named.
    """
    problems: list[Problem] = []
    if isinstance(data, dict) and data.get("format") == TITLE_OF_FORMAT:
        data = data.get("package")
    package = codec.load(Package, data, where="package", report=problems.append)
    if package is None:
        first = problems[0]
        raise FileError(
            message("This is not a package: {place} {problem}.", place=first.where, problem=first.message),
            where=where,
            remedy=first.remedy or message("Export one with `policy-workbench export` to see the form."),
        )
    return package


def _participation(package: Package, access: Access) -> Dictionary[str, ValuePath]:
    """Give each measure that wants it the share of its one group reached, by year."""
    found = {}
    for measure in package.measures:
        group = measure.cost.group
        if not measure.cost.use_access or not group:
            continue
        points = tuple(
            (year, cell.share)
            for year in package.years
            if (cell := access.cell(group, measure.id, year)) is not None
        )
        found[measure.id] = ValuePath(points or ((package.years[0], 0.0),), Shape.STEPS)
    return found


def _put(held: tuple[Table, ...], fresh: tuple[Table, ...]) -> tuple[Table, ...]:
    """Give the tables with the fresh ones behind the others, in place of those of the same identifier."""
    names = {table.id for table in fresh}
    return (*(table for table in held if table.id not in names), *fresh)


def _people_moved(before: Package, after: Package) -> Iterator[TotalChange]:
    """Compare the whole population by year."""
    tables = (*before.tables, *after.tables)
    years = sorted({year for table in tables if table.role == "population" for year in table.years})
    old, new = Population(before.tables), Population(after.tables)
    for year in years:
        was, now = old.persons(year), new.persons(year)
        if was != now:
            yield TotalChange("population", "persons", year, was, now)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _variants(
    package: Package, estimate: Estimate, position: int, by: float
) -> Iterable[tuple[str, Package]]:
    for key in ("population", "poverty-line", "average-wage", "minimum-wage"):
        tables = tuple(_scaled(table, key, 1 + by) for table in package.tables)
        if tables != package.tables:
            yield f"series:{key}", dataclasses.replace(package, tables=tables)
    largest = sorted(estimate.measures, key=lambda line: -line.cost[position])[:4]
    for line in largest:
        measure = package.measure(line.id)
        if measure is not None and any(value for _, value in measure.cost.level.points):
            points = tuple((year, value * (1 + by)) for year, value in measure.cost.level.points)
            cost = dataclasses.replace(
                measure.cost, level=dataclasses.replace(measure.cost.level, points=points)
            )
            yield f"measure:{line.id}", _with_measure(package, dataclasses.replace(measure, cost=cost))
    heavier = package
    for measure in package.measures:
        if measure.cost.admin_markup:
            cost = dataclasses.replace(measure.cost, admin_markup=measure.cost.admin_markup * (1 + by))
            heavier = _with_measure(heavier, dataclasses.replace(measure, cost=cost))
    if heavier is not package:
        yield "administration", heavier


def _with_measure(package: Package, measure: Measure) -> Package:
    measures = tuple(measure if item.id == measure.id else item for item in package.measures)
    return dataclasses.replace(package, measures=measures)


def _scaled(table: Table, key: str, factor: float) -> Table:
    if not any(series.key == key for series in table.series):
        return table
    names = {series.name for series in table.series if series.key == key}
    corrections = tuple(
        dataclasses.replace(one, value=one.value * factor) if one.series in names else one
        for one in table.corrections
    )
    series = tuple(
        dataclasses.replace(
            item, values=tuple(None if value is None else value * factor for value in item.values)
        )
        if item.key == key
        else item
        for item in table.series
    )
    return dataclasses.replace(table, series=series, corrections=corrections)


def _refuse_nonsense(package: Package) -> None:
    for problem in problems_of(package):
        raise RequestError(problem.message, where=problem.where, remedy=problem.remedy)


def _needs_reason(reason: str, where: str) -> None:
    if not reason.strip():
        raise RequestError(message("A reason is needed; it is printed in the brief."), where=where)


def _json_or_text(value: str) -> Any:
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value


def _today() -> str:
    return datetime.datetime.now().astimezone().date().isoformat()


__all__ = ["EXTENSION", "Step", "Workspace", "knowledge", "package_from_json", "with_scenario"]

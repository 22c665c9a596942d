"""The use cases in order: open, bring in, edit, check, cost, explain, print. Window and command line call only this."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import hashlib
import json
import math
import tempfile
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dictionary
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import accepted, assets, files, pipeline
from workbench.accepted import Renewed
from workbench.admission import admit, refuse_nonsense
from workbench.changed import ProgramChange, since_format_3, since_format_4
from workbench.checks import check, doors, interactions, readings
from workbench.costing import goal as goals
from workbench.costing import needs, write_workbook
from workbench.costing.sensitivity import sensitivities, tornado
from workbench.costing.uncertainty import monte_carlo
from workbench.errors import (
    FileError,
    Message,
    PackError,
    Problem,
    RequestError,
    SavedAnewError,
    Spot,
    message,
    plural,
)
from workbench.i18n import translator
from workbench.knowledge import Knowledge, OwnRule, load_all, new_group, new_measure, standing, vocabularies
from workbench.knowledge import own as own_rules
from workbench.model import Change, Mapping, Package, Table, apply, codec
from workbench.model.corrections import locate, with_corrections
from workbench.model.cost import Cost
from workbench.model.edits import find
from workbench.model.follow import follow
from workbench.model.group import Group
from workbench.model.measure import Measure
from workbench.model.names import meant
from workbench.model.package import Acceptance, Interaction, Override
from workbench.model.paths import Path as ValuePath
from workbench.model.readings import Door, Influence, Profile, Served
from workbench.model.results import Checked, Finding, Need, Origin, Results, Trace, few
from workbench.model.revision import (
    Revision,
    TotalChange,
    full_label,
    in_place,
    people_moved,
    revise,
    total_moved,
)
from workbench.model.uncertainty import Goal, Sway, Uncertainty
from workbench.model.understood import told_value
from workbench.model.vouched import vouched
from workbench.model.words import CriterionStatus, Role, Severity, Standing
from workbench.pipeline import Computed, compute
from workbench.project import (
    EXPLICIT_PATHS,
    EXTENSION,
    FACTS,
    Loss,
    ProjectFile,
    Rescued,
    SafetyCopies,
    SafetyCopy,
    Step,
    rescue,
    told_loss,
    upgraded_package,
    with_codes,
    write_rescued,
)
from workbench.scenarios import Comparison, Difference, compare, held, overriding, taken_back, with_scenario

if TYPE_CHECKING:
    from workbench.sheets import Options, Reading, SheetView

SAMPLE_WORKBOOKS = ("population-2026.xlsx", "macro-2026.xlsx", "spending-2026.xlsx", "unit-costs-2026.xlsx")
LONG_STEP = 200_000
"""Bytes of a step, packed, from which taking it back takes longer than a window should stand still."""
TITLE_OF_FORMAT = "policy-workbench package"
EXPORTED = 2
"""The version of exported documents; since 2, values by year say how they move."""


@functools.cache
def knowledge() -> Knowledge:
    """Give the knowledge of all packs, bundled and the user's, loaded once; `refused` lists bad ones."""
    return load_all()


class Workspace:
    """One open project with everything that can be done to it."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project
        self._held: dict[str, tuple[Package, Computed]] = {}
        self._seen: dict[str, tuple[Package, Package]] = {}
        self._digest: tuple[Package, str] | None = None
        self._told = False
        self._renewed: Renewed | None = None
        self._project.renew = lambda: self._renewals().digests

    @classmethod
    def create(cls, path: Path, package: Package | None = None) -> Workspace:
        """Make a new project."""
        package = package or Package()
        refuse_nonsense(package)
        package, renewed = accepted.as_it_stands(package, _findings)
        workspace = cls(ProjectFile.create(path, package))
        workspace._renewed = renewed
        return workspace

    @classmethod
    def open(cls, path: Path) -> Workspace:
        """Open a project."""
        return cls(ProjectFile.open(path))

    @classmethod
    def create_sample(cls, path: Path) -> Workspace:
        """Make a project of the bundled sample country, its workbooks brought in one by one; it appears whole."""
        ProjectFile.refuse_place(path)
        with tempfile.TemporaryDirectory(prefix="policy-workbench-") as folder:
            made = Path(folder) / path.name
            with cls.create(made, sample_package()) as workspace:
                for name in SAMPLE_WORKBOOKS:
                    workbook = assets.path_of("sample", name)
                    workspace.bring_in(workbook, workspace.read(workbook).tables)
            return cls(ProjectFile.placed(path, made.read_bytes()))

    def is_untouched_sample(self) -> bool:
        """Say whether this is the bundled sample as it was made, without an edit of anybody's."""
        if not self.number == len(self.history()) == len(SAMPLE_WORKBOOKS):
            return False
        shipped = [hashlib.sha256(assets.read_bytes("sample", name)).hexdigest() for name in SAMPLE_WORKBOOKS]
        held = {table.sha256 for table in self.package.tables}
        made = dataclasses.replace(sample_package(), tables=self.package.tables)
        return held == set(shipped) and self.package == follow(made, strict=False)

    @property
    def path(self) -> Path:
        """Where the project is."""
        return self._project.path

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge its package is checked against: the source paper's pack and those the package names."""
        return knowledge().chosen(self.package.packs)

    @property
    def refused_packs(self) -> tuple[PackError, ...]:
        """The user's packs that are not sound, each with everything wrong with it."""
        return knowledge().refused

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

    def package_in(self, scenario: str) -> Package:
        """Give the package as a scenario sees it."""
        held = self._seen.get(scenario)
        if held is None or held[0] is not self.package:
            held = self._seen[scenario] = (self.package, with_scenario(self.package, scenario))
        return held[1]

    def edit(self, label: Message, changes: Iterable[Change], scenario: str = "") -> None:
        """Change the package, or what a scenario sees otherwise, by one labelled step; it is then on disk.

        Raises:
            RequestError: A change cannot be made; nothing is changed.
            FileError: The file cannot be written; nothing is changed.
        """
        changes = asked = tuple(changes)
        if scenario:
            changes = overriding(self.package, scenario, asked)
            if changes != asked:
                title = find(self.package, f"scenario:{scenario}").title or scenario
                label = message("{label} in “{scenario}”", label=label, scenario=title)
        package = follow(vouched(apply(self.package, changes), self.package, self._template))
        admit(package, self.package, knowledge(), self._inputs)
        self._project.commit(
            package, _with_values(label, asked, self.package_in(scenario), package, scenario)
        )

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

    @property
    def undo_is_long(self) -> bool:
        """Whether undo takes back so much that a window had better not wait for it, as a large table does."""
        return self._project.weight(self.number) > LONG_STEP

    @property
    def redo_is_long(self) -> bool:
        """Whether redo brings back so much that a window had better not wait for it."""
        return self._project.weight(self.number + 1) > LONG_STEP

    def history(self) -> tuple[Step, ...]:
        """Give all steps, oldest first."""
        return self._project.history()

    def restore(self, number: int) -> None:
        """Go back to the package after a step, as a new step."""
        package = self._project.at(number)
        self._project.commit(package, message("Go back to edit {number}", number=str(number)))

    def results(self, scenario: str = "") -> Results:
        """Give access, findings, criteria and costs of the package, or of one of its scenarios."""
        computed = self._computed(scenario)
        return Results(computed.checked, computed.estimate)

    def compare(self, first: str, second: str, other: Workspace | None = None) -> Comparison:
        """Set two scenarios side by side, or this package and another's; an empty name is the package itself."""
        one, two = self._computed(first), (other or self)._computed(second)
        return compare((one.package, one.checked, one.estimate), (two.package, two.checked, two.estimate))

    def held(self, scenario: str) -> tuple[Difference, ...]:
        """Give what a scenario holds of its own: its parent's value first, then its own."""
        return held(self.package, scenario)

    def take_back(self, scenario: str, difference: Difference, label: Message) -> None:
        """Let a scenario see a value as its parent does."""
        self.edit(label, taken_back(self.package, scenario, difference.subject, difference.field))

    def brought(self, changes: Iterable[Change], scenario: str = "") -> tuple[Finding, ...]:
        """Give the findings that changes would bring which are not there now."""
        return pipeline.brought(self._computed(scenario), changes)

    def served(self, year: int, scenario: str = "") -> tuple[Served, ...]:
        """Give what each sector does for each group under each principle in a year."""
        return readings.served(self._computed(scenario).context, year)

    def profile(self, year: int, scenario: str = "") -> Profile:
        """Give what the package builds, and the unequal terms it changes."""
        return readings.profile(self._computed(scenario).context, year)

    def interactions(self, scenario: str = "") -> tuple[Influence, ...]:
        """Give how the measures act on one another, directly and through one other."""
        return interactions(self._computed(scenario).context)

    def doors(self, year: int, scenario: str = "") -> tuple[Door, ...]:
        """Rank the missing capabilities by whom they would let in."""
        return doors(self._computed(scenario).context, year)

    def standing(self, provision: str) -> Standing:
        """Say how a provision binds the package's country."""
        return standing(provision, self.package, self.knowledge)

    def trace(self, figure: str, year: int, scenario: str = "") -> Trace:
        """Explain a figure down to its cells."""
        return self._computed(scenario).costing.trace(figure, year)

    def figures(self, scenario: str = "") -> tuple[str, ...]:
        """Name all figures that can be traced."""
        return tuple(self._computed(scenario).costing.figures)

    def read(self, workbook: Path, options: Options | None = None) -> Reading:
        """Read a workbook's tables without bringing them in; takes and gives `sheets.Options` and `sheets.Reading`."""
        from workbench import sheets

        reading = sheets.read_workbook(workbook, self._own(options or sheets.Options()))
        return self._beside(reading)

    def preview(self, workbook: Path, options: Options | None = None) -> Reading:
        """Read a workbook for showing; open questions come as problems."""
        from workbench import sheets

        reading = sheets.preview(workbook, self._own(options or sheets.Options()))
        return self._beside(reading)

    def again(self, reading: Reading, options: Options) -> Reading:
        """Recognise a workbook that was read for showing once more, by other answers."""
        return self._beside(reading.anew(self._own(options)))

    def _beside(self, reading: Reading) -> Reading:
        """Add the problems tables have beside the package: also years it needs that they lack, and series that vanish."""
        from workbench import sheets

        reading = sheets.beside(reading, self.package)
        revised = revise(self.package.tables, reading.tables)
        gone, short = tuple(_vanished(revised)), tuple(_short(self._short_of(revised), reading.tables))
        if not gone and not short:
            return reading
        return dataclasses.replace(reading, problems=(*gone, *reading.problems, *short))

    def short_of(self, tables: tuple[Table, ...]) -> tuple[Need, ...]:
        """Say which years the package would lack of the basic series that tables hold, once they are brought in."""
        return self._short_of(revise(self.package.tables, tables))

    def _short_of(self, found: Revision) -> tuple[Need, ...]:
        after, tables = self._with_tables(found.tables), found.tables
        held = ["population"] if any(table.role == Role.POPULATION for table in tables) else []
        held += [key for key in ("gdp", "cpi") if any(table.find(key) for table in tables)]
        return tuple(
            need for key in held if not after.assumption(key) and (need := needs.of_table(after, key)).missing
        )

    def _own(self, options: Options) -> Options:
        """Have the package's own country taken of several."""
        return dataclasses.replace(options, own_country=self.package.country_code or self.package.country)

    def head(self, workbook: Path) -> tuple[SheetView, ...]:
        """Give the first rows of a workbook's sheets, as `sheets.SheetView`, before the whole is read."""
        from workbench import sheets

        return sheets.head(workbook)

    def foreign(self, tables: tuple[Table, ...]) -> tuple[str, ...]:
        """Name the countries, other than the package's, that tables are of; taking them in needs consent."""
        from workbench.sheets.words import countries

        return countries.foreign(tables, self.package)

    def elsewhere(self, tables: tuple[Table, ...]) -> tuple[str, ...]:
        """Name the areas that tables are of in place of the package's country: countries, and regions such as South Asia."""
        from workbench.sheets.words import countries

        other = (table for table in tables if countries.of_another(table, self.package) is not None)
        return tuple(dict.fromkeys(countries.said_by(table) for table in other))

    def mapping_that_fits(self, reading: Reading) -> Mapping | None:
        """Give the saved mapping by which a workbook read for showing can be read too; None where there is none.

        Only mappings of a like name or of like headers are tried, the project's first.
        """
        from workbench.errors import WorkbookError

        held = {header for table in reading.tables for header in table.headers}
        for mapping in self.mappings():
            wanted = {header for table in mapping.tables for header in table.headers}
            if not wanted or len(wanted & held) < len(wanted) / 2:
                continue
            try:
                again = reading.anew(self._own(_by(mapping)))
            except WorkbookError:
                continue
            if again.tables:
                return mapping
        return None

    def revision(self, tables: tuple[Table, ...]) -> Revision:
        """Say what bringing these tables in would change in the tables held; nothing is changed."""
        found = revise(self.package.tables, tables)
        if not found.replaced:
            return found
        after = self._with_tables(found.tables)
        people = people_moved(self.package.tables, after.tables)
        moved = (*people, *found.totals, *self._cost_moved(after))
        return dataclasses.replace(found, totals=moved)

    def bring_in(self, workbook: Path, tables: tuple[Table, ...]) -> Revision:
        """Add tables and keep the original workbook, as one step; give what changed.

        A table that is a newer version of one held takes its place, and the planner's corrections with it.

        Raises:
            SavedAnewError: The workbook is not the one any more that the tables were read from.
            FileError: It cannot be read.
        """
        body = _original(workbook, tables)
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
        self._project.commit(package, label, attachments=((workbook.name, body),))
        return found

    def mappings(self) -> tuple[Mapping, ...]:
        """Give the saved mappings: the project's, then those the user keeps for all projects."""
        from workbench.sheets.again import mapping_file

        return (*self.package.mappings, *mapping_file.of_user()[0])

    def keep_mapping(self, mapping: Mapping) -> None:
        """Keep a mapping in the project, in place of one of the same name, as one step."""
        kept = [one.id for one in self.package.mappings]
        changes = [Change("remove", f"mapping:{mapping.id}")] if mapping.id in kept else []
        changes.append(Change("add", f"mapping:{mapping.id}", value=codec.dump(mapping)))
        self.edit(message("Keep the mapping {mapping}", mapping=mapping.title), changes)

    def correct(self, figure: str, values: Dictionary[int, float | None], why: str = "") -> None:
        """Set values of "table:ROLE.NAME" in place of the imported ones, as one step; None takes one back.

        Raises:
            RequestError: There is no such series, no reason, no correction to take back, or the value cannot be.
        """
        table, series = locate(self.package, figure)
        changed = with_corrections(self.package, table, series, values, why, _today())
        label = message(
            "Correct {series} of {table}", series=full_label(series), table=table.title or table.id
        )
        corrections = codec.dump(changed.corrections)
        self.edit(label, [Change("set", f"table:{table.id}", "corrections", corrections)])

    def original(self, table: str, folder: Path) -> Path | None:
        """Lay the original workbook of a table into a folder, to be read again; None where it is not kept."""
        found = next((item for item in self.package.tables if item.id == table), None)
        body = self._project.attachment(found.sha256) if found is not None else None
        if found is None or body is None:
            return None
        path = folder / Path(found.workbook).name
        path.write_bytes(body)
        return path

    def source_cells(self, origin: Origin) -> tuple[tuple[str, ...], ...]:
        """Show the first cell a figure comes from among its neighbours, from the stored original.

        The first row holds column letters, the first column row numbers.
        """
        from workbench import sheets

        table = next((item for item in self.package.tables if item.id == origin.table), None)
        body = self._project.attachment(table.sha256) if table is not None else None
        spot = origin.first
        if table is None or body is None or not spot.cell:
            return ()
        grid = sheets.sheet_cells(body, spot.sheet, spot.cell, suffix=Path(table.workbook).suffix)
        letters = ("", *(address.rstrip("0123456789") for address, _ in grid[0])) if grid else ()
        rows = (
            (cells[0][0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), *(text for _, text in cells)) for cells in grid
        )
        return (letters, *rows)

    def accept(self, finding_id: str, reason: str) -> None:
        """Accept a finding with a reason; it stays visible and reopens when what it rests on changes."""
        finding = self._finding(finding_id)
        _needs_reason(reason, finding_id)
        record = Acceptance(finding_id, reason, self.package.author, _today(), finding.basis.digest)
        self._put("acceptance", record, message("Accept {finding}", finding=finding.rule))

    def override(self, criterion_id: str, status: str, reason: str) -> None:
        """Set a criterion's status by judgement, with a reason."""
        known = [rule.id for rule in (*self.knowledge.criteria, *self.knowledge.further_criteria)]
        if criterion_id not in known:
            raise RequestError(
                message("There is no criterion “{name}”.", name=criterion_id),
                where=criterion_id,
                remedy=meant(criterion_id, known),
            )
        _needs_reason(reason, criterion_id)
        problems: list[Problem] = []
        given = codec.load_value(CriterionStatus, status, where=criterion_id, report=problems.append)
        if problems:
            raise RequestError(problems[0].message, where=criterion_id, remedy=problems[0].remedy)
        record = Override(criterion_id, given, reason, self.package.author, _today())
        self._put(
            "override",
            record,
            message("Judge {criterion} as {status}", criterion=criterion_id, status=given.value),
        )

    def judge(self, source: str, target: str, score: int, reason: str) -> None:
        """Set by judgement how one measure acts on another, with a reason; it stands in place of what is computed."""
        name = f"{source}>{target}"
        _needs_reason(reason, f"interaction:{name}")
        record = Interaction(name, score, reason, self.package.author, _today())
        titles = [find(self.package, f"measure:{one}").title for one in (source, target)]
        label = message("Judge how {source} acts on {target}", source=titles[0], target=titles[1])
        self._put("interaction", record, label)

    def words(self, vocabulary: str) -> dict[str, Message]:
        """Give the words of a vocabulary with their titles: those of all packs, and of the package itself."""
        return vocabularies.words(vocabulary, knowledge(), self.package)

    def new_measure(self, instrument_id: str) -> Measure:
        """Make a measure from an instrument, not yet added."""
        return new_measure(self.package, self.knowledge.instrument(instrument_id))

    def new_group(self, template_id: str) -> Group:
        """Make a group from a usual group, not yet added."""
        for template in self.knowledge.groups:
            if template.id == template_id:
                return new_group(self.package, template)
        raise RequestError(
            message("There is no usual group “{name}”.", name=template_id),
            where=template_id,
            remedy=meant(template_id, [template.id for template in self.knowledge.groups]),
        )

    def try_rule(self, own: OwnRule) -> tuple[Checked | None, tuple[Problem, ...]]:
        """Say what a planner's rule would find in the package as it stands, or what is wrong with the rule."""
        facts, wrong = own_rules.try_rule(own)
        if facts is None:
            return None, wrong
        alone = dataclasses.replace(
            facts, rules=tuple(rule for rule in facts.rules if rule.id == own.rule["id"])
        )
        context = self._computed("").context
        return check(dataclasses.replace(context, knowledge=alone)), ()

    def save_rule(self, own: OwnRule) -> None:
        """Keep a planner's rule in its pack, and check the package against that pack from now on."""
        own_rules.save_rule(own)
        self._forget_knowledge()
        if own.pack.id not in self.package.packs:
            changes = [Change("set", "package", "packs", [*self.package.packs, own.pack.id])]
            self.edit(message("Check against {pack}", pack=own.pack.title), changes)

    def remove_rule(self, own: OwnRule) -> None:
        """Take a planner's rule out of its pack."""
        own_rules.remove_rule(own)
        self._forget_knowledge()

    def _forget_knowledge(self) -> None:
        knowledge.cache_clear()
        self._held.clear()

    def write_brief(
        self, out: Path, *, template: str = "minister", language: str = "en", scenario: str = ""
    ) -> Path:
        """Write a brief as PDF."""
        from workbench import briefs

        briefs.refuse_pdf(out, (self.path,))
        computed = self._computed(scenario)
        source = briefs.BriefInput(
            computed.package,
            self.knowledge,
            computed.checked,
            computed.estimate,
            self.number,
            self.digest,
            datetime.datetime.now().astimezone().date(),
            self.sensitivities(scenario),
        )
        return briefs.write_pdf(briefs.brief(template, source, language), out, (self.path,))

    def write_costing(self, out: Path, *, language: str = "en", scenario: str = "") -> Path:
        """Write the whole calculation as a workbook with live formulas."""
        costing = self._computed(scenario).costing
        return write_workbook(costing, out, translator(language), (self.path,))

    def uncertainty(self, draws: int, seed: int, scenario: str = "") -> Uncertainty:
        """Draw the stated ranges together; give percentiles of totals and sectors by year."""
        return monte_carlo(self._computed(scenario).costing, draws, seed)

    def tornado(self, year: int, scenario: str = "") -> tuple[Sway, ...]:
        """Say how far each input alone moves the total cost of a year, the one that moves it most first."""
        return tornado(self._computed(scenario).costing, year)

    def goal(self, name: str, figure: str, target: ValuePath, scenario: str = "") -> Goal:
        """Find the value of an input at which a figure stays within a target in every year."""
        return goals.goal(self._computed(scenario).costing, name, figure, target)

    def changes_of(self, found: Goal, scenario: str = "") -> tuple[Change, ...]:
        """Give the edit that sets an input to the value a goal found.

        Raises:
            RequestError: The input is an imported series, which no edit changes, or no value was found.
        """
        return goals.changes_of(self.package_in(scenario), found)

    def sensitivities(self, scenario: str = "") -> tuple[tuple[str, float], ...]:
        """Give how much the cost in the headline year moves, in shares of GDP, when an input is a tenth higher."""
        computed = self._computed(scenario)
        return sensitivities(computed.costing, computed.estimate)

    def program_changes(self) -> tuple[ProgramChange, ...]:
        """Say what changed with the program since the project was written; nothing when asked again."""
        version = self._project.version
        if self._told:
            return ()
        self._told = True
        found = tuple(since_format_4(self._renewals().as_it_stands))
        if version >= FACTS:  # made of a document just now
            return found
        if version < EXPLICIT_PATHS:
            found = (*since_format_3(self.package, self.results().estimate), *found)
        since = EXPLICIT_PATHS if version < EXPLICIT_PATHS else FACTS
        return found if found and self._project.copies.is_first_time(f"format {since}") else ()

    def verify(self) -> tuple[Message, ...]:
        """Check the project file; give what is wrong with it."""
        return self._project.verify()

    @property
    def copies(self) -> SafetyCopies:
        """The safety copies of the project, and why the last one could not be made."""
        return self._project.copies

    def export(self) -> dict[str, Any]:
        """Give the package as one JSON document, which `package_from_json` takes back."""
        return {"format": TITLE_OF_FORMAT, "version": EXPORTED, "package": codec.dump(self.package)}

    def write_export(self, out: Path) -> Path:
        """Write the package as one JSON document.

        Raises:
            FileError: It cannot be written there, or something else stands there.
        """
        text = json.dumps(self.export(), ensure_ascii=False, indent=2) + "\n"
        mark = files.unless_holding(TITLE_OF_FORMAT.encode())
        return files.write(out, text, endings=(".json",), inputs=(self.path,), refuses=mark)

    def close(self) -> None:
        """Close the project."""
        self._project.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _computed(self, scenario: str) -> Computed:
        held, now = self._held.get(scenario), self.package
        if held is not None and held[0] is now:
            return held[1]
        package = self.package_in(scenario)
        facts = knowledge().chosen(package.packs)
        computed = compute(
            package, facts, held[1] if held is not None else None, renewed=self._renewals().digests
        )
        self._held[scenario] = (now, computed)
        return computed

    def _renewals(self) -> Renewed:
        """Give what acceptances of an earlier format rest on, worked out once."""
        if self._renewed is None:
            old = self._project.version < FACTS
            self._renewed = accepted.by_history(self._project, _findings) if old else Renewed()
        return self._renewed

    def _with_tables(self, fresh: tuple[Table, ...]) -> Package:
        """Give the package with fresh tables; what follows an imported series follows the fresh ones."""
        tables = in_place(self.package.tables, fresh)
        return follow(dataclasses.replace(self.package, tables=tables), strict=False)

    def _cost_moved(self, after: Package) -> tuple[TotalChange, ...]:
        """Compare the total cost before and after a change of the tables."""
        now = self._computed("")
        before, then = now.estimate, pipeline.estimate(after, now)
        money, years = before.currency or "money", before.years

        def moved(
            figure: str, unit: str, old: tuple[float, ...], new: tuple[float, ...]
        ) -> Iterator[TotalChange]:
            unknown = (math.nan,) * len(years)
            yield from total_moved(figure, unit, years, old or unknown, new or unknown)

        def each() -> Iterator[TotalChange]:
            yield from moved("total.cost", money, before.total, then.total)
            yield from moved("total.share_of_gdp", "share", before.share_of_gdp, then.share_of_gdp)
            yield from moved("total.envelope", money, before.envelope, then.envelope)
            yield from moved("total.gap", money, before.gap, then.gap)
            lines = {line.id: line for line in (*then.measures, *then.baseline, *then.uncosted)}
            for line in (*before.measures, *before.baseline):
                other = lines[line.id]
                yield from moved(f"measure:{line.id}.benefit", money, line.benefit, other.benefit)
                yield from moved(f"measure:{line.id}.cost", money, line.cost, other.cost)

        return tuple(each())

    def _template(self, measure: Measure) -> Cost | None:
        """Give the parameters of the instrument a measure applies."""
        held = next((one.measure for one in self.knowledge.instruments if one.id == measure.instrument), None)
        return held.cost if held is not None else None

    def _inputs(self) -> tuple[str, ...]:
        return tuple(one.input for one in self.tornado(self.package.key_year))

    def _finding(self, finding_id: str) -> Finding:
        findings = self.results().checked.findings
        for finding in findings:
            if finding.id == finding_id:
                return finding
        raise RequestError(
            message("There is no finding “{name}”.", name=finding_id),
            where=finding_id,
            remedy=meant(finding_id, [finding.id for finding in findings]),
        )

    def _put(self, kind: str, record: Acceptance | Override | Interaction, label: Message) -> None:
        subject = f"{kind}:{record.id}"
        changes = [Change("add", subject, value=codec.dump(record))]
        if any(item.id == record.id for item in getattr(self.package, f"{kind}s")):
            changes.insert(0, Change("remove", subject))
        self.edit(label, changes)


def save_what_can_be_saved(path: Path, out: Path) -> Rescued:
    """Make a new project of what can be read of a damaged one; the damaged one is not touched.

    Raises:
        FileError: Something is at that place, or nothing can be read.
    """
    ProjectFile.refuse_place(out)
    rescued = rescue(path)
    rescued.package, renewed = accepted.as_it_stands(rescued.package, _findings)
    rescued.lost += [(Loss.ACCEPTED, finding) for finding in renewed.as_it_stands]
    write_rescued(rescued, out)
    return rescued


def make_sample(path: Path) -> Path:
    """Make a project of the bundled sample, and the folder it is to be in where there is none."""
    files.make_folder(path.parent)
    Workspace.create_sample(path).close()
    return path


def safety_copies(path: Path) -> tuple[SafetyCopy, ...]:
    """Give the safety copies of the project at a place, the newest first."""
    return SafetyCopies(path).all()


def restore_copy(path: Path, number: int) -> Path | None:
    """Put a safety copy in a project's place, 1 being the newest; give where the file went that stood there.

    Raises:
        RequestError: There is no such copy.
        FileError: The place cannot be written.
    """
    return SafetyCopies(path).restore(number)[1]


def package_from_json(data: Any, *, where: str) -> Package:
    """Read a package from its JSON document, exported or bare.

    Raises:
        FileError: It is not one; the first problem is named.
    """
    problems: list[Problem] = []
    if isinstance(data, dict) and data.get("format") == TITLE_OF_FORMAT:
        earlier = data.get("version") == 1
        data = upgraded_package(data.get("package")) if earlier else data.get("package")
    if isinstance(data, dict) and isinstance(data.get("tables"), list):
        data = data | {"tables": [*map(with_codes, data["tables"])]}
    package = codec.load(Package, data, where="package", report=problems.append)
    if package is None:
        first = problems[0]
        raise FileError(
            message("This is not a package: {place} {problem}.", place=first.place, problem=first.message),
            where=where,
            remedy=first.remedy or message("Export one with `policy-workbench export` to see the form."),
        )
    return package


def sample_package() -> Package:
    data = json.loads(assets.read_text("sample", "package.json"))
    return package_from_json(data, where="sample/package.json")


def _original(workbook: Path, tables: tuple[Table, ...]) -> bytes:
    """Give the bytes of a workbook, which have to be those its tables were read from."""
    try:
        body = workbook.read_bytes()
    except OSError as error:
        raise FileError(
            message("The workbook cannot be read: {reason}.", reason=str(error)), where=str(workbook)
        ) from error
    digest = hashlib.sha256(body).hexdigest()
    if any(table.sha256 != digest for table in tables):
        raise SavedAnewError(
            message("The workbook was saved anew after it was read; nothing was brought in."),
            where=workbook.name,
            why=message("Its values would not be those of the original that is kept."),
            remedy=message("Bring it in again."),
        )
    return body


def _findings(package: Package) -> tuple[Finding, ...]:
    """Give the findings of a package by itself."""
    return compute(package, knowledge().chosen(package.packs)).checked.findings


def _needs_reason(reason: str, where: str) -> None:
    if not reason.strip():
        raise RequestError(message("A reason is needed; it is printed in the brief."), where=where)


def _today() -> str:
    return datetime.datetime.now().astimezone().date().isoformat()


__all__ = [
    "EXTENSION",
    "Step",
    "Workspace",
    "knowledge",
    "make_sample",
    "package_from_json",
    "restore_copy",
    "safety_copies",
    "save_what_can_be_saved",
    "told_loss",
    "with_scenario",
]


def _by(mapping: Mapping) -> Options:
    from workbench.sheets import Options

    return Options(mapping=mapping)


def _short(lacking: tuple[Need, ...], tables: tuple[Table, ...]) -> Iterator[Problem]:
    """Say which years the package needs that a workbook does not have."""
    for need in lacking:
        yield Problem(
            Severity.SERIOUS, Spot(tables[0].workbook), need.told, need.fills[0].told, "years-missing"
        )


def _vanished(found: Revision) -> Iterator[Problem]:
    """Say which series of the version held are not in the newer one."""
    if found.gone:
        said = plural(
            "{count} series of the version held is not in this one: {series}.",
            "{count} series of the version held are not in this one: {series}.",
            len(found.gone),
            series=few(found.gone),
        )
        remedy = message("Bring it in only if that is meant: what is costed with them is then not known.")
        yield Problem(Severity.SERIOUS, Spot(found.tables[0].workbook), said, remedy, "series-vanished")


def _with_values(
    label: Message, changes: tuple[Change, ...], before: Package, after: Package, scenario: str
) -> Message:
    """Say beside one number that is set which one it was, for whoever reads the history."""
    if (
        len(changes) != 1
        or changes[0].op != "set"
        or not changes[0].field
        or changes[0].subject.startswith("table:")
    ):
        return label
    (change,) = changes
    if str(change.value) in (str(value) for _, value in label.values):
        return label  # it names the value already
    now = with_scenario(after, scenario) if scenario else after
    old, new = (told_value(package, find(package, change.subject), change.field) for package in (before, now))
    return (
        label
        if old is None or new is None or old == new
        else message("{label}: from {old} to {new}", label=label, old=old, new=new)
    )

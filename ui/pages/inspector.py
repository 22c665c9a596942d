"""The inspector: a measure's fields, edited where they stand, with what it needs, reaches and costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ui import theme
from ui.models.summaries import HALF, access_by_measure, at, reach_status, share_of_gdp, year_for
from ui.pages.base import later, scrolled
from ui.pages.measure_editor import MeasureEditor
from ui.pages.measure_fields import ADVANCED_COST, ADVANCED_MEASURE, BUDGET, RELATIONS_MEASURE, vocabulary_of
from ui.places import Place
from ui.texts import compact, percent, say, scale_of, set_tip, t, word
from ui.widgets.basics import Chip, IconLabel, PlainLabel, clear, column, frame, holder, line, row
from ui.widgets.buttons import Button
from ui.widgets.charts import Meter, YearBars
from ui.widgets.glyph import Glyph
from ui.widgets.record_form import RecordForm
from workbench.errors import Message, message, plural
from workbench.model import Budget, Change, Cost, Measure, remove, set_value
from workbench.model.words import CriterionStatus, MeasureStatus

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.model.results import AccessCell

WIDTH = 316
NAME = 158


class Inspector(QWidget):
    """The panel at the side of the board."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._more: list[RecordForm] = []
        self.setFixedWidth(WIDTH)
        box = frame("panel")
        self._body = QVBoxLayout()
        self._body.setContentsMargins(16, 8, 14, 12)
        self._body.setSpacing(6)
        self._build_head()
        self.editor = MeasureEditor()
        self.editor.entered.connect(self._edit)
        self._body.addWidget(self.editor)
        self._needs = QVBoxLayout()
        self._reaches = QVBoxLayout()
        for layout in (self._needs, self._reaches):
            layout.setSpacing(4)
            layout.setContentsMargins(0, 0, 0, 0)
        self._reach_head = PlainLabel("", bold=True)
        self._reach_note = PlainLabel(t(message("met from 80 % of a group")), size=9, tone="muted")
        self._cost_unit = PlainLabel("", size=9, tone="muted")
        self._bars = YearBars(name=t(message("Cost by year")))
        self._bars.clicked.connect(self._trace)
        self._needs_box = holder(
            column(line(), PlainLabel(t(message("Needs")), bold=True), self._needs, gap=6)
        )
        self._reach_box = holder(
            column(line(), row(self._reach_head, None, self._reach_note), self._reaches, gap=6)
        )
        cost_head = row(PlainLabel(t(message("Cost")), bold=True), None, self._cost_unit)
        self._cost_box = holder(column(line(), cost_head, self._bars, gap=6))
        self._all = Button(t(message("All fields")), kind="link", icon="chevron-down", size=9)
        self._all.clicked.connect(self._toggle_all)
        self._forms = QVBoxLayout()
        self._forms.setSpacing(8)
        for part in (self._needs_box, self._reach_box, self._cost_box, line(), self._all):
            self._body.addWidget(part)
        self._body.addLayout(self._forms)
        self._body.addStretch(1)
        self._area = scrolled(self._body)
        self._nothing = PlainLabel(
            t(message("Choose a measure to see what it needs, whom it reaches and what it costs.")),
            tone="muted",
            wrap=True,
        )
        self._nothing.setContentsMargins(16, 16, 16, 0)
        box.setLayout(column(self._nothing, self._area, gap=0))
        self.setLayout(column(box, gap=0))
        session.selected.connect(self._selected)

    @property
    def measure(self) -> Measure | None:
        """The measure shown."""
        kind, _, key = self.session.selection.partition(":")
        return self.session.package.measure(key) if kind == "measure" and self.session.is_open else None

    def _build_head(self) -> None:
        self._sector_icon = IconLabel("blocks", size=14)
        self._sector = PlainLabel("", size=9, tone="muted", elide=True)
        self._criterion = Chip("", "met", bold=True)
        self._title = PlainLabel("", size=11, bold=True, elide=True)
        self._menu_button = Button(kind="ghost", icon="ellipsis", name=t(message("More about this measure")))
        self._menu_button.clicked.connect(self._menu)
        top = row(self._sector_icon, self._sector, self._criterion, gap=6)
        top.setStretch(1, 1)
        title = row(self._title, self._menu_button)
        title.setStretch(0, 1)
        self._body.addLayout(top)
        self._body.addLayout(title)

    def refresh(self) -> None:
        """Show the measure, whom it reaches and what it costs."""
        self.show_measure()
        self.show_results()

    def show_measure(self) -> None:
        """Show the measure as it is now."""
        measure = self.measure
        self._area.setVisible(measure is not None)
        self._nothing.setVisible(measure is None)
        if measure is None:
            return
        knowledge = self.session.knowledge
        found = knowledge.vocabulary("sector").get(measure.sector)
        self._sector_icon.show_icon(found.icon if found else "blocks")
        self._sector.setText(t(knowledge.title("sector", measure.sector)))
        self._title.setText(measure.title)
        self.editor.show_measure(measure, self.session.package)
        for form in self._more:
            inside = form.property("inside")
            form.show_record(getattr(measure, inside) if inside else measure)

    def show_results(self) -> None:
        """Show whom the measure reaches and what it costs."""
        measure = self.measure
        if measure is None:
            return
        results, package = self.session.results, self.session.package
        self._criterion.hide()
        clear(self._needs)
        clear(self._reaches)
        if results is None:
            return
        for result in results.checked.criteria:
            if measure.id in result.measures and result.status in (
                CriterionStatus.MET,
                CriterionStatus.PARTLY,
            ):
                self._criterion.show_as(f"{result.id} {word(result.status)}", result.status.value)
                break
        year = year_for(measure, package.key_year)
        cells = access_by_measure(results).get(measure.id, {}).get(year, [])
        self._show_needs(cells)
        self._reach_head.setText(t(message("Reaches in {year}", year=str(year))))
        for cell in cells:
            status = reach_status(cell.share)
            group = package.group(cell.group)
            name = group.name if group else cell.group
            shown = QFontMetrics(theme.font(9)).elidedText(name, Qt.TextElideMode.ElideRight, NAME)
            button = Button(shown, kind="quiet", size=9, name=t(message("Why: {name}", name=name)))
            button.setProperty(
                "place", Place("coherence", f"group:{cell.group}", year=year, other=measure.id)
            )
            button.clicked.connect(self._open_access)
            set_tip(button, name)
            meter = Meter()
            meter.show_share(cell.share, status)
            share = PlainLabel(say().share(cell.share, 0), size=9, bold=True)
            share.setFixedWidth(42)
            share.setAlignment(share.alignment().AlignTrailing | share.alignment().AlignVCenter)
            self._reaches.addLayout(
                row(
                    Glyph(status),
                    button,
                    None,
                    meter,
                    share,
                    gap=8,
                )
            )
        self._reach_box.setVisible(bool(cells))
        self._show_cost(measure)

    def _open_access(self) -> None:
        self.session.go(self.sender().property("place"))

    def _show_needs(self, cells: list[AccessCell]) -> None:
        knowledge = self.session.knowledge
        needs: dict[tuple[str, ...], list[float]] = {}
        for cell in cells:
            for need in cell.needs:
                needs.setdefault(need.any_of, []).append(need.share)
        for any_of, shares in needs.items():
            missing = sum(reach_status(share) != "met" for share in shares)
            status = (
                "met"
                if not missing
                else "partly"
                if min(shares) >= HALF or missing < len(shares)
                else "not-met"
            )
            text = (
                t(message("provided"))
                if not missing
                else t(plural("missing in {count} group", "missing in {count} groups", missing))
            )
            name = (
                say().join([t(knowledge.title("capability", word_)) for word_ in any_of])
                if len(any_of) == 1
                else t(message("{one} or other", one=knowledge.title("capability", any_of[0])))
            )
            label = PlainLabel(name, size=9, elide=True)
            layout = row(
                Glyph(status),
                label,
                PlainLabel(text, size=9, tone="met" if not missing else "not-met"),
                gap=8,
            )
            layout.setStretch(1, 1)
            self._needs.addLayout(layout)
        self._needs_box.setVisible(bool(needs))

    def _show_cost(self, measure: Measure) -> None:
        results = self.session.results
        line_ = results.estimate.line(measure.id) if results else None
        self._cost_box.setVisible(line_ is not None and any(line_.cost))
        if results is None or line_ is None:
            return
        estimate = results.estimate
        rows = []
        if any(estimate.gdp):
            self._cost_unit.setText(t(message("% of GDP")))
            for year in estimate.years:
                share = share_of_gdp(estimate, line_.cost, year) or 0.0
                rows.append((year, share, percent(share).removesuffix("%").strip() if share else "–"))
        else:
            scale, name = scale_of(line_.cost)
            self._cost_unit.setText(f"{t(name)} {estimate.currency}")
            rows = [
                (
                    year,
                    at(line_.cost, estimate.years, year) or 0.0,
                    compact(at(line_.cost, estimate.years, year), scale),
                )
                for year in estimate.years
            ]
        self._bars.show_rows(rows, self.session.package.key_year)

    def _menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(t(message("Where does its cost come from?"))).triggered.connect(self._trace_key_year)
        menu.addAction(t(message("Which value fits a target?"))).triggered.connect(self._seek)
        menu.addAction(t(message("Mark as existing"))).triggered.connect(self._mark_existing)
        menu.addAction(t(message("Remove measure"))).triggered.connect(self.remove)
        menu.popup(self._menu_button.mapToGlobal(self._menu_button.rect().bottomLeft()))

    def remove(self) -> None:
        """Remove the measure; undo brings it back."""
        measure = self.measure
        if measure is not None:
            self.session.edit(
                message("Remove {measure}", measure=measure.title), [remove(f"measure:{measure.id}")]
            )

    def _mark_existing(self) -> None:
        self._set("status", MeasureStatus.EXISTING, message("Mark {measure} as existing", measure=self._said))

    def _trace_key_year(self) -> None:
        self._trace(self.session.package.key_year)

    def _seek(self) -> None:
        if self.measure is not None:
            self.session.go(Place("costing", view="goal", figure=f"measure:{self.measure.id} cost.level"))

    def _trace(self, year: int) -> None:
        measure = self.measure
        if measure is not None:
            self.session.go(Place("costing", figure=f"measure:{measure.id}.cost", year=year))

    def _selected(self, subject: object) -> None:
        if self.isVisible() and self.session.is_open:
            self._area.verticalScrollBar().setValue(0)
            self.refresh()

    @property
    def _said(self) -> str:
        return self.measure.title if self.measure else ""

    def _set(self, field: str, value: Any, label: Message) -> None:
        measure = self.measure
        if measure is not None:
            self._edit(label, [set_value(f"measure:{measure.id}", field, value)])

    def _edit(self, label: Message, changes: list[Change]) -> None:
        if not self.session.edit(label, changes):
            self.refresh()

    def _toggle_all(self) -> None:
        if self._more:
            clear(self._forms)
            self._more = []
            self._all.show_icon("chevron-down")
            return
        self._all.show_icon("chevron-up")
        vocabulary = vocabulary_of(self.session)
        for kind, names, inside, head in (
            (Measure, ADVANCED_MEASURE, "", None),
            (Measure, RELATIONS_MEASURE, "", message("What it needs, gives, clashes with and changes")),
            (Budget, BUDGET, "budget", message("Where it stands in the budget")),
            (Cost, ADVANCED_COST, "cost", message("How it is costed")),
        ):
            form = RecordForm(kind, names, vocabulary, stacked=True)
            form.setProperty("inside", inside)
            form.entered.connect(self._set_field)
            self._more.append(form)
            if head is not None:
                self._forms.addWidget(PlainLabel(t(head), bold=True, wrap=True))
            self._forms.addWidget(form)
        self.refresh()
        later(0, self, self._show_forms)

    def _show_forms(self) -> None:
        if self._more:
            bar = self._area.verticalScrollBar()
            bar.setValue(min(bar.maximum(), self._all.y() - 8))

    def _set_field(self, name: str, value: Any) -> None:
        inside = self.sender().property("inside")
        self._set(
            f"{inside}.{name}" if inside else name,
            value,
            message("Set {field} of {measure}", field=name.replace("_", " "), measure=self._said),
        )

"""What is not known is a dash in the window, and what is partly known says at least, and over which years."""

import dataclasses

import pytest

from ui.models.cost_bands import cost_bands
from ui.pages.cost_tile import against_envelope
from ui.places import Place
from ui.texts import t
from ui.widgets.finding_row import FindingRow
from workbench.errors import message
from workbench.i18n import MISSING
from workbench.model import Change, set_value
from workbench.model.results import Told


def edited(program, qtbot, *changes):
    with qtbot.waitSignal(program.session.results_changed, timeout=10_000):
        program.session.edit(message("Change"), list(changes))
    return program.session.results.estimate


def test_a_measure_nobody_costed_makes_the_headlines_say_at_least(opened, qtbot):
    window = opened.window
    edited(opened, qtbot, set_value("measure:child-allowance", "cost.model", "none"))
    assert window.status.cost.value.text().startswith("at least ")
    opened.session.go(Place("overview"))
    assert window.pages["overview"]._costs._cost.text().startswith("At least ")
    opened.session.go(Place("costing"))
    rows = {row.key: row.texts for row in window.pages["costing"].figures.rows._rows}
    assert set(rows["measure:child-allowance"][1:]) == {MISSING}
    assert all(text.startswith("≥") for text in rows["sector:social-protection"][1:])
    assert not rows["sector:health"][2].startswith("≥")


def test_within_the_envelope_is_said_of_the_years_of_which_it_is_known(opened, qtbot):
    estimate = edited(opened, qtbot, Change("set", "package", "envelope", 0.5))
    assert t(against_envelope(estimate, 2030)) == "within the envelope in every year"
    cut = dataclasses.replace(estimate, total=(*estimate.total[:5], *[float("nan")] * 5))
    assert t(against_envelope(cut, 2030)) == "within the envelope in 2027–2031; not known in 2032–2036"
    least = dataclasses.replace(estimate, open_years=estimate.years)
    assert "not known in any year" in t(against_envelope(least, 2030))


def test_the_figures_beside_the_picture_are_of_the_headline_year(opened):
    estimate, year = opened.session.results.estimate, opened.session.package.key_year
    bands = cost_bands(estimate, opened.session.knowledge, tuple(1e9 for _ in estimate.years), year)
    place = estimate.years.index(year)
    assert [float(band.text) for band in bands] == pytest.approx(
        [band.values[place] for band in bands], abs=0.005
    )


def test_a_row_follows_what_a_finding_says_while_its_name_stays(opened, qtbot):
    finding = opened.session.results.checked.open[0]
    row = FindingRow()
    qtbot.addWidget(row)
    row.show_finding(finding)
    row.show_finding(dataclasses.replace(finding, tell=lambda: Told(message("It says something else."))))
    assert "It says something else." in row.accessibleName()


def test_why_a_measure_needs_no_money_can_be_said_and_costs_nothing(opened, qtbot):
    estimate = edited(
        opened,
        qtbot,
        set_value("measure:minimum-wage", "cost.amounts", 0),
        set_value("measure:minimum-wage", "cost.needs_no_money", "Inspectors are there already"),
    )
    assert set(estimate.line("minimum-wage").cost) == {0.0}
    assert estimate.floor is None

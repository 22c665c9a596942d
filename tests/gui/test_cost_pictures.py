"""The pictures of costing: each with its table, copied as image and as table, readable without colour."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.models.rows import Column, Row
from ui.pages.cost_pictures import PICTURES
from ui.places import Place
from ui.widgets.area import Band, StackedArea
from ui.widgets.axes import runs
from ui.widgets.clipboard import copy_table
from ui.widgets.lines import Line, LineChart
from ui.widgets.range_bars import HATCHED, SOLID, Bar, Part, RangeBars
from workbench.errors import RequestError, message
from workbench.model import Package, set_value
from workbench.model.uncertainty import Spread, Sway, Uncertainty
from workbench.workspace import Workspace


def drawn(self, draws, seed, scenario=""):
    estimate = self.results(scenario).estimate
    low, middle, high = (tuple(value * part for value in estimate.total) for part in (0.8, 1.01, 1.3))
    spread = Spread("total.cost", low, middle, high, middle)
    inputs = ("assumption:inflation value", "measure:social-pension cost.take_up")
    return Uncertainty(
        draws, seed, estimate.years, estimate.currency, estimate.price_basis, (spread,), inputs
    )


def swayed(self, year, scenario=""):
    base = self.results(scenario).estimate.total[3]
    return (
        Sway("measure:social-pension cost.level", message("level"), 0.8, 1.2, base * 0.9, base * 1.1, True),
        Sway("series:wages", message("wages"), 0.9, 1.1, base * 1.02, base * 0.98),
    )


@pytest.fixture
def pictures(opened, monkeypatch):
    monkeypatch.setattr(Workspace, "uncertainty", drawn, raising=False)
    monkeypatch.setattr(Workspace, "tornado", swayed, raising=False)
    opened.window.go(Place("costing", view="pictures", part="sectors"))
    return opened.window.page.pictures


def show(pictures, qtbot, key):
    pictures.session.go(Place("costing", view="pictures", part=key))
    qtbot.waitUntil(lambda: bool(pictures.shown.behind.rows), timeout=10_000)
    return pictures.shown


def names(shown):
    return [row.texts[0] for row in shown.behind.rows]


@pytest.mark.parametrize("key", [key for key, _ in PICTURES])
def test_every_picture_has_a_table_behind_it_and_both_are_copied(pictures, qtbot, key):
    shown = show(pictures, qtbot, key)
    assert shown.table.model().rowCount() == len(shown.behind.rows)
    assert shown.picture.accessibleName()
    clipboard = QApplication.clipboard()
    shown.as_image.click()
    image = clipboard.image()
    assert image.width() > shown.picture.width()
    assert image.pixelColor(3, 3) == theme.paint(theme.LIGHT.surface)
    shown.as_table.click()
    assert shown.behind.rows[0].texts[0] in clipboard.text()
    assert "<table>" in clipboard.mimeData().html()


def test_arrow_keys_go_from_picture_to_picture(pictures, qtbot):
    pictures.view.setFocus()
    qtbot.keyClick(pictures.view, Qt.Key.Key_Right)
    assert pictures.view.value() == "measures"
    assert "Child allowance" in names(pictures.shown)


def test_the_tables_of_sectors_and_measures_add_up_to_the_total(pictures, qtbot):
    for key in ("sectors", "measures"):
        rows = show(pictures, qtbot, key).behind.rows
        parts = [row for row in rows if not row.key.startswith("total.")]
        total = next(row for row in rows if row.key == "total.cost")
        for place in range(1, len(total.sort)):
            assert sum(row.sort[place] for row in parts) == pytest.approx(total.sort[place])


def test_cost_stands_against_the_envelope_in_shares_of_gdp(pictures, qtbot):
    shown = show(pictures, qtbot, "envelope")
    assert names(shown) == ["Total cost", "Envelope", "Confirmed and planned money"]
    assert shown.behind.unit == "% of GDP"
    lines = shown.picture._lines
    assert len({line.dash for line in lines}) == len(lines), "told apart without colour"


def test_the_range_says_its_draws_and_runs_again_with_another_seed(pictures, qtbot):
    shown = show(pictures, qtbot, "range")
    assert "2\u202f000 draws of 2 inputs" in shown.behind.note
    assert "seed 1" in shown.behind.note
    assert shown.picture._low[0] < shown.picture._high[0]
    pictures.draws.setValue(500)
    pictures.seed.setValue(7)
    pictures.again.setFocus()
    qtbot.keyClick(pictures.again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "seed 7" in shown.behind.note, timeout=10_000)
    assert "500 draws" in shown.behind.note
    assert pictures.again.isEnabled()


def test_the_range_follows_an_edit(pictures, opened, qtbot):
    shown = show(pictures, qtbot, "range")
    before = shown.behind.rows
    opened.session.edit(message("Set level"), [set_value("measure:child-allowance", "cost.level", 0.5)])
    qtbot.waitUntil(lambda: shown.behind.rows not in (before, ()), timeout=10_000)


@pytest.mark.parametrize("key", ["range", "sways"])
def test_a_refusal_stands_in_place_of_the_picture_and_is_not_asked_for_again(
    pictures, opened, qtbot, monkeypatch, key
):
    asked = []

    def refuse(self, *_):
        asked.append(key)
        raise RequestError(message("No range is stated."), remedy=message("State one."))

    monkeypatch.setattr(Workspace, "uncertainty", refuse, raising=False)
    monkeypatch.setattr(Workspace, "tornado", refuse, raising=False)
    opened.window.go(Place("costing", view="pictures", part=key))
    shown = pictures.shown
    qtbot.waitUntil(
        lambda: "No range is stated. State one." in shown.picture.accessibleName(), timeout=10_000
    )
    pictures.refresh()
    qtbot.waitUntil(lambda: not opened.tasks.busy, timeout=10_000)
    assert len(asked) == 1
    assert not shown.as_image.isEnabled()


def test_the_tornado_shows_both_ends_and_whose_range_it_is(pictures, qtbot):
    shown = show(pictures, qtbot, "sways")
    first, second = shown.picture._bars
    assert (first.name, first.note) == ("Social pension: level", "80\u202f% – 120\u202f%")
    assert [part.style for part in first.parts] == [HATCHED, SOLID]
    assert second.name == "Wages"
    assert float(second.low) < float(second.high), "the smaller number stands at the left"
    assert [row.texts[-1] for row in shown.behind.rows] == ["stated", "a tenth up and down"]


def test_a_persons_cost_is_the_cost_over_those_reached_and_leads_to_its_trace(pictures, opened, qtbot):
    shown = show(pictures, qtbot, "each")
    line = opened.session.results.estimate.line("social-pension")
    row = next(row for row in shown.behind.rows if row.key == "social-pension")
    assert row.sort[1] == pytest.approx(line.cost[3] / line.beneficiaries[3])
    shown.picture.setFocus()
    qtbot.keyClick(shown.picture, Qt.Key.Key_Return)
    assert opened.window.page.panel.isVisible()


def test_a_cell_of_the_table_leads_to_its_trace(pictures, opened, qtbot):
    shown = show(pictures, qtbot, "measures")
    shown.table.opened.emit("measure:social-pension.cost", 2)
    assert opened.window.page.panel.isVisible()
    assert "Social pension, 2028" in opened.window.page.panel._title.text()


def test_ctrl_c_copies_the_picture_that_has_the_focus(pictures, qtbot):
    shown = show(pictures, qtbot, "sectors")
    QApplication.clipboard().clear()
    shown.picture.setFocus()
    qtbot.keyClick(shown.picture, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not QApplication.clipboard().image().isNull()


def test_a_copied_picture_is_light_though_the_window_is_dark(pictures, opened, qtbot):
    opened.window.dress(dark=True)
    image = show(pictures, qtbot, "sectors").copy_picture().toImage()
    assert image.pixelColor(3, 3) == theme.paint(theme.LIGHT.surface)
    assert theme.tokens() is theme.DARK
    opened.window.dress(dark=False)


def test_a_copied_table_keeps_numbers_whole_and_leaves_out_what_is_missing(qtbot):
    columns = [Column("Measure"), Column("2027", number=True), Column("2028", number=True)]
    rows = [Row("a", ("A <b>", "1\u202f234.57", "–"), sort=("A <b>", 1234.5678, math.nan))]
    copy_table(columns, rows, title="Cost", unit="million ORD", note="A note.")
    data = QApplication.clipboard().mimeData()
    assert data.text().splitlines() == [
        "Cost\tmillion ORD",
        "Measure\t2027\t2028",
        "A <b>\t1234.5678\t",
        "A note.",
    ]
    html = data.html()
    assert 'x:num="1234.5678"' in html
    assert "A &lt;b&gt;" in html
    assert '<td align="right">–</td>' in html


def test_a_year_without_a_value_is_a_gap_and_never_nought(qtbot):
    assert runs([True, True, False, True]) == [range(2), range(3, 4)]
    chart = LineChart(name="Share")
    qtbot.addWidget(chart)
    chart.resize(600, 220)
    chart.show_lines((2027, 2028, 2029, 2030), [Line("Cost", (2.0, 2.0, math.nan, 2.0), "2")], year=2027)
    image = chart.grab().toImage()
    high, ratio = round(10 + (220 - 36) * (1 - 2 / 2)), image.devicePixelRatio()

    def is_line(way):
        x = 36 + (600 - chart._side() - 16 - 36) * way
        return any(
            image.pixelColor(round(x * ratio), round((high + y) * ratio)) == theme.tone("text")
            for y in (-1, 0, 1)
        )

    assert is_line(1 / 6)
    assert not is_line(3 / 6), "no line leads over the gap"
    assert not any(
        image.pixelColor(round((36 + (600 - chart._side() - 52) * 4 / 6) * ratio), round(y * ratio))
        == theme.tone("text")
        for y in range(150, 200)
    ), "nor down to nought"


def test_bands_are_told_apart_without_colour(qtbot):
    chart = StackedArea(name="Cost", textures=True)
    qtbot.addWidget(chart)
    chart.show_bands((2027, 2028), [Band(str(place), (1.0, 1.0), "1") for place in range(6)], year=2027)
    assert len({chart.texture(place) for place in range(6)}) == 6


def test_arrow_keys_move_over_bars_and_say_them(qtbot):
    bars = RangeBars(name="Sways")
    qtbot.addWidget(bars)
    bars.show_bars([Bar("a", "First", (Part(1.0, 2.0),), "2"), Bar("b", "Second", (Part(1.0, 3.0),), "3")])
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    assert "Second" in bars.accessibleName()
    with qtbot.waitSignal(bars.clicked) as asked:
        qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert asked.args == ["b"]


@pytest.mark.parametrize("key", [key for key, _ in PICTURES])
def test_an_empty_package_has_pictures_of_nothing_and_no_failure(program, qtbot, tmp_path, key):
    with qtbot.waitSignal(program.session.results_changed, timeout=10_000):
        program.session.create(tmp_path / "Empty.policy", Package(currency="ORD"))
    program.window.go(Place("costing", view="pictures", part=key))
    qtbot.waitUntil(lambda: not program.tasks.busy, timeout=10_000)
    program.window.grab()
    pictures = program.window.page.pictures
    pictures.shown.as_table.click()
    program.window.go(Place("costing", view="goal", figure="nothing"))
    assert not program.window.page.goal.seek.isEnabled()
    program.window.go(Place("scenarios", view="compare", other=""))
    qtbot.waitUntil(lambda: program.window.page.comparison._shown is not None, timeout=10_000)

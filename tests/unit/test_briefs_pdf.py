"""How a brief is printed: escaped, embedded, the same each time, and never half."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import re
import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from workbench import briefs
from workbench.briefs import chart_model
from workbench.briefs.pdf import fonts
from workbench.checks import Context, analyse, check
from workbench.costing import Costing
from workbench.errors import FileError, RequestError
from workbench.model import Group, Measure, Package
from workbench.workspace import Workspace, knowledge

HOSTILE = ("<b 5%", '<img src="/etc/passwd"/>', "R&D", "&copy;", "<b>x", "a < b > c", "]]>", "&#169;")


@pytest.fixture(scope="module")
def sample(sample_path: Path) -> Package:
    with Workspace.open(sample_path) as workspace:
        return workspace.package


def written(package: Package, folder: Path) -> Path:
    access = analyse(package)
    estimate = Costing(package).estimate()
    checked = check(Context(package, knowledge().chosen(package.packs), access, estimate))
    today = datetime.date(2026, 11, 23)
    source = briefs.BriefInput(
        package, knowledge().chosen(package.packs), checked, estimate, 14, "3f9c21ae", today
    )
    return briefs.write_pdf(briefs.brief("minister", source), folder / "brief.pdf")


def read(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(unicodedata.normalize("NFKC", " ".join(pages)).split())


def small(title: str) -> Package:
    return Package(
        title=title,
        organisation=title,
        marking=title,
        groups=(Group("g", title),),
        measures=(Measure("m", title, start=2027),),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_the_user_is_never_markup(text: str, tmp_path: Path) -> None:
    assert text in read(written(small(text), tmp_path))


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    assert "Social integration" in read(written(small("Social\x00 \x1bintegra\u200btion"), tmp_path))


def test_greek_and_cyrillic_are_printed(tmp_path: Path) -> None:
    text = read(written(small("Κοινωνική ένταξη, социальная интеграция"), tmp_path))
    assert "Κοινωνική ένταξη" in text
    assert "социальная интеграция" in text


def test_a_character_the_font_lacks_is_named_with_its_field(tmp_path: Path) -> None:
    package = dataclasses.replace(small("Plain"), national_plan="Plan \U0001f600 of 2027")
    with pytest.raises(RequestError) as caught:
        written(package, tmp_path)
    assert "grinning face, U+1F600" in str(caught.value.what)
    assert "national_plan" in str(caught.value.where)
    assert caught.value.remedy is not None
    assert not list(tmp_path.iterdir())


def test_the_field_named_is_that_of_the_measure(tmp_path: Path) -> None:
    package = Package(measures=(Measure("pension", "Pension ≥ 65", start=2027),))
    with pytest.raises(RequestError) as caught:
        written(package, tmp_path)
    assert "measure:pension title" in str(caught.value.where)


def test_the_same_brief_has_the_same_bytes(sample: Package, tmp_path: Path) -> None:
    first = written(sample, tmp_path).read_bytes()
    assert written(sample, tmp_path).read_bytes() == first


def test_only_embedded_fonts_are_listed(sample: Package, tmp_path: Path) -> None:
    body = written(sample, tmp_path).read_bytes()
    names = set(re.findall(rb"/BaseFont /([^\s/]+)", body))
    assert {name.partition(b"+")[2] for name in names} == {b"NotoSans-Regular", b"NotoSans-SemiBold"}
    assert body.count(b"/FontFile2") == 2


def test_the_sample_takes_two_pages_and_its_annexes(sample: Package, tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(written(sample, tmp_path)) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    assert len(pages) == 5
    assert "Recommendations" in pages[1]
    assert "Annex A. Checklist" in pages[2]
    assert f"{len(pages)} of {len(pages)}" in pages[-1]


def test_title_language_date_and_outline_are_in_the_file(sample: Package, tmp_path: Path) -> None:
    path = written(sample, tmp_path)
    with pypdfium2.PdfDocument(path) as document:
        assert document.get_metadata_value("Title") == sample.title
        assert document.get_metadata_value("CreationDate").startswith("D:20261123")
        entries = [entry.get_title() for entry in document.get_toc()]
    assert "Recommendations" in entries
    assert b"/Lang (en)" in path.read_bytes()


def test_long_texts_flow_over_pages(sample: Package, tmp_path: Path) -> None:
    long = "A title that goes on and on " * 40
    measures = tuple(
        dataclasses.replace(measure, id=f"{measure.id}-{copy}", title=measure.title + (long if copy else ""))
        for copy in range(2)
        for measure in sample.measures
    )
    groups = tuple(
        dataclasses.replace(group, id=f"{group.id}-{copy}") for copy in range(8) for group in sample.groups
    )
    package = dataclasses.replace(sample, measures=measures, groups=groups, principle="word " * 3000)
    text = read(written(package, tmp_path))
    assert "Annex C. Sources and notes" in text


@pytest.mark.parametrize("horizon", [1, 2, 5, 30])
def test_any_horizon_is_printed(sample: Package, tmp_path: Path, horizon: int) -> None:
    assert written(dataclasses.replace(sample, horizon=horizon), tmp_path).stat().st_size > 1000


def test_a_place_that_cannot_be_written_is_named(sample: Package, tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        written(sample, tmp_path / "absent")
    assert "absent" in str(caught.value.where)


def test_narrow_spaces_hold_figures_together() -> None:
    assert fonts.clean("7\u202f203") == "7\u00a0203"


def test_labels_are_spread_and_stay_in_order() -> None:
    placed = chart_model.spread([50, 51, 52, 53], 10.6, 60)
    assert all(high - low >= 10.6 - 1e-9 for low, high in itertools.pairwise(placed))
    assert placed[-1] <= 58


@pytest.mark.parametrize(("peak", "step"), [(3.3, 1.0), (0.08, 0.02), (900.0, 200.0), (0.0, 0.0)])
def test_axis_steps_are_round(peak: float, step: float) -> None:
    assert chart_model.nice_step(peak) == pytest.approx(step)


def test_six_sectors_keep_their_own_bands_and_more_are_joined() -> None:
    sectors = [(str(index), (float(index),)) for index in range(1, 9)]
    shown, rest = chart_model.largest(sectors, 0)
    assert [name for name, _ in shown] == ["8", "7", "6", "5", "4"]
    assert len(rest) == 3
    assert chart_model.largest(sectors[:6], 0)[1] == []

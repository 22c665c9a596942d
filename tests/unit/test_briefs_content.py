"""What a brief says: its sections, its figures and where they come from."""

from __future__ import annotations

import dataclasses
import datetime
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from workbench import briefs
from workbench.briefs import blocks
from workbench.briefs.sections import money, rights, shut_out
from workbench.briefs.words import people_range, span
from workbench.checks import Context, analyse, check
from workbench.costing import Costing
from workbench.errors import RequestError
from workbench.i18n import ranges, translator
from workbench.model import Package
from workbench.model import Path as ByYear
from workbench.model.package import Acceptance, Interaction, Override
from workbench.model.words import CriterionStatus
from workbench.workspace import Workspace, knowledge

TODAY = datetime.date(2026, 11, 23)
Writer = Callable[[Package], str]


def source_of(package: Package) -> briefs.BriefInput:
    access = analyse(package)
    estimate = Costing(package).estimate()
    checked = check(Context(package, knowledge().chosen(package.packs), access, estimate))
    moved = (("series:population", 0.0022), ("measure:social-pension", 0.0007))
    return briefs.BriefInput(
        package, knowledge().chosen(package.packs), checked, estimate, 14, "3f9c21ae", TODAY, moved
    )


@pytest.fixture(scope="module")
def sample(sample_path: Path) -> Package:
    with Workspace.open(sample_path) as workspace:
        return workspace.package


@pytest.fixture(scope="module")
def source(sample: Package) -> briefs.BriefInput:
    return source_of(sample)


@pytest.fixture
def text_of(tmp_path: Path) -> Writer:
    def write(package: Package) -> str:
        out = briefs.write_pdf(briefs.brief("minister", source_of(package)), tmp_path / "brief.pdf")
        return read(out)

    return write


def read(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    text = unicodedata.normalize("NFKC", " ".join(pages)).replace("\ufffe", "").replace("\x02", "")
    return " ".join(text.split())


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def test_the_brief_has_every_section(sample: Package, text_of: Writer) -> None:
    text = text_of(sample)
    for heading in (
        "What is proposed",
        "What it costs, by year",
        "Fiscal table",
        "What is still incoherent",
        "Who is shut out, and until when",
        "Rights basis, plan and budget",
        "Recommendations",
        "Annex A. Checklist",
        "Annex B. Assumptions",
        "Annex C. Sources and notes",
    ):
        assert heading in text


def test_all_22_criteria_are_listed_with_a_status(source: briefs.BriefInput) -> None:
    table = next(
        block
        for block in briefs.brief("minister", source).blocks
        if isinstance(block, blocks.Table)
        and any(isinstance(cell, blocks.Status) for cell in block.rows[0].cells)
    )
    assert len(table.rows) == 22
    assert all(isinstance(row.cells[2], blocks.Status) for row in table.rows)


def test_headline_figures_equal_the_estimate(source: briefs.BriefInput) -> None:
    t = translator("en")
    key = source.key
    assert key is not None
    figures = next(
        block for block in briefs.brief("minister", source).blocks if isinstance(block, blocks.KeyFigures)
    )
    values = [figure.value for figure in figures.figures]
    estimate = source.estimate
    assert values[0] == str(source.checked.met)
    assert values[1] == t.share(estimate.share_of_gdp[key])
    assert values[2] == t.share(estimate.gap[key] / estimate.gdp[key])
    low, high = source.checked.access.at_least[key], source.checked.access.at_most[key]
    assert values[3] == f"{round(low / 1000)}–{round(high / 1000)}"


def test_fiscal_table_prints_the_estimate(source: briefs.BriefInput) -> None:
    t = translator("en")
    together = money.fiscal_table(source, t)[0]
    assert isinstance(together, blocks.Together)
    table = together.blocks[1]
    assert isinstance(table, blocks.Table)
    rows = {_text(row.cells[0]): [_text(cell) for cell in row.cells[1:]] for row in table.rows}
    estimate = source.estimate
    outyears = sum(estimate.total[4:]) / len(estimate.total[4:])
    assert rows["Cost"] == [t.number(value / 1e6, 0) for value in (*estimate.total[:4], outyears)]
    assert rows["Not financed (gap)"][:4] == [t.number(value / 1e6, 0) for value in estimate.gap[:4]]


def _text(cell: blocks.Rich | blocks.Status) -> str:
    assert not isinstance(cell, blocks.Status)
    return "".join(run.text for run in cell)


def test_bands_of_the_chart_add_up_to_the_cost(source: briefs.BriefInput) -> None:
    model = money.cost_model(source, translator("en"))
    assert model is not None
    assert model.top == pytest.approx([value * 100 for value in source.estimate.share_of_gdp])
    assert model.top[model.key] - model.money[model.key] == pytest.approx(model.gap)


def test_the_map_shows_every_group_and_the_range(source: briefs.BriefInput) -> None:
    heat = shut_out.heat_map(source, translator("en"))[1]
    assert isinstance(heat, blocks.HeatMap)
    assert [row.total for row in heat.rows] == [False] * len(source.package.groups) + [True, True]
    assert heat.rows[-1].people == source.checked.access.at_most


def test_every_reference_to_a_note_has_its_note(source: briefs.BriefInput) -> None:
    made = briefs.brief("minister", source)
    listed = next(block for block in made.blocks if isinstance(block, blocks.Notes))
    cited = {part.key for part in blocks.walk(made.blocks) if isinstance(part, blocks.Note)}
    assert set(made.notes) == cited
    assert len(listed.numbered) == len(cited)
    assert "not a position of the United Nations" in listed.numbered[0]


def test_accepted_findings_and_judged_criteria_print_their_reasons(sample: Package, text_of: Writer) -> None:
    opened = source_of(sample).checked.open
    package = dataclasses.replace(
        sample,
        acceptances=(
            Acceptance(opened[0].id, "Known; the bill of 2028 settles it", "A. Planner", "2026-11-20"),
        ),
        overrides=(
            Override("R2.b", CriterionStatus.MET, "A national council sits since 2025", "A. Planner"),
        ),
    )
    text = text_of(package)
    assert "Accepted: Known; the bill of 2028 settles it." in text
    assert "By judgement, the rules say “Partly”:" in text
    assert "A national council sits since 2025" in text


def test_unchecked_provisions_carry_a_dagger(source: briefs.BriefInput) -> None:
    assert (
        rights.grouped(source, ("ICESCR 9", "ICESCR 12", "CESCR GC19 23"))
        == "ICESCR\u00a09, 12†; GC19\u00a023"
    )


def test_an_empty_package_is_said_to_be_empty(text_of: Writer) -> None:
    text = text_of(Package())
    assert "No measure is proposed yet" in text
    assert "0 of 22" in text
    assert "nothing to draw" in text


def test_a_package_without_gdp_is_stated_in_money(sample: Package, text_of: Writer) -> None:
    tables = tuple(table for table in sample.tables if table.role != "macro")
    text = text_of(dataclasses.replace(sample, tables=tables))
    assert "GDP is not known" in text
    assert "nan" not in text.lower().split()


def test_a_package_without_money_or_groups_says_so(sample: Package, text_of: Writer) -> None:
    text = text_of(dataclasses.replace(sample, financing=(), groups=()))
    assert "no confirmed or planned money stands against that" in text
    assert "No group that faces systemic barriers is named yet" in text


def test_years_beyond_the_tables_are_not_called_financed(sample: Package, text_of: Writer) -> None:
    text = text_of(dataclasses.replace(sample, horizon=40, headline_year=2060))
    assert "Their cost in 2060 is not known" in text


def test_a_package_fully_financed_has_no_clause_about_a_gap(sample: Package, text_of: Writer) -> None:
    only = tuple(measure for measure in sample.measures if measure.id == "social-pension")
    text = text_of(dataclasses.replace(sample, measures=only))
    assert "One measure in one sector" in text
    assert "financed in every year" in text
    assert "direct the Minister of Finance" not in text


def test_an_unknown_template_names_those_there_are(source: briefs.BriefInput) -> None:
    with pytest.raises(RequestError) as caught:
        briefs.brief("novel", source)
    assert "minister" in str(caught.value.remedy)


def test_the_finance_ministry_s_annex_adds_up_and_shows_the_money_that_reaches_nobody(
    sample: Package, source: briefs.BriefInput, text_of: Writer
) -> None:
    text = text_of(sample)
    assert "Annex E. For the ministry of finance" in text
    assert "10.2, 11 Social affairs, central" in text
    pension = source.estimate.line("social-pension")
    assert pension is not None
    step = source.key or 0
    missed = pension.entitled[step] - pension.beneficiaries[step]
    assert pension.not_reached[step] == pytest.approx(missed)
    assert pension.unpaid[step] == pytest.approx(missed * pension.benefit[step] * 12)
    shown = source.estimate.budget
    for kind in {line.kind for line in shown}:
        gross = [sum(row) for row in zip(*(line.gross for line in shown if line.kind == kind), strict=True)]
        assert gross == pytest.approx(source.estimate.total)


def test_an_average_over_years_says_which_one_it_is(sample: Package, text_of: Writer) -> None:
    assert "2031–36, simple average" in text_of(sample)
    grants = tuple(
        dataclasses.replace(one, cost=dataclasses.replace(one.cost, level=ByYear(((2031, 0.0), (2036, 5.0)))))
        if one.id == "social-pension"
        else one
        for one in sample.measures
    )
    steep = text_of(dataclasses.replace(sample, measures=grants))
    assert "% of GDP, weighted average" in steep
    assert "% of GDP, simple average" in steep


def test_numbers_are_written_in_short() -> None:
    assert ranges([1, 2, 3, 5, 7, 8]) == "1–3, 5, 7, 8"
    assert span([2031, 2036], short=True) == "2031–36"
    assert people_range(translator("en"), 12.0, 12.2) == "12"


def test_the_one_page_brief_refers_to_no_annex(source: briefs.BriefInput, tmp_path: Path) -> None:
    path = briefs.write_pdf(briefs.brief("one-page", source), tmp_path / "one.pdf")
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
    text = read(path)
    assert "Recommendations" in text
    assert "Annex" not in text


def test_each_brief_calls_itself_by_its_own_title(source: briefs.BriefInput, tmp_path: Path) -> None:
    titles = {}
    for name in briefs.TEMPLATES:
        brief = briefs.brief(name, source)
        titles[name] = brief.subject
        assert brief.subject in read(briefs.write_pdf(brief, tmp_path / f"{name}.pdf"))
    assert len(set(titles.values())) == len(titles)
    assert "Minister" not in titles["one-page"]


def test_the_checklist_of_a_further_pack_stands_under_its_name(sample: Package, text_of: Writer) -> None:
    text = text_of(dataclasses.replace(sample, packs=("ilo-r202",)))
    assert "Recommendation 202" in text
    assert "22 criteria" in text, "the headline counts the paper's own criteria only"


def test_rights_that_bind_are_told_from_those_that_guide(source: briefs.BriefInput) -> None:
    said = " ".join(run.text for run in rights.basis(source, translator())[1].text)  # type: ignore[union-attr]
    assert said.index("Binding rights") < said.index("ICESCR") < said.index("Guiding") < said.index("UDHR")


def test_without_a_legal_profile_nothing_is_said_to_bind(sample: Package) -> None:
    bare = source_of(dataclasses.replace(sample, treaties=()))
    said = " ".join(run.text for run in rights.basis(bare, translator())[1].text)  # type: ignore[union-attr]
    assert "Binding" not in said
    assert "not stated" in said


def test_a_score_by_judgement_is_printed_with_its_reason(sample: Package, text_of: Writer) -> None:
    judged = Interaction(
        "payment-points>social-pension", 1, "The post office pays as well", "A. Planner", "2026-11-23"
    )
    text = text_of(dataclasses.replace(sample, interactions=(judged,)))
    assert "The post office pays as well" in text

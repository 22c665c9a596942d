"""Countries by name and code in six languages, and tables that speak of another country than the package."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workbench.errors import WorkbookError
from workbench.model import Package
from workbench.sheets import Options, read_workbook
from workbench.sheets.words.countries import country_in, country_of, is_same
from workbench.workspace import Workspace

LIST = (
    Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "lists" / "country_names_6_languages.csv"
)


@pytest.mark.skipif(not LIST.exists(), reason="../shared/data is absent")
def test_every_country_is_known_by_every_name_of_the_list() -> None:
    with LIST.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [field for field in rows[0] if field.startswith(("un_", "cldr_"))]
    assert len(names) == 12
    wrong = [
        (row["iso3"], row[name]) for row in rows for name in names if country_of(row[name]) != row["iso3"]
    ]
    assert not wrong
    assert all(country_of(row["iso2"]) == country_of(row["iso3"]) == row["iso3"] for row in rows)


@pytest.mark.parametrize(
    ("text", "code"),
    [("Népal", "NPL"), ("尼泊尔", "NPL"), ("نيبال", "NPL"), ("Непал", "NPL"), ("NPL", "NPL"), ("npl", ""), ("Nepal*", "NPL"),
     ("Nepal (1)", "NPL"), ("COTE D'IVOIRE", "CIV"), ("Côte d’Ivoire", "CIV"), ("Congo, Dem. Rep.", "COD"),
     ("Gambia, The", "GMB"), ("The Gambia", "GMB"), ("Korea, Rep.", "KOR"), ("Bolivia", "BOL"), ("Viet Nam", "VNM"),
     ("Vietnam", "VNM"), ("Türkiye", "TUR"), ("Turkey", "TUR"), ("Iran (Islamic Republic of)", "IRN"), ("Orsana", ""),
     ("Lesotho, Kingdom of", "LSO"), ("Congo, Republic of something of", ""),
     ("Niger", "NER"), ("Nigeria", "NGA"), ("World", ""), ("", "")],
)  # fmt: skip
def test_countries_are_known_as_tables_write_them(text: str, code: str) -> None:
    assert country_of(text) == code


def test_one_country_in_a_title_is_found_and_several_are_none() -> None:
    assert country_in("Population of Papua New Guinea by age") == "PNG"
    assert country_in("Trade between Nepal and India") == ""
    assert country_in("GDP per capita, PER") == ""


def test_names_of_two_countries_are_never_the_same() -> None:
    assert not is_same("Guinea", "Guinea-Bissau")
    assert is_same("Nepal", "Népal")
    assert not is_same("", "")


ROWS = "Country;Item;2025;2026\n{country};GDP, million;10.5;11.5\n"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("The Republic of Uganda", "UGA"),
        ("United Republic of Tanzania", "TZA"),
        ("Hashemite Kingdom of Jordan", "JOR"),
        ("Royaume du Maroc", "MAR"),
        ("République de Côte d’Ivoire", "CIV"),
        ("República de Colombia", "COL"),
        ("Republic of South Sudan", "SSD"),
        ("Republic of Equatorial Guinea", "GNQ"),
        ("Republic of Guinea", ""),
        ("Republic of China", ""),
        ("State of Georgia", ""),
        ("Bank of Uganda", ""),
    ],
)
def test_a_country_is_known_by_the_style_of_its_state(name: str, code: str) -> None:
    assert country_of(name) == code


def said(tmp_path: Path, text: str, package: Package) -> list[str]:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    workspace = Workspace.create(tmp_path / "a.policy", package)
    problems = workspace.read(tmp_path / "a.csv").problems
    return [problem.severity for problem in problems if "but the package is of" in str(problem.message)]


@pytest.mark.parametrize(
    ("country", "package", "severity"),
    [
        ("Nepal", Package(country="Nepal"), []),
        ("Népal", Package(country="Nepal"), []),
        ("NPL", Package(country="Nepal"), []),
        ("Непал", Package(country="Federal Democratic Republic", country_code="NPL"), []),
        ("Ghana", Package(country="Nepal"), ["serious"]),
        ("Ghana", Package(country="Orsana"), ["serious"]),
        ("Orsana", Package(country="Orsana"), []),
        ("Orsana (provisional)", Package(country="Orsana"), []),
        ("Bagmati Province", Package(country="Nepal"), ["serious"]),
        ("National", Package(country="Nepal"), []),
        ("Republic of Uganda", Package(country="Uganda"), []),
        ("République du Népal", Package(country="Nepal"), []),
        ("Uganda", Package(country="Republic of Uganda"), []),
        ("Ghana", Package(), []),
    ],
)
def test_rows_of_another_country_are_told(
    tmp_path: Path, country: str, package: Package, severity: list[str]
) -> None:
    assert said(tmp_path, ROWS.format(country=country), package) == severity


def test_a_title_or_file_of_another_country_needs_consent(tmp_path: Path) -> None:
    rows = "Item;2025;2026\nGDP, million;10.5;11.5\n"
    workspace = Workspace.create(tmp_path / "a.policy", Package(country="Nepal"))
    named = {
        "a": "Framework of Ghana\n\n",
        "ghana_budget": "",
        "of_nepal": "",
        "ghana": "Framework of Nepal\n\n",
    }
    for stem, title in named.items():
        (tmp_path / f"{stem}.csv").write_text(title + rows, encoding="utf-8")
    foreign = {stem: workspace.foreign(workspace.read(tmp_path / f"{stem}.csv").tables) for stem in named}
    assert foreign == {"a": ("Ghana",), "ghana_budget": ("Ghana",), "of_nepal": (), "ghana": ()}


SEVERAL = "Country;Item;2025;2026\nNépal;GDP, million;10.5;11.5\nGhana;GDP, million;1.5;2.5\n"


@pytest.mark.parametrize("package", [Package(country="Nepal"), Package(country="Here", country_code="NPL")])
def test_of_several_countries_the_package_s_own_is_taken(tmp_path: Path, package: Package) -> None:
    (tmp_path / "a.csv").write_text(SEVERAL, encoding="utf-8")
    workspace = Workspace.create(tmp_path / "a.policy", package)
    (table,) = workspace.read(tmp_path / "a.csv").tables
    assert table.country == "Népal"
    assert "of-package" in {one.evidence.code for one in table.how if one.topic == "country"}
    (table,) = workspace.read(tmp_path / "a.csv", Options(country="Ghana")).tables
    assert table.country == "Ghana"


def test_of_several_countries_none_is_taken_where_the_package_s_is_not_among_them(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(SEVERAL, encoding="utf-8")
    workspace = Workspace.create(tmp_path / "a.policy", Package(country="Fiji"))
    with pytest.raises(WorkbookError, match="several"):
        workspace.read(tmp_path / "a.csv")
    with pytest.raises(WorkbookError, match="Fiji is not among them"):
        workspace.read(tmp_path / "a.csv")


def test_a_country_under_a_name_of_its_own_is_found_by_its_code(tmp_path: Path) -> None:
    rows = ("ETH;Land of the Blue Nile;GDP, million;1;2", "GHA;Ghana;GDP, million;3;4")
    (tmp_path / "a.csv").write_text("\n".join(("iso3;country;Item;2025;2026", *rows)), encoding="utf-8")
    for number, package in enumerate((Package(country="Éthiopie"), Package(country="x", country_code="ETH"))):
        workspace = Workspace.create(tmp_path / f"{number}.policy", package)
        (table,) = workspace.read(tmp_path / "a.csv").tables
        assert table.series[0].values == (1e6, 2e6)


def test_a_country_is_chosen_by_any_of_its_names(tmp_path: Path) -> None:
    text = "Country;Item;2025;2026\nNépal;GDP, million;10.5;11.5\nGhana;GDP, million;1.5;2.5\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    for name in ("Nepal", "NPL", "尼泊尔"):
        (table,) = read_workbook(tmp_path / "a.csv", Options(country=name)).tables
        assert (table.country, table.series[0].values) == ("Népal", (10.5e6, 11.5e6))

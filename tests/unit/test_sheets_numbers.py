"""Numbers, years and labels: read as written, or not at all."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.sheets.words.basis import basis_in
from workbench.sheets.words.labels import age_of, is_all_ages, is_total, sex_in, sex_of, slug
from workbench.sheets.words.numbers import evidence, habit, is_missing, parse
from workbench.sheets.words.scales import scale_in
from workbench.sheets.words.unit_words import measure, period_in
from workbench.sheets.words.years import year_of, years_in

NARROW = "\u202f"
HABITS = {
    "english": (",", "."), "german": (".", ","), "french": (NARROW, ","), "nbsp": ("\u00a0", ","), "swiss": ("'", "."),
    "plain point": ("", "."), "plain comma": ("", ","), "spaced point": (" ", "."),
}  # fmt: skip


def written(number: float, group: str, decimal: str, decimals: int, indian: bool = False) -> str:
    """Write a number by hand, so that the test does not lean on the code under test."""
    whole, _, fraction = f"{abs(number):.{decimals}f}".partition(".")
    groups = [whole[-3:]]
    rest = whole[:-3]
    size = 2 if indian else 3
    while rest:
        groups.insert(0, rest[-size:])
        rest = rest[:-size]
    text = group.join(groups) if group else whole
    return ("-" if number < 0 else "") + text + (decimal + fraction if fraction else "")


@given(
    st.sampled_from(sorted(HABITS)),
    st.integers(-(10**12), 10**12),
    st.integers(0, 4),
    st.booleans(),
)
def test_a_number_written_in_any_habit_is_read_back_or_asked_about(
    name: str, digits: int, decimals: int, indian: bool
) -> None:
    group, decimal = HABITS[name]
    number = digits / 10**decimals
    text = written(number, group, decimal, decimals, indian and group == ",")
    decided = habit([text]).decimal
    found = parse(text, decided)
    if found is None:
        assert evidence(text) == "?"
    else:
        assert found[0] == pytest.approx(float(f"{number:.{decimals}f}"), rel=1e-15)
    assert parse(text, decimal) is not None
    assert parse(text, decimal)[0] == pytest.approx(float(f"{number:.{decimals}f}"), rel=1e-15)  # type: ignore[index]


@given(st.lists(st.integers(-(10**7), 10**7), min_size=1, max_size=8), st.sampled_from(sorted(HABITS)))
def test_one_telling_cell_decides_for_its_column(numbers: list[int], name: str) -> None:
    group, decimal = HABITS[name]
    texts = [written(number / 10, group, decimal, 1) for number in numbers]
    assert habit(texts).decimal == decimal


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1.234,5", ",", 1234.5),
        ("1,234.5", ".", 1234.5),
        (f"1{NARROW}234,5", ",", 1234.5),
        ("1\u00a0234,5", ",", 1234.5),
        ("1,98,541.000", ".", 198541.0),
        ("(6.123)", ".", -6.123),
        ("5-", ".", -5.0),
        ("−11,637", ",", -11.637),
        ("٣٫٥", ".", 3.5),
        ("١٢٬٣٤٥", ".", 12345.0),
        ("1.25e+11", ".", 1.25e11),
        ("12*", ".", 12.0),
        ("USD 1,200", ".", 1200.0),
        ("$1,200", ".", 1200.0),
        ("1'234.5", ".", 1234.5),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, decimal: str, value: float) -> None:
    assert parse(text, decimal) == (value, False)


def test_a_percent_sign_is_kept_with_the_number() -> None:
    assert parse("5 %", ".") == (5.0, True)


@pytest.mark.parametrize("text", ["1.234", "12,345", "(6.123)", "-7.397"])
def test_a_number_that_can_be_read_two_ways_is_evidence_for_neither(text: str) -> None:
    assert evidence(text) == "?"
    assert parse(text, "") is None


@pytest.mark.parametrize(
    "text",
    ["1e999", "9" * 400, "12.34.56", "1,23", "1.2345,6", "12a", "abc", "1,2,3", "--5", "1 23", "5 to 7", ""],
)
def test_what_is_not_a_number_in_a_habit_is_not_read(text: str) -> None:
    assert parse(text, ".") is None


def test_leading_zero_is_never_a_thousands_group() -> None:
    assert evidence("0.435") == "."
    assert evidence("0,435") == ","


def test_two_habits_in_one_column_decide_nothing_when_they_are_even() -> None:
    assert habit(["1.234,5", "1,234.5"]).decimal == ""


def test_the_mark_the_user_gives_wins() -> None:
    assert habit(["1.234", "2.345"], ",").decimal == ","


@pytest.mark.parametrize("text", ["..", "...", "n.a.", "N/A", "–", "-", "null", "…", " "])
def test_marks_of_missing_values_are_known(text: str) -> None:
    assert is_missing(text)


@pytest.mark.parametrize(
    ("value", "year", "kind"),
    [
        (2025.0, 2025, "year"),
        ("2025", 2025, "year"),
        ("FY25", 2025, "fiscal"),
        ("FY2025", 2025, "fiscal"),
        ("2025/26", 2025, "fiscal"),
        ("2025-2026", 2025, "fiscal"),
        ("1999/00", 1999, "fiscal"),
        ("1967 [YR1967]", 1967, "year"),
        ("2020-2025", 2020, "period"),
        ("2025*", 2025, "year"),
        ("2026 (proj.)", 2026, "year"),
        ("٢٠٢٥", 2025, "year"),
        (dt.date(2025, 12, 31), 2025, "year"),
        (dt.date(2025, 9, 1), 2025, "part"),
    ],
)
def test_years_are_read_as_written(value: object, year: int, kind: str) -> None:
    found = year_of(value)  # type: ignore[arg-type]
    assert found is not None
    assert (found.year, found.kind) == (year, kind)


@pytest.mark.parametrize("value", ["Table 2025", 12.0, 2025.5, "0-4", "2025/2024", None, True, "25"])
def test_what_is_no_year_is_not_taken_for_one(value: object) -> None:
    assert year_of(value) is None  # type: ignore[arg-type]


def test_a_starred_year_is_an_estimate() -> None:
    found = year_of("2026**")
    assert found is not None
    assert found.estimate


def test_years_in_file_names() -> None:
    assert years_in("nigeria_budget_2018_by_ministry") == [2018]
    assert years_in("FY09 recipients") == [2009]


@pytest.mark.parametrize(
    ("text", "age"),
    [("0", "0"), ("0-4", "0-4"), ("0–4", "0-4"), ("85+", "85+"), ("100 and over", "100+"), ("under 5", "0-4"),
     ("Under 1", "0"), ("65 years and over", "65+"), ("5 to 9", "5-9"), ("15 - 24", "15-24"), ("12 years", "12"),
     ("p17", "17"), ("0-4 ans", "0-4"), ("Total", ""), ("GDP", "")],
)  # fmt: skip
def test_ages_are_read(text: str, age: str) -> None:
    assert age_of(text) == age


@pytest.mark.parametrize(
    ("text", "sex"),
    [("Male", "male"), ("FEMALES", "female"), ("Both sexes", "both"), ("PopMale", "male"), ("Femmes", "female"),
     ("hombres", "male"), ("женщины", "female"), ("إناث", "female"), ("男", "male"), ("GDP", "")],
)  # fmt: skip
def test_sexes_are_read(text: str, sex: str) -> None:
    assert sex_of(text) == sex


AGES = {
    "en": {"0": "0", "0-4": "0-4", "5 to 9 years": "5-9", "85 years and over": "85+", "Under 5": "0-4", "All ages": "total"},
    "fr": {"0-4 ans": "0-4", "De 5 à 9 ans": "5-9", "85 ans et plus": "85+", "Moins d’un an": "0", "1 an": "1",
           "Tous les âges": "total"},
    "es": {"0-4 años": "0-4", "De 5 a 9 años": "5-9", "85 y más": "85+", "Menores de 5 años": "0-4", "1 año": "1",
           "Todas las edades": "total"},
    "ru": {"0–4 года": "0-4", "от 5 до 9 лет": "5-9", "85 лет и старше": "85+", "до 1 года": "0", "1 год": "1",
           "Все возрасты": "total"},
    "zh": {"0-4岁": "0-4", "5至9岁": "5-9", "85岁及以上": "85+", "未满1岁": "0", "1岁": "1", "所有年龄": "total"},
    "ar": {"0-4 سنوات": "0-4", "٥-٩": "5-9", "85 سنة فأكثر": "85+", "أقل من سنة": "0", "دون 5 سنوات": "0-4", "جميع الأعمار": "total"},
}  # fmt: skip
SEXES = {
    "en": ("Male", "Female", "Both sexes"),
    "fr": ("Hommes", "Femmes", "Les deux sexes"),
    "es": ("Hombres", "Mujeres", "Ambos sexos"),
    "ru": ("Мужчины", "Женщины", "Оба пола"),
    "zh": ("男", "女", "两性"),
    "ar": ("ذكور", "إناث", "كلا الجنسين"),
}


@pytest.mark.parametrize("language", AGES)
def test_ages_are_read_in_the_languages_of_the_united_nations(language: str) -> None:
    read = {text: "total" if is_all_ages(text) else age_of(text) for text in AGES[language]}
    assert read == AGES[language]


@pytest.mark.parametrize("language", SEXES)
def test_sexes_are_read_in_the_languages_of_the_united_nations(language: str) -> None:
    assert [sex_of(text) for text in SEXES[language]] == ["male", "female", "both"]
    assert [sex_in(f"2025: {text}") for text in SEXES[language]] == ["male", "female", "both"]


def test_the_letter_m_is_a_woman_beside_h() -> None:
    assert [sex_of(text, ("H", "M")) for text in ("H", "M")] == ["male", "female"]
    assert [sex_of(text, ("H", "F")) for text in ("H", "F")] == ["male", "female"]
    assert [sex_of(text, ("M", "F")) for text in ("M", "F")] == ["male", "female"]
    assert sex_of("H") == ""


@pytest.mark.parametrize("text", ["5岁以下", "5 and 9", "12a", "1 to 2 to 3", "9-5", "under", "0-200", "до"])
def test_what_may_be_another_age_is_none(text: str) -> None:
    assert age_of(text) == ""


def test_totals_are_known_by_their_label() -> None:
    assert is_total("Total expenditure")
    assert is_total("Всего")
    assert not is_total("Totally different")


@pytest.mark.parametrize(
    ("text", "scale"),
    [("in thousands of dinars", 1e3), ("Kshs billion", 1e9), ("gdp_current_million", 1e6), ("(’000)", 1e3),
     ("births per 1,000 women", None), ("over 10,000 people", None), ("Code of Conduct Tribunal", None),
     ("milliers de francs", 1e3), ("млн руб.", 1e6), ("Rs. crore", 1e7)],
)  # fmt: skip
def test_scales_are_read_from_words(text: str, scale: float | None) -> None:
    assert scale_in(text) == scale


def test_units_price_bases_and_periods_are_read_from_words() -> None:
    assert measure("% of GDP").unit == "share"
    assert measure("index, 2020 = 100").unit == "index"
    assert basis_in("constant 2015 prices") == "constant 2015"
    assert basis_in("in 2024 prices") == "constant 2024"
    assert basis_in("current prices") == "nominal"
    assert period_in("dinars per adult per month") == "month"
    assert period_in("national_poverty_line_per_person_year") == "year"


def test_slugs_are_short_and_plain() -> None:
    assert slug("Net lending/borrowing, % of GDP") == "net-lending-borrowing-percent-of-gdp"
    assert slug("население") == "население"

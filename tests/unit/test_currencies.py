"""Money of other currencies: known by its words, converted at a known rate, and never taken as the country's own."""

from __future__ import annotations

import dataclasses
import math
import time

import pytest

from packages import country, with_measure
from workbench.costing import Costing
from workbench.model import Change, Package, Series, Table, apply
from workbench.model.currencies import currencies_in, currencies_of, named
from workbench.model.decided import Decision, literal, quoted
from workbench.model.revision import revise

YEARS = (2025, 2026, 2027, 2028)


def table(
    label: str = "Nurse",
    *,
    title: str = "",
    unit: str = "",
    headers: tuple[str, ...] = (),
    key: str = "nurse",
) -> Table:
    series = Series(key, label, YEARS, (100.0,) * 4, ("B4", "C4", "D4", "E4"), "money")
    how = (Decision("unit", literal("money"), quoted(unit)),) if unit else ()
    return Table("costs", "unit-costs", title, "costs.xlsx", headers=headers, how=how, series=(series,))


def with_table(package: Package, *tables: Table) -> Package:
    return dataclasses.replace(package, tables=(*package.tables, *tables))


def rates(
    label: str, key: str = "exchange-rate", values: tuple[float | None, ...] = (2.0, 2.5, 3.0, 4.0)
) -> Table:
    series = Series(key, label, YEARS, values, ("B9", "C9", "D9", "E9"), "number")
    return Table("rates", "macro", workbook="rates.xlsx", sheet="FX", series=(series,))


def nurses(package: Package) -> Costing:
    cost = {"model": "service", "quantity": 10, "quantity_label": "nurses", "unit_cost_series": "nurse"}
    return Costing(with_measure(package, cost=cost))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Unit costs, US dollars, 2026", ("USD",)),
        ("US$ million", ("USD",)),
        ("(USD)", ("USD",)),
        ("millions de dollars des États-Unis", ("USD",)),
        ("en millones de dólares", ("USD",)),
        ("млн долларов США", ("USD",)),
        ("بملايين الدولارات الأمريكية", ("USD",)),
        ("百万美元", ("USD",)),
        ("€ a month", ("EUR",)),
        ("National currency", ("CUR",)),
        ("GDP, Current prices, Domestic currency", ("CUR",)),
        ("million CUR", ("CUR",)),
        ("CUR and US$", ("USD", "CUR")),
        ("International dollars (PPP)", ("PPP",)),
        ("Per nurse and year", ()),
        ("Current prices", ()),
    ],
)
def test_currencies_are_known_by_their_words(text: str, found: tuple[str, ...]) -> None:
    assert named(text, "CUR") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kshs billion", "KES"), ("KSh million", "KES"), ("Kenya shillings, million", "KES"), ("chelines kenianos", "KES"),
        ("Fiji - selected macro series (FJD billion)", "FJD"), ("F$ million", "FJD"), ("GDP in ETB", "ETB"), ("Birr", "ETB"),
        ("₦ million", "NGN"), ("Naira", "NGN"), ("₹ crore", "INR"), ("Indian rupees", "INR"), ("INR", "INR"), ("Rp million", "IDR"),
        ("PKR/month", "PKR"), ("NPR per month", "NPR"), ("roupies népalaises", "NPR"), ("Cedis", "GHS"), ("Baht", "THB"),
        ("฿ per day", "THB"), ("Dong", "VND"), ("Taka", "BDT"), ("R million", "ZAR"), ("Rand", "ZAR"), ("Philippine pesos", "PHP"),
        ("кенийский шиллинг", "KES"), ("肯尼亚先令", "KES"), ("SDG spending, KES million", "KES"),
    ],
)  # fmt: skip
def test_money_of_any_country_is_known_by_code_name_and_sign(text: str, found: str) -> None:
    assert named(text, "CUR") == (found,)


@pytest.mark.parametrize(
    "text",
    [
        "Transfers to CDF",
        "ALL SECTORS",
        "SDG 1",
        "TOP 10 programmes",
        "Real GDP",
        "Sierra Leone",
        "Livres scolaires",
        "OLD AGE",
    ],
)
def test_words_that_look_like_a_currency_are_none(text: str) -> None:
    assert named(text, "CUR") == ()


@pytest.mark.parametrize(
    ("text", "own", "others"),
    [
        ("Rs million", "NPR", "PKR"),
        ("pesos", "PHP", "MXN"),
        ("£ million", "EGP", "GBP"),
        ("shillings", "UGX", "KES"),
    ],
)
def test_a_sign_that_several_share_is_the_countrys_own_or_cannot_be_told(
    text: str, own: str, others: str
) -> None:
    assert named(text, own) == (own,)
    assert {own, others} < {*named(text, "CHF")}
    assert named(text, "CUR") == ("CUR",), "a country that is made up may have rupees as well"


def test_gdp_of_another_currency_never_counts_as_own_money() -> None:
    package = country()
    foreign = tuple(
        dataclasses.replace(
            one, title="GDP, Kshs billion", series=tuple(s for s in one.series if s.key == "gdp")
        )
        for one in package.tables
        if one.role == "macro"
    )
    estimate = Costing(with_table(package, *foreign)).estimate()
    assert estimate.share_of_gdp == ()
    assert any("exchange rate of KES" in str(problem) for problem in estimate.problems)


def test_a_rate_quoted_the_other_way_round_is_told_by_code() -> None:
    dollars = with_table(country(), table(title="Unit costs, KES"), rates("Exchange rate, KES per CUR"))
    assert nurses(dollars).estimate().measures == ()


def test_a_bare_dollar_is_the_countrys_own_where_it_has_one() -> None:
    assert named("$ million", "FJD") == ("FJD",)
    assert named("$ million", "CUR") == ("USD",)


@pytest.mark.parametrize(
    ("held", "found"),
    [
        (table(), ("CUR",)),
        (table("Nurse, US$ a year", title="Costs, million CUR"), ("USD",)),
        (table(unit="US$ per nurse", title="Costs, million CUR"), ("USD",)),
        (table(unit="per nurse", title="Costs, US dollars"), ("USD",)),
        (table(headers=("Item", "2026 (EUR)")), ("EUR",)),
        (table(headers=("Item", "CUR", "US$")), ("USD", "CUR")),
        (dataclasses.replace(table(title="Costs, US dollars"), currency="GBP"), ("GBP",)),
    ],
)
def test_the_nearest_words_say_which_currency_an_amount_is_in(held: Table, found: tuple[str, ...]) -> None:
    assert currencies_of(held, held.series[0], "CUR") == found


def test_a_column_in_dollars_says_nothing_of_the_columns_beside_it() -> None:
    held = table(headers=("Year", "Nurse", "Aid, US$"), unit="Aid, US$")
    aid = dataclasses.replace(held.series[0], key="aid", label="Aid, US$")
    held = dataclasses.replace(held, series=(*held.series, aid))
    assert [currencies_of(held, one, "CUR") for one in held.series] == [("CUR",), ("USD",)]


def test_what_was_said_of_a_currency_stays_when_a_newer_workbook_comes() -> None:
    held = dataclasses.replace(table(), currency="USD")
    (newer,) = revise((held,), (dataclasses.replace(table(), sha256="b"),)).tables
    assert newer.currency == "USD"


def test_imported_prices_in_dollars_are_converted_at_the_rate_of_the_base_year() -> None:
    package = with_table(
        country(), table(title="Unit costs, US dollars"), rates("Exchange rate, CUR per US$")
    )
    costing = nurses(package)
    assert costing.estimate().total == (2000, 2000, 2000)
    trace = str(costing.trace("measure:m.cost", 2027))
    assert "USD@2025" not in trace
    assert "exchange rate of {year}, {own} for one {currency}" in trace
    assert "B9" in trace


@pytest.mark.parametrize(
    "others",
    [
        (),
        (rates("Exchange rate, US$ per CUR"),),
        (rates("Exchange rate, CUR per euro"),),
        (rates("Exchange rate, CUR per US$", values=(None, 2.5, 3.0, 4.0)),),
        (rates("Exchange rate, CUR per US$", values=(0.0, 2.5, 3.0, 4.0)),),
    ],
    ids=["no rate", "the other way round", "of another currency", "not of the base year", "nought"],
)
def test_without_the_rate_a_measure_is_not_in_the_total_and_the_rate_is_named(
    others: tuple[Table, ...],
) -> None:
    estimate = nurses(with_table(country(), table(title="Unit costs, US dollars"), *others)).estimate()
    assert estimate.measures == ()
    assert any("exchange rate of USD" in str(problem) for problem in estimate.problems)


def test_a_sheet_that_names_two_currencies_asks_and_takes_the_answer() -> None:
    held = table(headers=("Item", "CUR", "US$"))
    asked = nurses(with_table(country(), held)).estimate()
    assert asked.measures == ()
    assert any("is not clear from its sheet" in str(problem) for problem in asked.problems)
    told = nurses(with_table(country(), dataclasses.replace(held, currency="CUR"))).estimate()
    assert told.total == (1000, 1000, 1000)


def test_gdp_in_dollars_counts_at_each_years_rate_and_without_one_there_are_no_shares() -> None:
    package = country()
    dollars = tuple(
        dataclasses.replace(one, currency="USD", series=tuple(s for s in one.series if s.key == "gdp"))
        for one in package.tables
        if one.role == "macro"
    )
    package = with_table(package, *dollars)
    without = Costing(package).estimate()
    assert without.share_of_gdp == ()
    assert any("GDP is not used" in str(problem) for problem in without.problems)
    package = with_table(package, rates("Exchange rate, CUR per US$"))
    assert Costing(package).estimate().gdp == pytest.approx((440_000 * 2.5, 484_000 * 3, 532_400 * 4))


def test_financing_without_a_rate_is_not_known_and_said() -> None:
    line = {"title": "Grant", "certainty": "confirmed", "amounts": 100, "currency": "USD"}
    package = apply(country(), [Change("add", "financing:grant", value=line)])
    for held in (package, with_table(package, rates("CUR per US$", values=(2.0, 2.0, None, 2.0)))):
        estimate = Costing(held).estimate()
        assert all(map(math.isnan, estimate.financing))
        assert all(map(math.isnan, estimate.gap))
        assert any("What Grant comes to is not known" in str(problem) for problem in estimate.problems)


def test_a_value_that_follows_a_series_keeps_the_currency_of_the_series() -> None:
    held = table(title="Constant 2025 US$", key="stipend")
    held = dataclasses.replace(
        held, series=(dataclasses.replace(held.series[0], price_basis="constant 2025"),)
    )
    package = with_table(country(), held, rates("Exchange rate, CUR per US$"))
    for currency in ("", "USD"):
        cost = {"model": "lump-sum", "amounts": "series:stipend", "currency": currency}
        assert Costing(with_measure(package, cost=cost)).estimate().total == (200, 200, 200)
    cost = {"model": "lump-sum", "amounts": "series:stipend", "currency": "EUR"}
    refused = Costing(with_measure(package, cost=cost)).estimate()
    assert refused.measures == ()


@pytest.mark.parametrize(
    ("text", "own", "said"),
    [
        ("PIB en millones de dólares", "MXN", ("USD",)),
        ("Millions of dollars", "CLP", ("USD",)),
        ("GDP, $ million", "MXN", ("MXN",)),
        ("GDP, millions of dollars", "FJD", ("FJD",)),
        ("Nominal GDP, all sectors", "ALL", ()),
        ("GDP, millions of ALL", "ALL", ("ALL",)),
    ],
)
def test_a_dollar_is_no_peso_and_a_word_is_no_code(text: str, own: str, said: tuple[str, ...]) -> None:
    assert named(text, own) == said


@pytest.mark.parametrize(
    ("title", "kept"),
    [("Costs, millions", "USD"), ("Costs, millions of USD", "USD"), ("Costs, millions of KES", "")],
)
def test_a_newer_workbook_that_names_another_currency_is_not_read_by_the_old_answer(
    title: str, kept: str
) -> None:
    held = dataclasses.replace(table(title="Costs, millions"), currency="USD")
    (newer,) = revise((held,), (dataclasses.replace(table(title=title), sha256="b"),)).tables
    assert newer.currency == kept


def test_a_rate_for_one_of_the_own_currency_is_not_used_the_wrong_way_round() -> None:
    for label in (
        "US dollars per CUR",
        "Exchange rate, US dollars for one CUR",
        "Value of one CUR in US dollars",
    ):
        package = with_table(country(), table(title="Unit costs, US dollars"), rates(label))
        costing = nurses(package)
        assert costing.estimate().uncosted, label
    package = with_table(
        country(), table(title="Unit costs, US dollars"), rates("Exchange rate, CUR for one US dollar")
    )
    assert not nurses(package).estimate().uncosted


def test_a_table_of_many_rows_is_looked_through_once() -> None:
    many = range(6_000)
    series = tuple(Series(f"s{n}", f"Row {n}", (2025,), (1.0,), ("B2",), "money") for n in many)
    how = tuple(Decision("unit", literal("money"), quoted(f"Row {n}, US$")) for n in many)
    started = time.perf_counter()
    # A text that begins with the label of a row speaks of that row alone.
    assert currencies_in(Table("t", "other", series=series, how=how), "CUR") == ("CUR",)
    assert time.perf_counter() - started < 5
    (told,) = {
        currencies_in(
            Table("t", "other", series=series, how=(*how, Decision("unit", literal("money"), quoted("US$")))),
            "CUR",
        )
    }
    assert told == ("USD",)

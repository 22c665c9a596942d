"""Every form in which numbers, missing values and errors are written: each as data, each read one way or not at all."""

from __future__ import annotations

import pytest

from workbench.sheets.words.numbers import Habit, evidence, habit, is_error, is_missing, looks_numeric, parse

FORMS = (
    # text, with a point, with a comma as the decimal mark; None where it is not written in that habit
    ("5", 5.0, 5.0),
    ("007", 7.0, 7.0),
    ("1234", 1234.0, 1234.0),
    ("1.5", 1.5, None),
    ("1,5", None, 1.5),
    (".5", 0.5, None),
    (",5", None, 0.5),
    ("5.", None, None),
    ("5,", None, None),
    (".", None, None),
    ("1.234", 1.234, 1234.0),
    ("1,234", 1234.0, 1.234),
    ("0,435", None, 0.435),
    ("0.435", 0.435, None),
    ("12.345", 12.345, 12345.0),
    ("123,456", 123456.0, 123.456),
    ("1234,567", None, 1234.567),
    ("1,2345", None, 1.2345),
    ("1.234.567", None, 1234567.0),
    ("1.234.567,89", None, 1234567.89),
    ("1,234,567.89", 1234567.89, None),
    ("1,23,456", 123456.0, None),
    ("12,34,567.5", 1234567.5, None),
    ("123,45,678", None, None),
    ("12,3,456", None, None),
    ("1,234,56", None, None),
    (",123,456", None, None),
    ("1 234", 1234.0, 1234.0),
    ("1 234 567,5", None, 1234567.5),
    ("1\u202f234.5", 1234.5, None),
    ("1\u00a0234", 1234.0, 1234.0),
    ("12 34", None, None),
    ("1'234'567", 1234567.0, 1234567.0),
    ("1’234", 1234.0, 1234.0),
    ("1 234'567", None, None),
    ("1,234'567", None, None),
    ("1.5.5", None, None),
    ("1,5,5", None, None),
    ("1e5", 100000.0, 100000.0),
    ("1.5e3", 1500.0, None),
    ("1,5E+3", None, 1500.0),
    ("2.5E-2", 0.025, None),
    ("-1e3", -1000.0, -1000.0),
    ("e5", None, None),
    ("-5", -5.0, -5.0),
    ("−5", -5.0, -5.0),
    ("–5", -5.0, -5.0),
    ("5-", -5.0, -5.0),
    ("5 -", -5.0, -5.0),
    ("- 5", -5.0, -5.0),
    ("-5-", None, None),
    ("--5", None, None),
    ("(5)", -5.0, -5.0),
    ("( 1 234 )", -1234.0, -1234.0),
    ("(-5)", None, None),
    ("(5", None, None),
    ("5)", None, None),
    ("(15", None, None),
    ("15)", None, None),
    ("15-", -15.0, -15.0),
    ("+15", 15.0, 15.0),
    ("+5", 5.0, 5.0),
    ("+ 5", 5.0, 5.0),
    ("+-+5", None, None),
    ("5+", None, None),
    ("5*", 5.0, 5.0),
    ("5**", 5.0, 5.0),
    ("*5", None, None),
    ("٥٤٣", 543.0, 543.0),
    ("۱۲", 12.0, 12.0),
    ("१२३", 123.0, 123.0),
    ("١٬٢٣٤", 1234.0, 1.234),
    ("٣٫٥", 3.5, None),
    ("$5", 5.0, 5.0),
    ("€ 5", 5.0, 5.0),
    ("5 €", 5.0, 5.0),
    ("EUR 5", 5.0, 5.0),
    ("5 EUR", 5.0, 5.0),
    ("5EUR", 5.0, 5.0),
    ("US$ 5", 5.0, 5.0),
    ("-$5", -5.0, -5.0),
    ("$-5", -5.0, -5.0),
    ("−€5", -5.0, -5.0),
    ("–€5", -5.0, -5.0),
    ("‒€5", -5.0, -5.0),
    ("＋€5", 5.0, 5.0),
    ("5X", None, None),
    ("X5", None, None),
    ("(€ 5)", -5.0, -5.0),
    ("$", None, None),
    ("\t5\r\n", 5.0, 5.0),
    (" 5 ", 5.0, 5.0),
    ("", None, None),
    ("five", None, None),
    ("5 a", None, None),
    ("5/6", None, None),
    ("2025-26", None, None),
    ("²", None, None),
)


@pytest.mark.parametrize(("text", "point", "comma"), FORMS, ids=[repr(form[0]) for form in FORMS])
def test_a_form_is_read_in_each_habit_or_refused(text: str, point: float | None, comma: float | None) -> None:
    for decimal, expected in ((".", point), (",", comma)):
        found = parse(text, decimal)
        assert (found and found[0]) == expected, f"with {decimal!r}"
        assert found is None or not found[1]
    shown = {(True, True): "?", (True, False): ".", (False, True): ",", (False, False): ""}
    known = shown[point is not None, comma is not None]
    assert evidence(text) == ("" if point == comma else known)
    assert looks_numeric(text) is (point is not None or comma is not None)
    unmarked = parse(text, "")
    assert (unmarked and unmarked[0]) == (point if point == comma else None)


@pytest.mark.parametrize("text", ["5%", "5 %", "5٪", " 5 % ", "5%*", "+5%", "5%\u202f"])
def test_a_percent_sign_is_told_beside_the_number(text: str) -> None:
    assert parse(text, ".") == (5.0, True)


@pytest.mark.parametrize("text", ["-5%", "(5%)", "(5 %)"])
def test_a_negative_percentage_stays_negative(text: str) -> None:
    assert parse(text, ".") == (-5.0, True)


@pytest.mark.parametrize("text", ["%5", "%", "5%%", "5 percent"])
def test_a_percent_sign_elsewhere_is_no_number(text: str) -> None:
    assert parse(text, ".") is None


MARKS = [
    "..",
    "...",
    "…",
    "-",
    "--",
    "---",
    "–",
    "—",
    "−",
    ":",
    "n.a.",
    "n.a",
    "n/a",
    "na",
    "nd",
    "n.d.",
    "n.d",
    "null",
    "none",
    "nan",
    "n.s.",
    "s.o.",
    "s/d",
    "sd",
    "missing",
    "x",
]


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\t", "nil data", "not available", "#N/A N/A", *MARKS])
def test_the_usual_marks_of_a_missing_value_are_missing(text: str) -> None:
    assert is_missing(text)
    assert is_missing(f" {text.upper()}\u202f\n")
    assert not is_error(text)


@pytest.mark.parametrize("text", ["0", "5", "o", "abc", "....", "#N/A", "na na", "X–", "–X"])
def test_other_texts_are_not_missing(text: str) -> None:
    assert not is_missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "#N/A",
        "#DIV/0!",
        "#REF!",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#ERROR",
        "#SPILL!",
        "#CALC!",
        "Err:502",
    ],
)
def test_a_spreadsheets_errors_are_errors_and_no_numbers(text: str) -> None:
    assert is_error(text)
    assert is_error(f" {text.lower()} ")
    assert not is_missing(text)
    assert parse(text, ".") is None


def test_other_texts_are_no_errors() -> None:
    assert not any(is_error(text) for text in ("", "N/A", "#", "error", "5"))


COLUMNS = (
    ([], "", Habit(".", 0, 0, 0)),
    (["12", "x", "abc"], "", Habit(".", 0, 0, 0)),
    (["1.5", "2.5", "12"], "", Habit(".", 2, 0, 0)),
    (["1,5", "2,5", "12"], "", Habit(",", 2, 0, 0)),
    (["1.234"], "", Habit("", 0, 0, 1)),
    (["1.234", "2.345"], "", Habit("", 0, 0, 2)),
    (["1.234", "1,5"], "", Habit(",", 1, 0, 1)),
    (["1.234", "1.5"], "", Habit(".", 1, 0, 1)),
    (["1.5", "1,5"], "", Habit("", 1, 1, 0)),
    (["1,5", "2,5", "3.5"], "", Habit("", 2, 1, 0)),
    (["1,5", "2,5", "4,5", "3.5"], "", Habit(",", 3, 1, 0)),
    (["1,5", "2,5", "4,5", "3.5", "5.5"], "", Habit("", 3, 2, 0)),
    (["1.5", "2.5", "4.5", "3,5", "1.234"], "", Habit(".", 3, 1, 1)),
    (["1.5", "1,5", "1.234", "2,5"], ".", Habit(".", 1, 2, 1)),
    (["1.5", "1,5", "1.234", "2,5"], ",", Habit(",", 2, 1, 1)),
)


@pytest.mark.parametrize(("texts", "given", "expected"), COLUMNS)
def test_the_habit_of_a_column_follows_its_evidence_and_counts_it(
    texts: list[str], given: str, expected: Habit
) -> None:
    assert habit(texts, given) == expected

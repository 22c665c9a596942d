"""Any table, written in any habit: the same numbers come back, or a question; never other numbers, and none in silence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from workbench.errors import WorkbookError
from workbench.sheets import Options, Reading, preview
from workbench.sheets.file import child, reader

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
GROUPS = ["", ",", ".", " ", "\u00a0", "\u202f", "'", "’"]
NEGATIVES = ["-{}", "−{}", "({})", "{}-"]
MISSING = ["", "..", "–", "n.a.", "-", "…"]
SCALES = {
    1.0: ["", "units", "unités"],
    1e3: ["thousands", "in thousands", "milliers", "en miles de", "тыс.", "بالآلاف", "千", "'000"],
    1e6: ["millions", "millones", "млн", "ملايين", "百万"],
    1e9: ["billion", "milliards", "млрд", "十亿"],
}
PLACES = ["title", "unit column", "header", "nowhere"]
LABELS = [
    "School meals",
    "Old-age allowance",
    "Roads",
    "Écoles primaires",
    "Пособия",
    "学校餐",
    "وجبات مدرسية",
]


@dataclass(frozen=True)
class Habit:
    """How a file writes numbers."""

    group: str
    decimal: str
    decimals: int
    negative: str
    arabic: bool
    missing: str

    def write(self, value: float | None) -> str:
        if value is None:
            return self.missing
        whole, _, fraction = f"{abs(value):.{self.decimals}f}".partition(".")
        parts = []
        while whole:
            parts.insert(0, whole[-3:])
            whole = whole[:-3]
        text = self.group.join(parts) + (self.decimal + fraction if fraction else "")
        text = self.negative.format(text) if value < 0 else text
        return text.translate(ARABIC) if self.arabic else text


@dataclass(frozen=True)
class Plan:
    """A table to write: its values by label and year, and how it is laid out."""

    values: dict[str, dict[int, float | None]]
    habit: Habit
    layout: str
    scale: float
    word: str
    place: str
    above: int
    left: int
    note: bool
    total: bool
    typed: bool
    separator: str
    encoding: str
    fiscal: str

    @property
    def factor(self) -> float:
        """What the words say the cells are multiplied by."""
        return self.scale if self.place != "nowhere" and self.word else 1.0

    @property
    def silent(self) -> bool:
        """Whether nothing but custom says that cells are single units."""
        return self.factor == 1.0 and not (self.place == "unit column" and self.word)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    decimals = draw(st.integers(0, 3))
    size = draw(st.sampled_from([10**3, 10**6, 10**9]))
    numbers = st.none() | st.integers(-size if draw(st.booleans()) else 0, size).map(
        lambda n: n / 10**decimals
    )
    first = draw(st.integers(1990, 2030))
    years = range(first, first + draw(st.integers(2, 6)))
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=1, max_size=5, unique=True))
    scale = draw(st.sampled_from(sorted(SCALES)))
    decimal = draw(st.sampled_from(".,"))
    group = draw(st.sampled_from([mark for mark in GROUPS if mark != decimal]))
    typed = draw(st.booleans())
    return Plan(
        values={label: {year: draw(numbers) for year in years} for label in labels},
        habit=Habit(
            group,
            decimal,
            decimals,
            draw(st.sampled_from(NEGATIVES)),
            draw(st.booleans()) and not typed,
            draw(st.sampled_from(MISSING)),
        ),
        layout=draw(st.sampled_from(["across", "down", "long"])),
        scale=scale,
        word=draw(st.sampled_from(SCALES[scale])),
        place=draw(st.sampled_from(PLACES)),
        above=draw(st.integers(0, 3)),
        left=draw(st.integers(0, 2)),
        note=draw(st.booleans()),
        total=draw(st.booleans()),
        typed=typed,
        separator=draw(st.sampled_from(";\t,|")),
        encoding=draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])),
        fiscal=draw(st.sampled_from(["", "", "FY{}", "{}*"])),
    )


def rows_of(plan: Plan) -> list[list[Any]]:
    unit = plan.word if plan.place == "unit column" else ""
    head = f"{plan.word}" if plan.place == "header" else ""
    years = sorted({year for row in plan.values.values() for year in row})
    title = "Spending by programme" + (
        f", {plan.word}, dinars" if plan.place == "title" and plan.word else ""
    )
    rows: list[list[Any]] = [[title], *([] for _ in range(plan.above))]

    def cell(value: float | None) -> Any:
        return (
            (value if value is not None else plan.habit.missing or None)
            if plan.typed
            else plan.habit.write(value)
        )

    def year_of(year: int) -> Any:
        return plan.fiscal.format(year) if plan.fiscal else year

    if plan.layout == "across":
        rows.append(
            [f"Programme {head}".strip(), *(["Unit"] if unit else []), *(year_of(year) for year in years)]
        )
        for label, row in plan.values.items():
            rows.append([label, *([unit] if unit else []), *(cell(row[year]) for year in years)])
        if plan.total:
            sums = [sum(row[year] or 0 for row in plan.values.values()) for year in years]
            rows.append(["Total", *([unit] if unit else []), *(cell(value) for value in sums)])
    elif plan.layout == "down":
        rows.append(["Year", *(f"{label} {head or unit}".strip() for label in plan.values)])
        rows += [[year_of(year), *(cell(row[year]) for row in plan.values.values())] for year in years]
    else:
        rows.append(["Programme", "Year", *(["Unit"] if unit else []), f"Value {head}".strip()])
        for label, row in plan.values.items():
            rows += [[label, year_of(year), *([unit] if unit else []), cell(row[year])] for year in years]
    if plan.note:
        rows += [[], ["Source: Ministry of Finance."]]
    return [[*[None] * plan.left, *row] for row in rows]


def write(plan: Plan, folder: Path) -> Path:
    rows = rows_of(plan)
    if plan.typed:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path := folder / "table.xlsx")
        return path
    path = folder / "table.csv"
    path.write_text(
        "\n".join(plan.separator.join(quoted(v, plan.separator) for v in row) for row in rows), plan.encoding
    )
    return path


def quoted(value: Any, separator: str) -> str:
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if separator in text or '"' in text else text


READING = reader.reading


def read_here(path: Path, **_: Any) -> reader.Contents:
    """Read in this process: the property is about what is understood, and a thousand children are slow."""
    answer = child.read(path)
    if "error" in answer:
        raise WorkbookError(reader._decode_message(answer["error"]["what"]), where=path.name)  # type: ignore[arg-type]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return reader.Contents(tuple(reader._decode(sheet) for sheet in answer["sheets"]), digest)


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "reading", lambda path: nullcontext(partial(read_here, path)))


def numbers(reading: Reading) -> Iterator[tuple[str, int, float]]:
    for table in reading.tables:
        for series in table.series:
            for year, value in zip(series.years, series.values, strict=True):
                if value is not None:
                    yield series.label, year, value


def label_of(written: Iterable[str], read: str) -> str:
    """Give the label that was written, which the layout may have joined with the words for the unit."""
    fitting = [label for label in written if read == label or read.startswith((f"{label} ", f"{label} / "))]
    return max(fitting, key=len, default="")


@settings(
    max_examples=250,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(plans())
def test_the_same_numbers_come_back_or_a_question(
    tmp_path_factory: pytest.TempPathFactory, plan: Plan
) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = write(plan, folder)
    try:
        reading = preview(path, Options())
    except WorkbookError as question:
        note(f"asked: {question}")
        return
    told = [str(problem.message) for problem in reading.problems]
    note(f"told: {told}")
    scales = {
        decision.answer.text
        for table in reading.tables
        for decision in table.how
        if decision.topic == "scale"
    }
    read = list(numbers(reading))
    years = next(iter(plan.values.values()))
    sums = {year: sum(row[year] or 0.0 for row in plan.values.values()) for year in years}
    written = plan.values | {"Total": sums}
    for label, year, value in read:
        own = label_of(written, label)
        assert own, f"“{label}” was never written"
        truth = written[own][year]
        assert truth is not None, f"{own} {year} was missing and is read as {value}"
        expected = truth * plan.factor
        assert value == pytest.approx(expected, rel=1e-12), (
            f"{own} {year}: {value} for {expected}; scales {scales}"
        )
    if read and plan.silent:
        assert any("Nothing says whether the amounts" in text for text in told)
    count = sum(value is not None for row in plan.values.values() for value in row.values())
    assert (
        sum(label != "Total" for label, _, _ in read) == count
        or told
        or any(table.left_out for table in reading.tables)
    ), "numbers were lost in silence"


def test_the_reader_of_the_property_is_the_one_of_the_child(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Item;2025\nA;1,5\n")
    with READING(tmp_path / "a.csv") as contents:
        assert read_here(tmp_path / "a.csv") == contents()


TONGUES = {
    "en": ("Population by age and sex", "Age", "Male", "Female", "{} years", "{} and over", ("persons", "thousands")),
    "fr": ("Population par âge et sexe", "Groupe d'âge", "Hommes", "Femmes", "{} ans", "{} ans et plus", ("personnes", "milliers")),
    "es": ("Población por edad y sexo", "Edad", "H", "M", "{} años", "{} y más", ("personas", "miles")),
    "ru": ("Население по возрасту и полу", "Возраст", "Мужчины", "Женщины", "{} лет", "{} лет и старше", ("человек", "тыс. человек")),
    "zh": ("按年龄和性别分列的人口", "年龄", "男", "女", "{}岁", "{}岁及以上", ("人", "千人")),
    "ar": ("السكان حسب العمر والجنس", "العمر", "ذكور", "إناث", "{} سنة", "{} سنة فأكثر", ("نسمة", "بالآلاف")),
}  # fmt: skip


@st.composite
def populations(draw: st.DrawFn) -> tuple[list[list[Any]], dict[tuple[str, str], float]]:
    """Give the rows of a population of one year, and the persons by sex and age."""
    title, head, male, female, closed, last, units = TONGUES[draw(st.sampled_from(sorted(TONGUES)))]
    thousands = draw(st.booleans())
    width = draw(st.sampled_from([1, 5, 10]))
    classes = draw(st.integers(3, 12))
    labels = [f"{width * n}-{width * n + width - 1}" if width > 1 else str(n) for n in range(classes)]
    ages = [*labels, f"{width * classes}+"]
    written = [*(closed.format(label) for label in labels), last.format(width * classes)]
    cells = st.integers(3000, 10**6).map(lambda n: n / 10 if thousands else float(n))
    counts = [(draw(cells), draw(cells)) for _ in ages]
    year = draw(st.integers(2000, 2040))
    rows: list[list[Any]] = [
        [f"{title} ({units[thousands]}), {year}"],
        *([] for _ in range(draw(st.integers(0, 2)))),
    ]
    order = draw(st.booleans())
    rows.append([head, *((male, female) if order else (female, male))])
    for label, (men, women) in zip(written, counts, strict=True):
        rows.append([label, *((men, women) if order else (women, men))])
    if draw(st.booleans()):
        totals = [sum(column) for column in zip(*counts, strict=True)]
        rows.append(["Total", *(totals if order else reversed(totals))])
    scale = 1000.0 if thousands else 1.0
    people = {
        (sex, age): pair[place] * scale
        for age, pair in zip(ages, counts, strict=True)
        for place, sex in enumerate(("male", "female"))
    }
    return rows, people


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(populations())
def test_people_come_back_in_any_language_or_as_a_question(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[list[list[Any]], dict[tuple[str, str], float]]
) -> None:
    rows, people = made
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path := tmp_path_factory.getbasetemp() / "people.xlsx")
    try:
        reading = preview(path, Options())
    except WorkbookError as question:
        note(f"asked: {question}")
        return
    read = {
        (series.dim("sex"), series.dim("age")): series.values[0]
        for table in reading.tables
        if table.role == "population"
        for series in table.series
    }
    note(f"told: {[str(problem.message) for problem in reading.problems]}")
    assert read == pytest.approx(people, rel=1e-12)

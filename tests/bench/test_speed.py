"""Speed as ratios against a bare baseline of the same run; nothing here fails for being slow.

Each benchmark writes `ratio` into its extra information: how many times the baseline it takes.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.checks import Context, analyse, check
from workbench.costing import Costing
from workbench.costing.sampling import Sampler
from workbench.costing.uncertainty import monte_carlo
from workbench.errors import message
from workbench.model import (
    Change,
    Cost,
    Group,
    Lack,
    Measure,
    Need,
    Package,
    Provision,
    Range,
    Series,
    Table,
    apply,
)
from workbench.model import Path as ValuePath
from workbench.model.words import CostModel, LevelBasis, Principle
from workbench.workspace import Workspace, knowledge

ROOT = Path(__file__).resolve().parents[2]
MEASURES, GROUPS, YEARS, LONG, AGES = 200, 12, 20, 30, 101
FIRST = 2027
CAPABILITIES = ("identity-document", "payment-channel", "formal-contract", "nearby-clinic", "transport")


def people(years: int = YEARS) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Population by sex, age and year, the base year first."""
    ages, passed = np.arange(AGES), np.arange(years + 1)
    one = 100_000 * np.exp(-ages / 40)[:, None] * 1.015 ** passed[None, :]
    return np.stack([one, one * 1.03])


def package(years: int = YEARS) -> Package:
    counts = people(years)
    horizon = tuple(range(FIRST - 1, FIRST + years))
    population = Table(
        "population",
        "population",
        workbook="people.xlsx",
        sheet="Ages",
        sha256="a",
        series=tuple(
            Series(
                "population",
                str(age),
                horizon,
                tuple(float(value) for value in counts[sex, age]),
                tuple(f"C{column}" for column in range(len(horizon))),
                "persons",
                dims=(("sex", name), ("age", str(age))),
            )
            for sex, name in enumerate(("male", "female"))
            for age in range(AGES)
        ),
    )
    gdp = Series(
        "gdp",
        "GDP",
        horizon,
        tuple(1e12 * 1.05**n for n in range(len(horizon))),
        ("B2",) * len(horizon),
        "money",
    )
    macro = Table("macro", "macro", workbook="macro.xlsx", sheet="Macro", sha256="b", series=(gdp,))
    groups = tuple(
        Group(
            f"group-{number}",
            f"Group {number}",
            population_share=ValuePath.constant(0.01 * (number + 1)),
            lacks=tuple(Lack(one, 0.1 + 0.05 * number) for one in CAPABILITIES),
        )
        for number in range(GROUPS)
    )
    measures = tuple(
        Measure(
            f"measure-{number}",
            f"Measure {number}",
            sector=("social-protection", "health", "education", "labour")[number % 4],
            groups=("everyone",) if number % 3 else (f"group-{number % GROUPS}",),
            start=FIRST + number % 4,
            principles=(tuple(Principle)[number % 3],),
            needs=(Need((CAPABILITIES[number % len(CAPABILITIES)],)),),
            provides=(Provision(CAPABILITIES[number % len(CAPABILITIES)], ValuePath.constant(0.5)),)
            if number % 10 == 0
            else (),
            cost=Cost(
                CostModel.TRANSFER,
                age_from=number % 60,
                age_to=number % 60 + 30,
                level=ValuePath.constant(100 + number),
                level_basis=LevelBasis.MONEY,
                take_up=ValuePath(((FIRST, 0.5), (FIRST + 5, 0.9))),
                admin_markup=0.05,
            ),
        )
        for number in range(MEASURES)
    )
    return Package(
        title="Synthetic",
        country="Nowhere",
        currency="XXX",
        base_year=FIRST - 1,
        horizon=years,
        groups=groups,
        measures=measures,
        tables=(population, macro),
    )


def sums_of(counts: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The same costs as bare sums over arrays: no units, no trace, no names."""
    years = FIRST - 1 + np.arange(1, counts.shape[-1])
    take_up = np.interp(years, (FIRST, FIRST + 5), (0.5, 0.9))
    total = np.zeros(len(years))
    for number in range(MEASURES):
        low = number % 60
        entitled = counts[:, low : low + 31, 1:].sum(axis=(0, 1))
        total += np.where(years >= FIRST + number % 4, entitled * take_up * (100 + number) * 12 * 1.05, 0.0)
    return total


def ratio(benchmark: Any, work: Callable[[], Any], baseline: Callable[[], Any], rounds: int = 5) -> None:
    """Measure work and baseline in turns, and write down how they compare."""
    apart = []
    for _ in range(rounds):
        start = time.perf_counter()
        baseline()
        middle = time.perf_counter()
        work()
        apart.append((time.perf_counter() - middle) / (middle - start))
    benchmark.extra_info["ratio"] = round(statistics.median(apart), 2)
    benchmark.pedantic(work, rounds=rounds, warmup_rounds=1)


def test_cost_of_200_measures_against_bare_sums(benchmark: Any) -> None:
    synthetic, counts = package(LONG), people(LONG)
    assert Costing(synthetic).estimate().total == pytest.approx(tuple(sums_of(counts)), rel=1e-9)
    ratio(benchmark, lambda: Costing(synthetic).estimate(), lambda: sums_of(counts))


def test_cost_of_200_measures_after_one_edit_against_all_anew(benchmark: Any) -> None:
    synthetic = package(LONG)
    held = Costing(synthetic)
    held.estimate()
    changed = apply(synthetic, [Change("set", "measure:measure-3", "cost.level", 7)])
    ratio(benchmark, lambda: Costing(changed, earlier=held).estimate(), lambda: Costing(changed).estimate())


def test_10_000_draws_against_the_same_sums_by_hand(benchmark: Any) -> None:
    """Levels of all measures and the population drawn together; the baseline adds the same arrays bare."""
    levels = [Range(f"measure:measure-{number} cost.level", 0.8, 1.3) for number in range(MEASURES)]
    ranges = (*levels, Range("series:population", 0.95, 1.05))
    costing, counts = Costing(dataclasses.replace(package(), ranges=ranges)), people()
    costing.estimate()
    years = np.arange(FIRST, FIRST + YEARS)
    take_up = np.interp(years, (FIRST, FIRST + 5), (0.5, 0.9))

    def by_hand() -> Any:
        factors = Sampler(ranges, 1).draw(10_000)
        total = np.zeros((10_000, YEARS))
        crowd = factors["series:population"][:, None]
        for number in range(MEASURES):
            low = number % 60
            entitled = counts[:, low : low + 31, 1:].sum(axis=(0, 1)) * crowd
            level = (100 + number) * factors[f"measure:measure-{number} cost.level"][:, None]
            total += np.where(years >= FIRST + number % 4, entitled * take_up * level * 12 * 1.05, 0.0)
        return np.percentile(total, (10, 50, 90), axis=0)

    spread = monte_carlo(costing, 10_000, 1).spread("total.cost")
    assert spread is not None
    assert spread.p50 == pytest.approx(by_hand()[1], rel=1e-9)
    ratio(benchmark, lambda: monte_carlo(costing, 10_000, 1), by_hand, rounds=3)


def test_check_of_200_measures_and_12_groups_against_bare_sums(benchmark: Any) -> None:
    """Access, findings and criteria, the costs taken as known."""
    synthetic, counts = package(), people()
    facts, estimate = knowledge(), Costing(synthetic).estimate()
    ratio(
        benchmark,
        lambda: check(Context(synthetic, facts, analyse(synthetic), estimate)),
        lambda: sums_of(counts),
        rounds=3,
    )


def test_access_and_check_after_one_edit_against_all_anew(benchmark: Any) -> None:
    """What did not change is taken over; costs are left aside."""
    synthetic, facts = package(), knowledge().chosen(())
    estimate = Costing(synthetic).estimate()
    access = analyse(synthetic)
    held = check(Context(synthetic, facts, access, estimate))
    changed = apply(synthetic, [Change("set", "measure:measure-3", "start", FIRST + 4)])

    def after() -> None:
        check(Context(changed, facts, analyse(changed, access), estimate), held)

    def anew() -> None:
        check(Context(changed, facts, analyse(changed), estimate))

    ratio(benchmark, after, anew)


def test_everything_after_one_edit_against_everything_anew(benchmark: Any, tmp_path: Path) -> None:
    """An edit, written to disk, then all results; the baseline opens the project and computes them from nothing."""
    path = tmp_path / "plan.policy"
    with Workspace.create(path, package()) as workspace:
        workspace.results()
        starts = iter(range(10**6))

        def edit() -> None:
            change = Change("set", "measure:measure-3", "start", FIRST + next(starts) % 5)
            workspace.edit(message("Edit"), [change])
            workspace.results()

        def anew() -> None:
            copy = Path(shutil.copy(path, tmp_path / "copy.policy"))
            with Workspace.open(copy) as other:
                other.results()

        ratio(benchmark, edit, anew, rounds=3)


def test_an_edit_in_memory_against_copying_a_list(benchmark: Any) -> None:
    synthetic = package()
    change = Change("set", "measure:measure-100", "cost.level", 7)
    held = list(synthetic.measures)
    ratio(benchmark, lambda: apply(synthetic, [change]), lambda: [item for item in held for _ in range(10)])


# Both end the process at once after the first paint: what is loaded behind a standing window is not waited for.
BARE = """
import dataclasses
import os
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))
app = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

OURS = """
import dataclasses
import os
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from ui import main_window
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
shown = main_window.MainWindow.show
def show(self):
    self.watch = Watch()
    self.installEventFilter(self.watch)
    shown(self)
main_window.MainWindow.show = show
from ui.app import main
main(sys.argv[:1], Path(sys.argv[1]))
"""


def seconds(code: str, *arguments: str, folder: Path) -> float:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(folder),
        "HOME": str(folder),
    }
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        check=True,
        timeout=120,
        capture_output=True,
    )
    return time.perf_counter() - start


def test_start_to_the_first_painted_window_against_a_bare_one(benchmark: Any, tmp_path: Path) -> None:
    path = tmp_path / "orsana.policy"
    Workspace.create_sample(path).close()
    work = [seconds(OURS, str(path), folder=tmp_path) for _ in range(2)]
    assert work
    ratio(
        benchmark,
        lambda: seconds(OURS, str(path), folder=tmp_path),
        lambda: seconds(BARE, folder=tmp_path),
        rounds=5,
    )

"""What the window shows says no more than is known: packages with holes, filled in two ways, agree wherever a number stands.

The same property as for JSON, briefs and Excel in `tests/unit/test_unknown.py`, for what the window's pages are fed with.
"""

import dataclasses
import re

import pytest

from holes import FACTORS, holes_of, holes_of_people, with_holes, with_people
from random_packages import random_package
from ui.models.comparison import result_rows
from ui.models.cost_bands import cost_bands, measure_bands
from ui.models.status import shown
from ui.models.summaries import share_of_gdp
from workbench.checks import Context, analyse, check
from workbench.costing import Costing
from workbench.model.results import Results
from workbench.scenarios import compare
from workbench.workspace import knowledge

LEAST = re.compile(r"≥|at least|at most|up to|more than")


def results_of(package):
    estimate = Costing(package).estimate()
    return Results(check(Context(package, knowledge(), analyse(package), estimate)), estimate)


def texts(package):
    """Give every text with a figure of cost or people that the window's models make of a package, by its place."""
    results = results_of(package)
    estimate, year = results.estimate, package.key_year
    found = {
        ("status", key): one.value
        for key, one in shown(package, results, None).items()
        if key in ("cost", "gap", "people")
    }
    bands = cost_bands(estimate, knowledge(), (1.0,) * len(estimate.years), year)
    bands += measure_bands(estimate, (1.0,) * len(estimate.years), year)
    for band in bands:
        # Bands below the largest are one, which of them depends on the figures themselves.
        if " other " not in band.name:
            fields = [getattr(band, field.name) for field in dataclasses.fields(band)]
            found["band", band.name] = next(one for one in fields[2:] if isinstance(one, str))
    share = share_of_gdp(estimate, estimate.total, year)
    if not estimate.is_floor(year):
        found["share", ""] = "" if share is None else f"{share:.6f}"
    both = (package, results.checked, estimate)
    for row in result_rows(compare(both, both), (results, results), ("A", "B"), estimate.years):
        if row.key in ("cost.0", "share.0", "gap.0"):
            for at, text, number in zip(estimate.years, row.texts[1:], row.sort[1:], strict=True):
                found["compared", f"{row.key} {at}"] = (
                    text if LEAST.search(text) or text == "–" else f"{number:.9g}"
                )
    return found


@pytest.mark.parametrize("seed", range(12))
def test_no_figure_of_the_window_rests_on_what_is_unknown(qapp, seed):
    package = with_people(random_package(seed))
    holes = holes_of(seed + 30) if seed % 2 else holes_of_people(seed)
    holed, *filled = (texts(with_holes(package, holes, one)) for one in (None, *FACTORS))
    for place, text in holed.items():
        others = {other.get(place) for other in filled} - {None}
        if any(sign.isdigit() for sign in text) and not LEAST.search(text) and len(others) > 1:
            assert others == {text}, (place, text, others)

"""What conditions look at: the package with its access and estimate, and the instance a rule is asked about."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.checks.access import needs_of
from workbench.knowledge import Knowledge
from workbench.knowledge.conditions import Selector
from workbench.model.demography import age_band
from workbench.model.group import Group
from workbench.model.measure import Measure
from workbench.model.package import Package
from workbench.model.results import Access, Estimate
from workbench.model.words import EVERYONE, REACHED


@dataclass(frozen=True, slots=True)
class Instance:
    """One thing a rule is asked about; what its scope does not have is None.

    Attributes:
        anchor: Year that `within_years` counts from, where no measure is scoped.
    """

    measure: Measure | None = None
    group: Group | None = None
    sector: str = ""
    other: Measure | None = None
    anchor: int | None = None

    @property
    def subjects(self) -> tuple[str, ...]:
        """Name the subjects, for ids and for showing."""
        found = []
        if self.sector:
            found.append(f"sector:{self.sector}")
        found += [f"measure:{item.id}" for item in (self.measure, self.other) if item is not None]
        if self.group is not None:
            found.append(f"group:{self.group.id}")
        return tuple(found) or ("package",)


class _Prepared:
    """A selector made ready for one context; it keeps the selector, so that its identity stays its own."""

    def __init__(self, selector: Selector) -> None:
        self.selector = selector
        self.tests = facet_tests(selector)
        self.matching: tuple[Measure, ...] | None = None
        self._alike: dict[object, list[Measure]] = {}
        self.unrelated = not (
            selector.groups or selector.other or selector.same or selector.in_sector or selector.arm_of
        )

    def alike(self, scoped: Measure | None) -> Sequence[Measure]:
        """Give the matching measures that share with the scoped one what the selector asks to be shared."""
        names = self.selector.same
        if not names or scoped is None or self.matching is None:
            return self.matching or ()
        if not self._alike:
            for measure in self.matching:
                self._alike.setdefault(tuple(getattr(measure, name) for name in names), []).append(measure)
        return self._alike.get(tuple(getattr(scoped, name) for name in names), ())


@dataclass(frozen=True)
class Context:
    """Everything a check may look at, as values.

    Attributes:
        renewed: What acceptances of earlier formats rested on, by finding and digest of its sentences, as a digest of facts.
    """

    package: Package
    knowledge: Knowledge
    access: Access
    estimate: Estimate | None = None
    renewed: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)
    sight: dict[int, frozenset[str]] = field(default_factory=dict, init=False, compare=False, repr=False)
    verdicts: dict[object, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    _reached: dict[tuple[str, str], int | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    _tests: dict[int, _Prepared] = field(default_factory=dict, init=False, compare=False, repr=False)

    def reached_from(self, measure: Measure, group: Group) -> int | None:
        """Give the first costed year in which a measure reaches most of a group; None where it never does."""
        key = (measure.id, group.id)
        if key not in self._reached:
            first = None
            for year in self.package.years:
                cell = self.access.cell(group.id, measure.id, year)
                if cell is not None and cell.share >= REACHED:
                    first = max(measure.start, year) if year > self.package.years[0] else measure.start
                    break
            self._reached[key] = first
        return self._reached[key]

    def select(self, selector: Selector, instance: Instance) -> tuple[Measure, ...]:
        """Give the measures a selector matches, in the package's order."""
        if selector.scoped:
            scoped = instance.measure
            return (scoped,) if scoped is not None and self.matches(scoped, selector, instance) else ()
        prepared = self._prepared(selector)
        if prepared.matching is None:
            prepared.matching = tuple(
                m for m in self.package.measures if all(test(m) for test in prepared.tests)
            )
        if prepared.unrelated:
            return prepared.matching
        return tuple(
            measure
            for measure in prepared.alike(instance.measure)
            if self._relations_match(measure, selector, instance)
            and self._groups_match(measure, selector, instance)
        )

    def matches(self, measure: Measure, selector: Selector, instance: Instance) -> bool:
        """Whether a measure matches a selector."""
        prepared = self._prepared(selector)
        return all(test(measure) for test in prepared.tests) and (
            prepared.unrelated
            or (
                self._relations_match(measure, selector, instance)
                and self._groups_match(measure, selector, instance)
            )
        )

    def _prepared(self, selector: Selector) -> _Prepared:
        # By identity, because hashing a selector's thirty fields costs more than asking them.
        found = self._tests.get(id(selector))
        if found is None:
            found = self._tests[id(selector)] = _Prepared(selector)
        return found

    def _relations_match(self, measure: Measure, selector: Selector, instance: Instance) -> bool:
        scoped = instance.measure
        if selector.other and scoped is not None and measure.id == scoped.id:
            return False
        if selector.in_sector and measure.sector != instance.sector:
            return False
        if selector.same and scoped is not None:
            for name in selector.same:
                value = getattr(scoped, name)
                if not value or getattr(measure, name) != value:
                    return False
        if selector.arm_of == "scope":
            return scoped is not None and measure.arm_of == scoped.id
        if selector.arm_of:
            entitlement = self.package.measure(measure.arm_of)
            return entitlement is not None
        return True

    def _groups_match(self, measure: Measure, selector: Selector, instance: Instance) -> bool:
        if not selector.groups:
            return True
        for wanted in selector.groups:
            if wanted == "scope":
                if instance.group is None:
                    if instance.measure is None or any(measure.names(one) for one in instance.measure.groups):
                        return True
                elif measure.names(instance.group.id) and (
                    selector.named or self.reached_from(measure, instance.group) is not None
                ):
                    return True
            elif (wanted == EVERYONE and EVERYONE in measure.groups) or (
                wanted != EVERYONE and measure.names(wanted)
            ):
                return True
        return False


_SINGLE: tuple[tuple[str, Callable[[Measure], Any]], ...] = (
    ("sector", lambda measure: measure.sector),
    ("instrument", lambda measure: measure.instrument),
    ("delivery", lambda measure: measure.delivery),
    ("depth", lambda measure: measure.depth),
    ("fee", lambda measure: measure.fee),
    ("contingency", lambda measure: measure.contingency),
    ("status", lambda measure: measure.status),
    ("personal_scope", lambda measure: measure.personal_scope),
    ("cost_model", lambda measure: measure.cost.model),
    ("indexation", lambda measure: measure.cost.indexation),
)
_SEVERAL: tuple[tuple[str, Callable[[Measure], Iterable[Any]]], ...] = (
    ("principle", lambda measure: measure.principles),
    ("builds", lambda measure: measure.builds),
    ("relation", lambda measure: [term.relation for term in measure.changes]),
    ("arena", lambda measure: [term.arena for term in measure.changes]),
    ("provides", lambda measure: [provision.capability for provision in measure.provides]),
    ("needs", lambda measure: [name for need in needs_of(measure) for name in need.any_of]),
    ("eligibility", lambda measure: measure.eligibility),
    ("verification", lambda measure: measure.verification),
    ("safeguards", lambda measure: measure.safeguards),
    ("tags", lambda measure: measure.tags),
)


def facet_tests(selector: Selector) -> tuple[Callable[[Measure], bool], ...]:
    """Give the tests a selector really makes: of some thirty facets it names two or three."""
    tests: list[Callable[[Measure], bool]] = []
    for name, get in _SINGLE:
        if wanted := getattr(selector, name):
            tests.append(lambda measure, get=get, wanted=wanted: get(measure) in wanted)  # type: ignore[misc]
    for name, get_all in _SEVERAL:
        if wanted := getattr(selector, name):
            tests.append(
                lambda measure, get=get_all, wanted=wanted: any(one in wanted for one in get(measure))  # type: ignore[misc]
            )
    if (oldest := selector.age_from_at_most) is not None:
        tests.append(lambda measure: age_band(measure)[0] <= oldest)
    for name in selector.has:
        tests.append(lambda measure, name=name: filled(measure, name))  # type: ignore[misc]
    for name in selector.without:
        tests.append(lambda measure, name=name: not filled(measure, name))  # type: ignore[misc]
    return tuple(tests)


def facets_match(measure: Measure, selector: Selector) -> bool:
    """Whether the facets a measure has by itself match; relations to others and access are left aside."""
    return all(test(measure) for test in facet_tests(selector))


def filled(record: Any, name: str) -> bool:
    """Whether a field, dots reaching inside, holds anything."""
    for part in name.split("."):
        record = getattr(record, part, None)
        if record is None:
            return False
    if isinstance(record, int):
        return record > 0  # zero years or days say nothing, while a share of zero does
    return record not in ("", ())


def unfunded_years(context: Context, since: int = 0) -> tuple[int, ...]:
    """Give the years in which confirmed and planned money does not cover the net cost."""
    estimate = context.estimate
    if estimate is None:
        return context.package.years
    return tuple(
        year
        for year, gap, cost in zip(estimate.years, estimate.gap, estimate.net, strict=True)
        if year >= since and (math.isnan(gap) or gap > max(1.0, 1e-9 * abs(cost)))
    )


def unknown_years(context: Context) -> tuple[int, ...]:
    """Give the years in which whether money covers the net cost is not known."""
    estimate = context.estimate
    if estimate is None:
        return context.package.years
    return tuple(year for year, gap in zip(estimate.years, estimate.gap, strict=True) if math.isnan(gap))

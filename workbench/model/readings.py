"""The readings of coherence beside access and criteria: who helps or hinders whom, what is served, what opens doors."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import Message
from workbench.model.package import Interaction
from workbench.model.words import Arena, Builds, Principle, Relation


@dataclass(frozen=True, slots=True)
class Influence:
    """How one measure acts on another.

    Attributes:
        score: From -3, cancelling, to +3, without which the other does not work (the ICSU scale of interactions).
        reasons: Why, the weightiest first.
        via: For an influence of the second order, the measure it runs through.
        judged: The planner's judgement, where one overrides what is computed.
        computed: What follows from the package, where a judgement overrides it.
    """

    source: str
    target: str
    score: int
    reasons: tuple[Message, ...] = ()
    via: str = ""
    judged: Interaction | None = None
    computed: int | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """What a sector does for a group under one principle, in a year.

    Attributes:
        reached: Measures that reach the group.
        named: Measures that are meant for it and do not reach it, or of which nobody can say.
    """

    sector: str
    principle: Principle
    group: str
    reached: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Door:
    """A capability people lack, and whom it would let in if nobody lacked it, in a year.

    Attributes:
        at_least: People newly reached by some entitlement: the largest group alone, in persons.
        at_most: The same: the sum over groups, which overlap.
        groups: Each group let in, with how many of it, most first.
        measures: Entitlements that would reach more.
        money: Benefits a year that would newly reach people, least and most, in the estimate's money; NaN where unknown.
        providers: Measures of the package that give it already, too late or to too few.
        instruments: Instruments of the catalogue that give it.
    """

    capability: str
    year: int
    at_least: float
    at_most: float
    groups: tuple[tuple[str, float], ...]
    measures: tuple[str, ...]
    money: tuple[float, float]
    providers: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermState:
    """One unequal term in one arena (statement S5).

    Attributes:
        groups: Groups that live on it.
        changed: Of these, each with the measures that change it and reach the group.
    """

    relation: Relation
    arena: Arena
    groups: tuple[str, ...]
    changed: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def untouched(self) -> tuple[str, ...]:
        """Groups that live on it and for whom nothing changes it."""
        held = {group for group, _ in self.changed}
        return tuple(group for group in self.groups if group not in held)


@dataclass(frozen=True, slots=True)
class Built:
    """What the package builds of a society for all (statement S1).

    Attributes:
        share: Part of the cost of new and reformed measures in the headline year; NaN where not known. One measure may
            build several things, so the shares need not add up.
    """

    what: Builds
    measures: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Profile:
    """The package by what it builds, and by the unequal terms it changes."""

    builds: tuple[Built, ...]
    terms: tuple[TermState, ...]

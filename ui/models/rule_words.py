"""The vocabulary of rules in the words of a menu: conditions, what each asks, and the facets that pick measures out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workbench.errors import Message, message
from workbench.model import words


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing a condition or a selector asks for.

    Attributes:
        path: Where its value stands, dots reaching inside.
        kind: "selector", "words" (several), "word" (one), "whole", "share" or "yes".
        choices: A closed vocabulary, or the name of an open one.
        needed: Whether it always shows; others are added by the planner.
        value: What it starts with.
    """

    path: str
    label: Message
    kind: str
    choices: type[StrEnum] | str = ""
    needed: bool = True
    value: Any = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One condition of the closed vocabulary."""

    key: str
    label: Message
    slots: tuple[Slot, ...] = ()


CONDITIONS: tuple[Kind, ...] = (
    Kind("some", message("there is a measure that"), (
        Slot("some", message("The measure"), "selector", value={}),
        Slot("at_least", message("At least so many"), "whole", needed=False, value=1),
        Slot("within_years", message("Within so many years"), "whole", needed=False, value=2),
    )),
    Kind("every", message("each measure that … also"), (
        Slot("every", message("Each measure that"), "selector", value={}),
        Slot("must", message("must also be one that"), "selector", value={}),
    )),
    Kind("precedes", message("it starts after a measure that"), (
        Slot("precedes", message("The earlier measure"), "selector", value={}),
        Slot("by", message("Years between"), "whole", value=0),
    )),
    Kind("reached", message("it reaches the group"), (
        Slot("reached.share", message("At least this share"), "share", value=0.8),
        Slot("reached.within_years", message("Years after its start"), "whole", value=0),
        Slot("reached.capability", message("Instead: everyone has"), "word", "capability", needed=False, value=""),
        Slot("reached.by_end", message("Judged in the last year"), "yes", needed=False, value=False),
    )),
    Kind("stated", message("the package states"), (Slot("stated", message("What"), "word", "package-field", value="principle"),)),
    Kind("funded", message("the money covers the cost"), (Slot("funded", message("When"), "word", "funding", value="always"),)),
    Kind("group_has", message("the group has"), (
        Slot("group_has.lacks", message("A barrier: it lacks"), "words", "lack", value=[]),
        Slot("group_has.trait", message("A trait"), "words", "trait", needed=False, value=[]),
        Slot("group_has.relation", message("An unequal term"), "words", words.Relation, needed=False, value=[]),
        Slot("group_has.arena", message("In the arena"), "words", words.Arena, needed=False, value=[]),
    )),
    Kind("share", message("a share of the cost goes to"), (
        Slot("share.where", message("Measures that"), "selector", value={}),
        Slot("share.at_least", message("At least"), "share", needed=False, value=0.1),
        Slot("share.at_most", message("At most"), "share", needed=False, value=0.5),
    )),
    Kind("laws", message("laws that discriminate are at least"), (Slot("laws", message("Status"), "word", words.LawStatus, value="tabled"),)),
    Kind("kept", message("nobody loses what they have today"), (Slot("kept", message("When it ends or is replaced"), "yes", value=True),)),
    Kind("all", message("all of these hold")),
    Kind("any", message("any of these holds")),
    Kind("not", message("it is not so that")),
)  # fmt: skip

FACETS: tuple[Slot, ...] = (
    Slot("scoped", message("is the measure the rule is about"), "yes", value=True),
    Slot("other", message("is another than the one the rule is about"), "yes", value=True),
    Slot("sector", message("is of the sector"), "words", "sector", value=[]),
    Slot("instrument", message("applies the instrument"), "words", "instrument", value=[]),
    Slot("status", message("is"), "words", words.MeasureStatus, value=[]),
    Slot("delivery", message("is delivered as"), "words", words.Delivery, value=[]),
    Slot("principle", message("serves the principle"), "words", words.Principle, value=[]),
    Slot("groups", message("is for"), "words", "rule-group", value=["scope"]),
    Slot("named", message("names the group, reached or not"), "yes", value=True),
    Slot("has", message("states"), "words", "measure-field", value=[]),
    Slot("without", message("does not state"), "words", "measure-field", value=[]),
    Slot("safeguards", message("has the safeguard"), "words", "safeguard", value=[]),
    Slot("tags", message("is marked as"), "words", "tag", value=[]),
    Slot("provides", message("gives people"), "words", "capability", value=[]),
    Slot("needs", message("needs of people"), "words", "capability", value=[]),
    Slot("fee", message("costs users"), "words", words.Fee, value=[]),
    Slot("eligibility", message("decides entitlement by"), "words", words.Eligibility, value=[]),
    Slot("verification", message("checks identity by"), "words", words.Verification, value=[]),
    Slot("personal_scope", message("entitles"), "words", words.PersonalScope, value=[]),
    Slot("contingency", message("answers the contingency"), "words", "contingency", value=[]),
    Slot("depth", message("works in depth"), "words", words.Depth, value=[]),
    Slot("builds", message("builds"), "words", words.Builds, value=[]),
    Slot("relation", message("changes the unequal term"), "words", words.Relation, value=[]),
    Slot("arena", message("changes terms in the"), "words", words.Arena, value=[]),
    Slot("cost_model", message("is costed as"), "words", words.CostModel, value=[]),
    Slot("indexation", message("follows in its cost"), "words", words.Indexation, value=[]),
    Slot("age_from_at_most", message("begins at the latest at age"), "whole", value=65),
    Slot("same", message("shares with the rule’s measure"), "words", "measure-field", value=["sector"]),
    Slot("in_sector", message("is of the rule’s sector"), "word", "in-sector", value="scope"),
    Slot("arm_of", message("is the arm of"), "word", "arm", value="scope"),
)

SCOPES: tuple[tuple[str, Message, Message], ...] = (
    ("measure", message("each measure"), message("{measure} does not meet the rule.", measure="{measure}")),
    ("group", message("each group"), message("{group}: the rule is not met.", group="{group}")),
    ("measure-group", message("each measure and group it is for"), message("{measure} does not meet the rule for {group}.", measure="{measure}", group="{group}")),
    ("sector", message("each sector"), message("{sector}: the rule is not met.", sector="{sector}")),
    ("sector-group", message("each sector and group"), message("{sector}, {group}: the rule is not met.", sector="{sector}", group="{group}")),
    ("package", message("the package as a whole"), message("The rule is not met.")),
)  # fmt: skip
"""What a rule is asked of, with the sentence a finding starts as; a planner writes a better one."""

KINDS = (
    words.FindingKind.RIGHTS,
    words.FindingKind.ACCESS,
    words.FindingKind.TENSION,
    words.FindingKind.PRINCIPLE,
    words.FindingKind.SEQUENCE,
    words.FindingKind.FISCAL,
    words.FindingKind.REMINDER,
    words.FindingKind.CHECKLIST,
)


def condition_kind(data: dict[str, Any]) -> Kind:
    """Find the kind of a condition by its first field."""
    return next((kind for kind in CONDITIONS if kind.key in data), CONDITIONS[0])


def held(data: dict[str, Any], path: str) -> Any:
    """Give the value at a path, None where there is none."""
    for part in path.split("."):
        if not isinstance(data, dict) or part not in data:
            return None
        data = data[part]
    return data


def put(data: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Give the data with a value at a path; None takes it away."""
    name, _, rest = path.partition(".")
    changed = dict(data)
    if rest:
        changed[name] = put(changed.get(name) or {}, rest, value)
    elif value is None:
        changed.pop(name, None)
    else:
        changed[name] = value
    return changed


def fresh(kind: Kind) -> dict[str, Any]:
    """Give a new condition of a kind."""
    if kind.key in ("all", "any"):
        return {kind.key: [fresh(CONDITIONS[0])]}
    if kind.key == "not":
        return {"not": fresh(CONDITIONS[0])}
    data: dict[str, Any] = {}
    for slot in kind.slots:
        if slot.needed:
            data = put(data, slot.path, slot.value)
    return data

"""The rights the package gives effect to, and the plan and budget it enters."""

from __future__ import annotations

from workbench.briefs.blocks import Block, Heading, Paragraph, Run, rich
from workbench.briefs.source import BriefInput
from workbench.errors import message
from workbench.i18n import Translator
from workbench.knowledge import standing
from workbench.model.words import Standing

DAGGER = "†"
_CLASSES = {
    "binding": (Standing.BINDING,),
    "reserved": (Standing.RESERVED,),
    "not-binding": (Standing.SIGNED, Standing.NOT_PARTY),
    "unstated": (Standing.UNSTATED,),
    "guiding": (Standing.SOFT, Standing.COMMENT),
}
_FAMILIES = ("ICESCR", "ICCPR", "CESCR GC", "CEDAW", "CRC", "CRPD", "ICERD", "UDHR", "ILO", "SDG")


def basis(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Name the provisions treaty by treaty, then plan and budget; a dagger marks those not checked."""
    heading = Heading(t(message("Rights basis, plan and budget")))
    cited = dict.fromkeys(right for measure in source.proposed for right in measure.rights)
    if cited:
        runs = _by_standing(source, t, tuple(cited))
    else:
        runs = [Run(t(message("No measure names the provision it gives effect to yet. ")))]
    if source.package.constitution:
        runs.append(Run(t(message("Constitution: ")), strong=True))
        runs.append(Run(f"{source.package.constitution.rstrip('.')}."))
    return (heading, Paragraph(tuple(runs), "close"), Paragraph(_plan(source, t), "close"))


def _by_standing(source: BriefInput, t: Translator, cited: tuple[str, ...]) -> list[Run]:
    """Write what binds the country apart from what guides; where the legal profile is empty, say that it is."""
    held: dict[str, list[str]] = {}
    for right in cited:
        found = standing(right, source.package, source.knowledge)
        held.setdefault(next(key for key, standings in _CLASSES.items() if found in standings), []).append(
            right
        )
    if not source.package.treaties:
        unstated = t(message("Which of them bind the country is not stated. "))
        return [
            Run(t(message("Rights: ")), strong=True),
            Run(f"{grouped(source, cited)}. "),
            Run(unstated, muted=True),
        ]
    labels = {
        "binding": message("Binding rights: "),
        "reserved": message("With a reservation: "),
        "not-binding": message("Not binding: "),
        "unstated": message("Not stated: "),
        "guiding": message("Guiding: "),
    }
    runs: list[Run] = []
    for key, label in labels.items():
        if key in held:
            runs += [Run(t(label), strong=True), Run(f"{grouped(source, tuple(held[key]))}. ")]
    return runs


def _plan(source: BriefInput, t: Translator) -> tuple[Run, ...]:
    """Say which plan, poverty strategy and budget the package enters (S4)."""
    package = source.package
    parts = (
        (message("National plan: "), package.national_plan),
        (message("Poverty strategy: "), package.poverty_strategy),
        (message("Budget: "), package.budget_link),
    )
    runs: list[Run] = []
    for label, value in parts:
        runs.append(Run(t(label), strong=True))
        runs.append(
            Run(f"{value.rstrip('.')}. ") if value else rich(t(message("not named yet. ")), muted=True)[0]
        )
    return tuple(runs)


def grouped(source: BriefInput, rights: tuple[str, ...]) -> str:
    """Write provisions by treaty: "ICESCR 9, 11(1); CRC 7†"."""
    held: dict[str, list[str]] = {}
    for right in rights:
        held.setdefault(parted(right)[0], []).append(right)
    known = [treaty for family in _FAMILIES for treaty in held if treaty.startswith(family)]
    order = dict.fromkeys([*known, *held])
    written = []
    for treaty in order:
        numbers = sorted(held[treaty], key=lambda right: _natural(parted(right)[1]))
        marks = [parted(right)[1].replace("-", "–") + dagger(source, right) for right in numbers]
        listed = [mark.replace(" ", "\u00a0") for mark in marks]
        name = treaty.removeprefix("CESCR ").replace(" ", "\u00a0")
        first = f"{name}\u00a0{listed[0]}" if listed[0].strip(DAGGER) else f"{name}{listed[0]}"
        written.append(", ".join([first, *listed[1:]]))
    return "; ".join(written)


def parted(right_id: str) -> tuple[str, str]:
    """Part "CESCR GC19 23" into the instrument and the number inside it."""
    words = right_id.split()
    at = next((index for index, word in enumerate(words) if word[:1].isdigit()), len(words))
    return " ".join(words[:at]), " ".join(words[at:])


def _natural(number: str) -> tuple[float, str]:
    digits = "".join(
        character if character.isdigit() or character == "." else " " for character in number
    ).split()
    try:
        return (float(digits[0]) if digits else 0.0, number)
    except ValueError:
        return (0.0, number)


def dagger(source: BriefInput, right_id: str) -> str:
    """Give the sign of a provision whose number was not checked against its text."""
    right = source.knowledge.right(right_id)
    return "" if right is not None and right.verified else DAGGER


def unchecked(source: BriefInput) -> tuple[str, ...]:
    """Give the provisions cited whose numbers were not checked."""
    cited = dict.fromkeys(right for measure in source.proposed for right in measure.rights)
    return tuple(right for right in cited if dagger(source, right))

"""Which fields of a measure the whole form offers, and where its open words come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.texts import t
from workbench.errors import message
from workbench.model.words import EVERYONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.session import Session
    from ui.widgets.record_form import Vocabulary

ADVANCED_MEASURE = (
    "title", "instrument", "sector", "status", "start_month", "arm_of", "groups", "principles", "depth", "builds", "personal_scope", "age_from",
    "age_to", "eligibility", "conditions", "verification", "fee", "payee", "channel", "stacking", "stacks", "stacks_overlap", "stacks_share", "safeguards", "tags",
    "contingency", "rights", "entitled_from", "funded_from", "review_or_end", "legal_basis", "institution", "adaptation",
    "note",
)  # fmt: skip
RELATIONS_MEASURE = ("needs", "provides", "conflicts", "changes", "standard")
BUDGET = ("vote", "programme", "function", "government")
ADVANCED_COST = (
    "model", "needs_no_money", "currency", "sex", "age_from_by_year", "age_to_by_year", "group", "people_series", "prevalence", "prevalence_series", "prevalence_by_age",
    "severity", "children_per_mother", "children_by_rank", "rate", "child_level", "child_age_to", "payments", "months", "indexation",
    "index_every", "coverage", "use_access", "overlap", "recovered", "monitoring_per_head", "poor_share", "exclusion_error", "leakage", "leakage_basis", "household_size",
    "test_fixed", "test_per_applicant", "applicants", "workers", "days", "wage", "labour_share", "quantity_label", "ingredients", "unit_cost_series",
    "fee_charged", "extra_use", "upkeep_share", "life", "standing", "upkeep_until", "backlog", "backlog_years", "spending_series", "admin_markup", "admin_share_of_gross", "admin_fixed", "admin_per_head", "set_up",
    "capital_share", "replaces", "source",
)  # fmt: skip


def vocabulary_of(session: Session) -> Vocabulary:
    """Give the words of open vocabularies, the package's own records among them."""

    def words(name: str) -> Sequence[tuple[str, str]]:
        package, knowledge = session.package, session.knowledge
        if name == "group":
            return [(EVERYONE, t(message("everyone"))), *((group.id, group.name) for group in package.groups)]
        if name == "measure":
            return [(measure.id, measure.title) for measure in package.measures]
        if name == "instrument":
            return [(item.id, t(item.title)) for item in knowledge.instruments]
        if name == "scenario":
            return [(item.id, item.title or item.id) for item in package.scenarios]
        if name == "group-template":
            return [(item.id, t(item.title)) for item in knowledge.groups]
        if name == "cofog":
            return [(word.id, f"{word.id} {t(word.title)}") for word in knowledge.vocabulary(name).values()]
        if name == "provision":
            return [(item.id, f"{item.id}: {t(item.gist)}") for item in knowledge.rights]
        if name == "conflict":
            traits = knowledge.vocabulary("trait").values()
            capabilities = knowledge.vocabulary("capability").values()
            return [
                *((f"trait:{one.id}", t(message("trait: {name}", name=one.title))) for one in traits),
                *(
                    (f"capability:{one.id}", t(message("has: {name}", name=one.title)))
                    for one in capabilities
                ),
                *(
                    (f"measure:{one.id}", t(message("measure: {name}", name=one.title)))
                    for one in package.measures
                ),
                *(
                    (f"instrument:{one.id}", t(message("kind: {name}", name=one.title)))
                    for one in knowledge.instruments
                ),
            ]
        if name == "series":
            keys = {series.key: series.label for table in package.tables for series in table.series}
            return list(keys.items())
        return [(word.id, t(word.title)) for word in knowledge.vocabulary(name).values()]

    return words

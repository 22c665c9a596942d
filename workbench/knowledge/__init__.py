"""Knowledge packs: the data behind catalogue, checklist, rules, rights and sources."""

from workbench.knowledge.base import SOURCE_PACK, Knowledge, is_further
from workbench.knowledge.forms import (
    Evidence,
    GroupTemplate,
    Instrument,
    Pack,
    Right,
    Rule,
    Source,
    Word,
    text,
)
from workbench.knowledge.instantiate import free_id, new_group, new_measure
from workbench.knowledge.loader import load_all, load_bundled, load_folder
from workbench.knowledge.own import OwnRule, free_rule_id, identifier
from workbench.knowledge.standing import standing
from workbench.knowledge.user import PACKS_VARIABLE, user_folder

__all__ = [
    "PACKS_VARIABLE",
    "SOURCE_PACK",
    "Evidence",
    "GroupTemplate",
    "Instrument",
    "Knowledge",
    "OwnRule",
    "Pack",
    "Right",
    "Rule",
    "Source",
    "Word",
    "free_id",
    "free_rule_id",
    "identifier",
    "is_further",
    "load_all",
    "load_bundled",
    "load_folder",
    "new_group",
    "new_measure",
    "standing",
    "text",
    "user_folder",
]

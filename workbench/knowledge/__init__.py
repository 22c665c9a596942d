"""Knowledge packs: the data behind catalogue, checklist, rules, rights and sources."""

from workbench.knowledge.base import Knowledge
from workbench.knowledge.forms import Evidence, GroupTemplate, Instrument, Right, Rule, Source, Word, text
from workbench.knowledge.instantiate import free_id, new_group, new_measure
from workbench.knowledge.loader import DEFAULT_PACK, load_bundled, load_folder

__all__ = [
    "DEFAULT_PACK",
    "Evidence",
    "GroupTemplate",
    "Instrument",
    "Knowledge",
    "Right",
    "Rule",
    "Source",
    "Word",
    "free_id",
    "load_bundled",
    "load_folder",
    "new_group",
    "new_measure",
    "text",
]

"""Knowledge packs: the data behind catalogue, checklist, rules, rights and sources."""

from workbench.knowledge.base import Knowledge
from workbench.knowledge.forms import Evidence, GroupTemplate, Instrument, Right, Rule, Source, Word, text
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
    "load_bundled",
    "load_folder",
    "text",
]

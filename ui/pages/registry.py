"""Make a page by its key; each page's module is loaded when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.pages.base import Page
    from ui.session import Session

_PAGES = {
    "overview": "overview:OverviewPage",
    "package": "package_page:PackagePage",
    "groups": "groups:GroupsPage",
    "checks": "checks:ChecksPage",
    "coherence": "coherence:CoherencePage",
    "data": "data:DataPage",
    "costing": "costing:CostingPage",
    "scenarios": "scenarios:ScenariosPage",
    "brief": "brief:BriefPage",
    "history": "history:HistoryPage",
    "about": "about:AboutPage",
}


def make_page(key: str, session: Session) -> Page:
    """Make a page."""
    module, _, name = _PAGES[key].partition(":")
    page: Page = getattr(import_module(f"ui.pages.{module}"), name)(session)
    return page

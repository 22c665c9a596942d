"""Briefs: what the workbench found out, written down for a reader and printed.

A brief is a list of blocks made by sections; the printer is loaded only when one is printed.
"""

from __future__ import annotations

from pathlib import Path

from workbench.briefs.blocks import Brief
from workbench.briefs.source import BriefInput
from workbench.briefs.templates import TEMPLATES, brief


def refuse_pdf(out: Path, inputs: tuple[Path, ...]) -> None:
    """Refuse a place for a brief before it is made.

    Raises:
        FileError: The ending is another one, or something else stands there.
    """
    from workbench.briefs.pdf import writer

    writer.refuse(out, inputs)


def write_pdf(brief: Brief, out: Path, inputs: tuple[Path, ...] = ()) -> Path:
    """Print a brief as PDF; the file appears whole or not at all, and never over one of its inputs.

    Raises:
        RequestError: A text holds a character that cannot be printed.
        FileError: The file cannot be written.
    """
    from workbench.briefs.pdf import writer

    return writer.write(brief, out, inputs)


__all__ = ["TEMPLATES", "Brief", "BriefInput", "brief", "refuse_pdf", "write_pdf"]

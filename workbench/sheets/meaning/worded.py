"""Find columns of amounts in words, such as "20.1 bn": they are no labels, and are told rather than left among them."""

from __future__ import annotations

import re

from workbench.errors import message
from workbench.model.words import Severity
from workbench.sheets.meaning.draft import Draft

_AMOUNT = re.compile(
    r"^\W*(?:[A-Z]{2,4}|[KUT]?[Ss]hs?|R[sp]|US)?[\s.$€£¥₹₦]*\d[\d., ]*\s?(?:bn|billions?|mn|millions?|m|mio|mln|k|thousands?|tn|trillions?|crores?"
    r"|lakhs?|milliards?|mds?|mrd|milliers|millones|mil|млн|млрд|тыс|مليون|مليار|万|亿)\b\.?(?:\s\w{1,9})?$",
    re.IGNORECASE,
)
_SAMPLE = 200


def leave_worded_amounts(draft: Draft) -> None:
    """Take columns of amounts in words out of the labels, and say so."""
    block, sheet = draft.block, draft.block.sheet
    rows = range(block.header + 1, min(block.last, block.header + _SAMPLE) + 1)
    for column in [column for column, role in block.keys.items() if role == "label"]:
        texts = [(row, text) for row in rows if (text := sheet.text_at(row, column))]
        amounts = [(row, text) for row, text in texts if _AMOUNT.match(text)]
        if not amounts or 2 * len(amounts) < len(texts):
            continue
        del block.keys[column]
        draft.left_out.append(f"{block.names.get(column) or 'column'}")
        draft.notebook.say(
            Severity.SERIOUS,
            message("The column “{name}” holds amounts in words, such as “{text}”; they are left out.",
                    name=block.names.get(column) or "–", text=amounts[0][1]),
            sheet=sheet.name,
            at=(amounts[0][0], column),
            remedy=message("Write numbers into the cells, and the scale into the header, such as KES billion."), code="amounts-in-words",
        )  # fmt: skip

"""How a workbook was read: what is still asked first, then each decision as a sentence with its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QWidget

from ui import theme
from ui.models.answer_words import CHOICES, HINTS, answer_word, sentence
from ui.models.told import About
from ui.pages.assistant_sentences import Sentence, first_cell, said_so_far, sentences_of
from ui.pages.base import scrolled
from ui.texts import set_tip, t
from ui.widgets.answers import AnswerField, AnswerMenu, AnswerPick
from ui.widgets.basics import PlainLabel, clear, column, frame, line, row
from ui.widgets.buttons import Button
from ui.widgets.canvas import text_width
from ui.widgets.glyph import Glyph
from ui.widgets.numbers_box import NumbersBox
from workbench.errors import message, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.models.told import Told
    from workbench.model import Table
    from workbench.sheets import Reading
    from workbench.sheets.dialogue.question import Question
    from workbench.sheets.meaning.column_totals import ColumnNumbers

PANEL, EDGE = 372, 18
ROOM = PANEL - 2 * EDGE - 12
"""Width of a sentence, the scroll bar left free."""
MOST_TABLES, MOST_SENTENCES = 20, 40
MAPPING = About("mapping", "")
"""What a note about the mapping the workbook was to be read by is about."""
Answer = AnswerMenu | AnswerField | AnswerPick


class DecisionsPanel(QWidget):
    """The panel.

    Signals:
        answered: What a question is about, and the answer the user gave.
        ticked: The table of a tick, and whether it is to be brought in.
        counted: The table whose numbers are to be shown column by column.
        unmapped: The workbook is to be read without the mapping.
    """

    answered = Signal(object, object)
    ticked = Signal(object, object)
    unmapped = Signal()
    counted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(PANEL)
        self._body = column(gap=7, margins=(EDGE, 14, EDGE, 14))
        self._notes: Mapping[About, tuple[str, str]] = {}
        box = frame("panel")
        box.setLayout(column(scrolled(self._body), gap=0))
        self.setLayout(column(box, gap=0))
        self._ticks: dict[QWidget, Table] = {}

    def show_failure(self, text: str) -> None:
        """Say why a workbook was not read."""
        self.clear()
        title = t(message("This workbook was not read."))
        self._body.addWidget(PlainLabel(title, size=11, bold=True, wrap=True))
        self._body.addWidget(PlainLabel(text, wrap=True))
        self._body.addStretch(1)

    def clear(self) -> None:
        """Show nothing."""
        self._ticks = {}
        clear(self._body)

    def show_sheet(
        self,
        reading: Reading,
        sheet: str,
        told: Told,
        left_out: frozenset[tuple[str, str]],
        notes: Mapping[About, tuple[str, str]],
        numbers: Mapping[tuple[str, str], tuple[ColumnNumbers, ...]],
    ) -> None:
        """Show what is asked and how the tables of a sheet were read; the question answered keeps the focus.

        Args:
            reading: The workbook as it was read.
            sheet: The sheet shown.
            told: The answers so far.
            left_out: Tables that are not to be brought in, by sheet and first cell.
            notes: What to say beside a question, with its tone: that an answer was refused, or changed nothing.
            numbers: How the numbers of tables were read, by sheet and first cell.
        """
        held, self._notes = self._held(), notes
        self.clear()
        tables = [table for table in reading.tables if table.sheet == sheet]
        made = {first_cell(table) for table in tables}
        # What was read with a doubt is asked by the table's own sentences, which are then not sure.
        open_here = [
            one
            for one in reading.questions
            if one.sheet == sheet and not (one.cell in made and one.topic in ("unit", "scale"))
        ]
        self._body.addWidget(PlainLabel(t(message("How it was read")), size=11, bold=True))
        elsewhere = [one.sheet for one in reading.questions if one.sheet != sheet]
        if elsewhere:
            names = tuple(dict.fromkeys(elsewhere))[:4]
            said = t(message("There is something to answer on {sheets} too.", sheets=names))
            self._body.addWidget(PlainLabel(said, size=9, tone="partly", wrap=True))
        if told.mapping is not None:
            name = told.mapping.title or told.mapping.id
            said = t(message("Read as “{mapping}”, a mapping you kept.", mapping=name))
            drop = Button(t(message("Read without it")), kind="small")
            drop.clicked.connect(self.unmapped)
            self._body.addWidget(PlainLabel(said, size=9, wrap=True))
            self._body.addLayout(row(drop, None))
        self._note(self._body, MAPPING)
        for before, question in zip([None, *open_here], open_here, strict=False):
            again = before is not None and (before.cell, before.message) == (question.cell, question.message)
            self._ask(question, again=again)
        for cell in dict.fromkeys(one.cell for one in open_here if one.cell not in made):
            for one in said_so_far(told.about(sheet, cell), reading):
                self._say(one)
        if tables:
            said = t(message("Each answer with a menu can be changed; the sheet follows."))
            self._body.addWidget(PlainLabel(said, size=9, tone="muted", wrap=True))
        elif not open_here:
            self._body.addWidget(PlainLabel(t(message("No table was recognised on this sheet.")), wrap=True))
            said = t(message("Drag over the cells of a table, its header included, or name them here."))
            self._body.addWidget(PlainLabel(said, wrap=True))
        for table in tables[:MOST_TABLES]:
            key = (sheet, first_cell(table))
            self._show_table(table, reading, told, key not in left_out)
            if key not in left_out:
                self._show_numbers(table, numbers.get(key, ()))
        about = About("range", sheet)
        self._body.addWidget(PlainLabel(sentence("range"), size=9, tone="muted"))
        limits = told.about(sheet).range
        self._add(self._body, AnswerField(about, name=sentence("range"), hint=HINTS["range"], value=limits))
        self._body.addStretch(1)
        self._go_back(held)

    def _show_table(self, table: Table, reading: Reading, told: Told, on: bool) -> None:
        font = theme.font(10, True)
        full = f"{table.title or table.id} ({table.range})"
        room = ROOM - 30 - QFontMetrics(font).horizontalAdvance(f" ({table.range})")
        name = QFontMetrics(font).elidedText(table.title or table.id, Qt.TextElideMode.ElideRight, room)
        tick = QCheckBox(f"{name} ({table.range})".replace("&", "&&"))
        tick.setFont(font)
        tick.setChecked(on)
        tick.setAccessibleName(t(message("Bring in {table}", table=table.title or table.id)))
        set_tip(tick, full)
        tick.toggled.connect(self._ticked)
        self._ticks[tick] = table
        self._body.addSpacing(4)
        self._body.addWidget(tick)
        if not on:
            return
        for number, one in enumerate(sentences_of(table, reading, told)):
            if number < MOST_SENTENCES:
                self._say(one)
        if table.left_out:
            text = t(message("Left out: {rows}", rows=tuple(table.left_out[:6])))
            if len(table.left_out) > 6:
                more = len(table.left_out) - 6
                text = f"{text} {t(plural('and {count} more', 'and {count} more', more))}"
            self._body.addWidget(PlainLabel(text, size=9, tone="muted", wrap=True))

    def _show_numbers(self, table: Table, columns: tuple[ColumnNumbers, ...]) -> None:
        if columns:
            self._body.addWidget(NumbersBox(columns))
            return
        show = Button(t(message("Show its numbers, column by column")), kind="link")
        show.clicked.connect(self._counted)
        self._ticks[show] = table
        self._body.addLayout(row(20, show, None, gap=0))

    def _counted(self) -> None:
        self.counted.emit(self._ticks[self.sender()])  # type: ignore[index]

    def _ask(self, question: Question, *, again: bool) -> None:
        """Ask what only the user can say; what was said of the question above is not said again."""
        about = About(question.topic, question.sheet, question.cell, question.column)
        if question.topic == "range":
            about = About("range", question.sheet)
        block = column(gap=4)
        if not again:
            title = PlainLabel(f"{question.title} ({question.range})", bold=True, elide=True)
            head = row(Glyph("partly", 12), title, gap=8)
            head.setStretch(1, 1)
            block.addLayout(head)
            block.addWidget(PlainLabel(t(question.message), wrap=True))
        if question.why is not None and not again:
            block.addWidget(PlainLabel(t(question.why), size=9, tone="partly", wrap=True))
        begins = sentence(question.topic)
        if question.column:
            begins = t(message("Decimal mark in column {column} is", column=question.column))
        if question.topic in CHOICES:
            options = tuple((one, answer_word(question.topic, one)) for one in CHOICES[question.topic])
            asked = Sentence(about, begins, t(message("choose…")), None, options, sure=False)
            self._add_answer(block, asked, bare=True)
        else:
            control: AnswerPick | AnswerField = (
                AnswerPick(about, name=begins, choices=question.choices)
                if question.choices
                else AnswerField(about, name=begins, hint=HINTS.get(question.topic, ""))
            )
            block.addWidget(PlainLabel(begins, size=9, tone="muted"))
            self._add(block, control)
        self._body.addLayout(block)
        self._body.addWidget(line())

    def _say(self, one: Sentence) -> None:
        """Say a decision."""
        block = column(gap=2)
        if one.about is None:
            parts = row(Glyph("met" if one.sure else "partly", 12), PlainLabel(one.begins), gap=8)
            parts.addWidget(PlainLabel(one.shown, bold=True, elide=True), 1)
            block.addLayout(parts)
        elif one.choices:
            self._add_answer(block, one)
            if one.times is not None:
                self._add_answer(block, one.times, bare=True)
        else:
            block.addLayout(
                row(Glyph("met" if one.sure else "partly", 12), PlainLabel(one.begins), None, gap=8)
            )
            control: AnswerPick | AnswerField = (
                AnswerPick(one.about, name=one.begins, choices=one.names, value=one.value)
                if one.names
                else AnswerField(
                    one.about, name=one.begins, hint=HINTS.get(one.about.topic, ""), value=str(one.value)
                )
            )
            self._add(block, control)
        if one.evidence:
            note = PlainLabel(one.evidence, size=9, tone="muted" if one.sure else "partly", wrap=True)
            note.setContentsMargins(20, 0, 0, 0)
            block.addWidget(note)
        self._body.addLayout(block)
        self._body.addWidget(line())

    def _add_answer(self, block: QBoxLayout, one: Sentence, *, bare: bool = False) -> None:
        """Put a sentence and its menu side by side, or below each other where there is no room for both.

        Args:
            block: Where to put it.
            one: The sentence.
            bare: Whether it goes on from the one before, without a sign of its own.
        """
        assert one.about is not None
        wide, wanted = text_width(one.begins), text_width(one.shown, bold=True) + 44
        beside = 20 + wide + 8 + wanted <= ROOM
        menu = AnswerMenu(
            one.about,
            sentence=one.begins,
            shown=one.shown,
            choices=one.choices,
            value=one.value,
            room=ROOM - 28 - (wide if beside else 0),
        )
        menu.answered.connect(self.answered)
        parts = row(gap=8)
        if bare:
            parts.addSpacing(20)
        else:
            parts.addWidget(Glyph("met" if one.sure else "partly", 12))
        parts.addWidget(PlainLabel(one.begins, elide=not beside), 0 if beside else 1)
        block.addLayout(parts)
        if beside:
            parts.addWidget(menu)
            parts.addStretch(1)
        else:
            block.addLayout(row(20, menu, None, gap=0))
        self._note(block, one.about)

    def _add(self, block: QBoxLayout, control: AnswerField | AnswerPick) -> None:
        control.answered.connect(self.answered)
        block.addWidget(control)
        self._note(block, control.about)

    def _note(self, block: QBoxLayout, about: About) -> None:
        """Say beside a question that its answer was refused, or changed nothing."""
        if about in self._notes:
            tone, text = self._notes[about]
            block.addWidget(PlainLabel(text, size=9, tone=tone, wrap=True))

    def _held(self) -> Answer | None:
        """Give the question that has the focus."""
        held = self.window().focusWidget()
        if held is None or not self.isAncestorOf(held):
            return None
        found = held if isinstance(held, Answer) else held.parentWidget()
        return found if isinstance(found, Answer) else None

    def _go_back(self, held: Answer | None) -> None:
        """Put the focus on the question that had it, which may have become one of another kind meanwhile."""
        alike = [one for one in self.answers() if held is not None and one.about == held.about]
        found = next((one for one in alike if type(one) is type(held)), alike[0] if alike else None)
        if found is not None:
            # What is not shown yet does not get the focus of a window in the background.
            found.show()
            found.setFocus()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, from top to bottom."""
        found = [one for one in self.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        here = self.window()
        return tuple(
            one for one in found if one.window() is here and not isinstance(one.parentWidget(), Answer)
        )

    def answers(self) -> list[Answer]:
        """Give the menus and fields, from top to bottom."""
        return [one for one in self.findChildren(QWidget) if isinstance(one, Answer)]

    def _ticked(self, on: bool) -> None:
        self.ticked.emit(self._ticks[self.sender()], on)  # type: ignore[index]

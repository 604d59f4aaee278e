"""The planning screen as a program of its own: it opens a pack and one agenda, and nobody's answers."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from rich.text import Text
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.message_pump import MessagePump
from textual.reactive import reactive
from textual.screen import Screen

from workbook.autosave import Autosave
from workbook.checked_settings import checked_settings
from workbook.content.loader import Pack
from workbook.errors import SettingsError
from workbook.leaving import Leaving, crash_in_words
from workbook.plan_file import PlanFile
from workbook.screens.commands import Command, WorkbookCommands
from workbook.screens.help import HelpScreen, explanation, keys_of
from workbook.screens.line_filter import PlainTextFilter
from workbook.screens.workshop_plan import PlanScreen
from workbook.screens.workshop_plan_sheets import RemarksSheet
from workbook.settings import Settings
from workbook.store.drafts import Drafts, Flushed
from workbook.themes import DEFAULT, THEMES
from workbook.workshop.agenda import Agenda

GENERAL = (
    "Every change is written to the agenda's file within a second. Nothing is shown to a group from here, and no "
    "one's answers are opened."
)


class PlannerApp(App[None]):
    """Plans one session."""

    TITLE = "workbook: a session"
    CSS_PATH = ["workbook.tcss", "pages.tcss", "plan.tcss"]  # noqa: RUF012
    COMMANDS: ClassVar = {WorkbookCommands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", "Help", key_display="F1", id="help"),
        Binding("ctrl+q", "quit", "Quit", key_display="^q", priority=True, id="quit"),
    ]
    notice: reactive[str] = reactive("")
    """What must be known for as long as it is true."""

    def __init__(
        self,
        pack: Pack,
        plan: PlanFile,
        agenda: Agenda,
        settings: Settings | None = None,
        remarks: Sequence[str] = (),
    ) -> None:
        """Join the parts.

        Args:
            pack: Where sections are chosen from.
            plan: The file the agenda is kept in.
            agenda: What it says.
            settings: What the settings file says.
            remarks: Things to say once, at the start.
        """
        self.plan_file = plan
        self._agenda = agenda
        self._pack = pack
        self._remarks = remarks
        self.drafts = Drafts(plan)
        self.autosave = Autosave(self.drafts, self._tell_written)
        self._leaving = Leaving(self)
        self._plain_text: PlainTextFilter | None = None
        super().__init__()
        settings = settings or Settings()
        self.animation_level = "none"
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in THEMES else DEFAULT
        self.set_keymap(dict(settings.keys))

    def get_default_screen(self) -> Screen[None]:
        """Begin with the plan."""
        self.plan = PlanScreen(self._agenda, self._pack, self._keep)
        return self.plan

    def close_files(self) -> None:
        """Let go of the agenda's file."""
        self.plan_file.close()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ours that Textual's own themes do not name."""
        return {"quiet": "$text-muted", "line": "$foreground 40%"}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no control code in any text reach the terminal."""
        inner = tuple(super().get_line_filters())
        if self._plain_text is None or self._plain_text.inner != inner:
            self._plain_text = PlainTextFilter(inner)
        return (self._plain_text,)

    def on_mount(self) -> None:
        """Take care of signals, and say what has to be said."""
        self._leaving.watch()
        self.plan.say_saved(f"{self.plan_file.path}")
        if self.plan_file.loses_something:
            self.notice = (
                "The first change writes this file anew: comments between its blocks would be lost. A copy of it as it "
                "is now will be kept beside it."
            )
        if self._remarks:
            self.push_screen(RemarksSheet(self._remarks))

    # Keeping

    def _keep(self, agenda: Agenda) -> None:
        self.plan.say_saved("Saving…")
        self.autosave.put("plan", partial(self.plan_file.save, agenda))

    def _tell_written(self, flushed: Flushed) -> None:
        """Say what was written, or why not."""
        if not self.is_running:
            return
        plan = self.plan_file
        if flushed.failure:
            self.notice = self._leaving.not_saved(flushed.failure)
            self.plan.say_saved("Not saved")
        elif not self.drafts.pending:
            self._leaving.warned = False
            self.plan.say_saved(f"Saved · {plan.path}")
            self.notice = ""
            if plan.left:
                self.notice = (
                    f"Another program changed {plan.left.name}. It was left as it is; your plan goes on in "
                    f"{plan.path.name}."
                )
            elif plan.copy:
                self.notice = f"The file as it was before is kept in {plan.copy.name}."

    def save_now(self) -> Flushed:
        """Write everything that was typed."""
        return self.autosave.flush()

    def fail(self, error: Exception) -> None:
        """End the program because of an error outside every message handler."""
        self._handle_exception(error)

    # What the person does

    async def action_quit(self) -> None:
        """Leave, once everything is written."""
        focused = self.screen.focused
        self._leave_behind(list(focused.ancestors_with_self) if focused else [])

    def _leave_behind(self, nodes: Sequence[MessagePump]) -> None:
        """Leave behind the keys on their way: each goes up from the focused part until one has a use for it."""
        if nodes:
            nodes[0].call_later(self._leave_behind, nodes[1:])
        else:
            self._leaving.leave()

    def action_help(self) -> None:
        """Explain what has the focus."""
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(explanation(self.screen), keys_of(self.screen), GENERAL))

    def offered_commands(self) -> Iterable[Command]:
        """Give the palette's commands."""
        for name in THEMES:
            yield Command(f"Colours: {name}", "", partial(setattr, self, "theme", name), known=True)
        yield Command("This session", "title, length, people, start", self.plan.action_session, known=True)
        yield Command("Undo", "take the last change back", self.plan.action_undo, known=True)
        yield Command("Redo", "make it again", self.plan.action_redo, known=True)
        yield Command("Help", "", self.action_help, known=True)
        yield Command("Quit", "everything is kept", partial(self.run_action, "quit"), known=True)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer none of Textual's own."""
        return ()

    def _fatal_error(self) -> None:
        """Leave after an error of ours: write everything, and print no notes (locals hold them)."""
        flushed = self._leaving.rescue()
        self._exit_renderables.append(Text(crash_in_words(self._exception, flushed)))
        self._close_messages_no_wait()


def run_planner(pack: Pack, plan: PlanFile, remarks: Sequence[str] = ()) -> int:
    """Plan a session until the person leaves.

    Args:
        pack: Where sections are chosen from.
        plan: A file with an agenda that can be read.
        remarks: Things to say once, at the start.

    Returns:
        The exit status.

    Raises:
        SettingsError: The settings cannot be used.
    """
    settings = checked_settings()
    agenda = plan.parsed.draft if plan.parsed else None
    if agenda is None:
        raise SettingsError(f"{plan.path} holds no agenda that can be read.")
    app = PlannerApp(pack, plan, agenda, settings, remarks)
    app.run()
    app.drafts.flush()
    if app.drafts.pending:
        print("workbook: the last changes could not be saved.", file=sys.stderr)
        return 1
    return app.return_code or 0

"""What the console says, as styled text: the block now, the proposal, words for the room, notes for oneself."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from math import ceil

from textual.content import Content

from workbook import moments
from workbook.content.model import FacilitatorNotes
from workbook.room.leading import Leading
from workbook.text import shorten
from workbook.workshop.agenda import Agenda, Block
from workbook.workshop.in_words import (
    KIND_IN_WORDS,
    ahead_or_behind,
    minutes_in_words,
    proposal_in_words,
    time_left,
)
from workbook.workshop.material import Material
from workbook.workshop.pacing import Proposal
from workbook.workshop.running import CONTACTS, GROUPS, MINUTE, TIME, Running

MOST_CHANGES = 8
"""Changes of a proposal that are named; with more, their number is."""

_SHOWN = ((TIME, "the time"), (GROUPS, "the groups"), (CONTACTS, "the contacts"))

AFTERWARDS = (
    "The room's screen says that the session is over.\n\nA few minutes for yourself, or with whoever led it with you: "
    "what was hard, what should be different next time, and who looks after you? w writes a note."
)
"""What is said when the session is over."""


def block_name(block: Block) -> str:
    """Name a block by its kind and title, once where both say the same."""
    kind = KIND_IN_WORDS[block.kind]
    return kind if kind.casefold() == block.title.casefold() else f"{kind} · {block.title}"


def now_in_words(leading: Leading, elapsed: float, rehearsal: str = "") -> Content:
    """Say where the session is: the block, its time, how the session stands.

    Args:
        leading: The session.
        elapsed: Seconds since it began.
        rehearsal: That this is one, if it is.
    """
    running, agenda = leading.running, leading.agenda
    if not leading.has_begun:
        return Content.assemble(
            (agenda.title, "bold $primary"),
            f"\nNot begun · {minutes_in_words(agenda.minutes)} in {len(agenda.blocks)} blocks · n begins",
        )
    if running.block is None:
        words = f"\nEnded after {minutes_in_words(round((running.ended or 0) / MINUTE))} · u takes that back"
        return Content.assemble((agenda.title, "bold $primary"), words)
    place = f"  {running.present + 1} of {len(agenda.blocks)}{rehearsal and f' · {rehearsal}'}"
    lines = [
        Content.assemble((block_name(running.block), "bold $primary"), (place, "$quiet")),
        Content.assemble(
            (time_left(running.left(elapsed)), "bold"),
            f" · {ahead_or_behind(running.late(elapsed))} · ends about {end_in_words(leading, elapsed)}",
        ),
    ]
    if state := state_in_words(running):
        lines.append(Content(state).stylize("$warning"))
    return Content("\n").join(lines)


def state_in_words(running: Running) -> str:
    """Say what is out of the ordinary: the clock that stands still, what else the room sees; or nothing."""
    said = []
    if running.is_hushed:
        said.append("Soft stop: the room sees a quiet card, the clock stands still. s ends it")
    if running.is_paused:
        said.append("Paused: the clock of this block stands still. p goes on")
    shown = [words for name, words in _SHOWN if name in running.shown]
    if shown and not running.is_hushed:
        said.append(f"The room also sees {' and '.join(shown)}")
    return " · ".join(said)


def end_in_words(leading: Leading, elapsed: float) -> str:
    """Tell the time of day at which the session would end."""
    running = leading.running
    minutes = leading.agenda.minutes + int(running.late(elapsed) / MINUTE)
    end = leading.began + timedelta(minutes=minutes)
    return moments.clock(end, moments.local_offset(end))


def proposal_words(proposal: Proposal | None, agenda: Agenda) -> Content:
    """Say what is proposed, what would still be missing and which keys answer it; empty for nothing."""
    if proposal is None:
        return Content()
    changes = proposal_in_words(proposal, agenda)
    named = list(changes[:MOST_CHANGES])
    if len(changes) > MOST_CHANGES:
        named.append(f"and {len(changes) - MOST_CHANGES} more")
    parts = []
    if named:
        parts += [Content.assemble(("To end on time: ", "bold"), " · ".join(named), ".")]
    if proposal.over:
        same = " all the same" if named else ""
        parts.append(Content(f"It will end {minutes_in_words(proposal.over)} late{same}."))
    keys = ["y does that"] if named else []
    if proposal.may_drop:
        keys.append(f"d leaves out {shorten(agenda.blocks[proposal.may_drop[-1]].title, 30)}")
    elif proposal.dropped:
        keys.append("d leaves nothing out")
    if keys:
        parts.append(Content(f"{', '.join(keys)}; or let it be.").stylize("$quiet"))
    return Content(" ").join(parts)


def next_in_words(running: Running) -> str:
    """Say what comes next."""
    if running.ended is not None:
        return "The session has ended. ^q closes the console; everything is kept."
    following = running.following
    if following is None:
        return "Next: nothing more. e ends the session."
    minutes = minutes_in_words(ceil(running.lengths[following] / MINUTE))
    return f"Next: {block_name(running.agenda.blocks[following])}, {minutes}"


def room_words(block: Block, material: Material) -> Content:
    """Give the words to say and the question in its wordings; what stands above the reading."""
    parts = list(_headed("To say", block.say))
    parts += _headed("The question", material.question)
    parts += _headed("A gentler wording", material.gentler)
    parts += _headed("To settle afterwards", material.landing)
    if not block.say:
        parts += _headed("Words to choose from", "\n\n".join(material.group_words))
    parts += [Content(sentence).stylize("$warning") for sentence in material.missing]
    if material.reading:
        parts.append(_heading(f"Reading: {material.section_title}"))
    return Content("\n\n").join(parts)


def other_questions(material: Material) -> Content:
    """Give what else can be asked; what stands below the reading."""
    questions = "\n\n".join(prompt.question for prompt in material.prompts)
    return Content("\n").join(_headed(f"Other questions of “{material.section_title}”", questions))


def own_words(block: Block, material: Material, own: Iterable[str]) -> Content:
    """Give what is for the facilitator alone: own notes, the agenda's, the section's."""
    parts = list(_headed("Your notes", "\n\n".join(words for words in own if words.strip())))
    parts += _headed("For you", block.notes)
    if notes := material.notes:
        parts += [
            Content.assemble((f"{label}\n", "bold $accent"), words) for label, words in _labelled(notes)
        ]
    return Content("\n\n").join(parts) if parts else Content("No notes for this block.").stylize("$quiet")


def groups_in_words(groups: Sequence[Sequence[str]], alone: Sequence[str]) -> Content:
    """List groups, a line each."""
    lines = [
        Content.assemble((f"{number}  ", "$quiet"), " · ".join(group))
        for number, group in enumerate(groups, 1)
    ]
    if alone:
        lines.append(Content.assemble(("alone  ", "$quiet"), " · ".join(alone)))
    return Content("\n").join(lines)


def _labelled(notes: FacilitatorNotes) -> Iterable[tuple[str, str]]:
    pairs = (
        ("Opening", notes.opening),
        ("Watch for", notes.watch),
        ("A way out", notes.opt_out),
        ("For a round", notes.round),
    )
    return ((label, words) for label, words in pairs if words)


def _headed(heading: str, words: str) -> Iterable[Content]:
    if words.strip():
        yield Content.assemble(_heading(heading), "\n", words.strip())


def _heading(words: str) -> Content:
    return Content(words).stylize("bold $accent")

"""A simulated year of someone's use, the same for the same seed: for tests, benchmarks and for looking at.

    python -m tests.year FOLDER [--days 365] [--seed 7] [--ago 40] [--layers 10000]

The person comes most days at first, then less; stays away for forty days in spring; keeps some promises
and lets others go; comes back to the questions that are meant to be asked again.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from workbook.content.kinds import (
    ChecklistKind,
    ChoiceKind,
    Kind,
    LetterKind,
    LineKind,
    ListKind,
    ScaleKind,
    TableKind,
)
from workbook.content.loader import Pack, open_pack
from workbook.content.model import Practice, Prompt, Section
from workbook.store.answers import Answers
from workbook.store.preferences import WELCOMED
from workbook.values import Value

CHAPTERS = Path(__file__).resolve().parent.parent / "chapters"
DAYS = 365
AWAY = range(71, 111)
"""The days of the year, from 0, on which nobody came: forty of them."""

OPENINGS = (
    *("On Tuesday", "This morning", "After the call", "At my mother's", "On the way home", "Before bed"),
    *("In the meeting", "When the flat was quiet", "At the checkout", "With Jo", "Late again", "On Sunday"),
)
MIDDLES = (
    *(
        "I said I would ring back and did not",
        "I left at five as I had told myself",
        "I ate lunch sitting down",
    ),
    *("I let the phone lie for ten minutes", "I told her I could not come", "I went out without an umbrella"),
    *("I noticed my shoulders were up", "I asked what I needed, and it was water", "I wrote the short email"),
    *("I did not answer at once", "I heard the old sentence about being lazy", "I walked to the corner"),
)
ENDINGS = (
    *(
        "It was less bad than I thought.",
        "I do not know yet what that means.",
        "It held.",
        "Smaller next time.",
    ),
    *(
        "I was glad afterwards.",
        "I was tired, and that was all.",
        "Nobody minded.",
        "I minded, and it passed.",
    ),
    *("Müde, aber da.", "It took two minutes.", "I would say the same to Sam.", "Something in me took note."),
)
ITEMS = (
    *(
        "tea before the news",
        "a walk to the corner",
        "ring Jo",
        "ten minutes without the phone",
        "lights out at ten",
    ),
    *(
        "the blue notebook",
        "saying “not today”",
        "soup on Sunday",
        "sleep",
        "the bench by the canal",
        "asking twice",
    ),
)
WORDS = (
    *("wobbly", "steadier", "tired but here", "fine", "thin", "clear", "slow", "warm", "cross", "all right"),
    *("hopeful", "grey", "lighter", "busy", "quiet"),
)
MOVED = (
    "Less about her, more about me.",
    "The same, in fewer words.",
    "I no longer mean this as a threat.",
    "I had forgotten that I wrote this.",
)


@dataclass
class Now:
    """A clock that the year moves on."""

    moment: datetime

    def __call__(self) -> datetime:
        """Tell the time."""
        self.moment += timedelta(milliseconds=20)
        return self.moment


@dataclass(frozen=True)
class Life:
    """One person on one pack, with chance on a string."""

    pack: Pack
    random: Random
    now: Now

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.moment.astimezone().date()

    def sentence(self) -> str:
        """Say one thing."""
        pick = self.random.choice
        middle = pick(MIDDLES)
        return f"{pick(OPENINGS)} {middle}. {pick(ENDINGS)}"

    def some(self, pool: Sequence[str], least: int, most: int) -> list[str]:
        """Choose a few things, each once."""
        most = min(most, len(pool))
        return self.random.sample(list(pool), self.random.randint(min(least, most), most))

    def answer(self, kind: Kind) -> Value:
        """Answer a question of a kind."""
        match kind:
            case ScaleKind():
                return self.random.randint(max(kind.low, (kind.low + kind.high) // 3), kind.high)
            case ChoiceKind():
                return self.random.choice(kind.options)
            case ChecklistKind():
                return list(self.some(kind.options, 1, 3))
            case ListKind():
                return self.some(ITEMS, 1, kind.items)
            case LineKind():
                return self.random.choice(ITEMS)
            case TableKind():
                return [
                    {column: self.random.choice(ITEMS) for column in kind.columns}
                    for _ in range(self.random.randint(1, 3))
                ]
            case LetterKind():
                opens = (self.today + timedelta(days=self.random.choice((7, 30, 200)))).isoformat()
                return {"text": f"Dear me, {self.sentence()} {self.sentence()}", "opens": opens}
            case _:
                return " ".join(self.sentence() for _ in range(self.random.randint(1, 4)))

    def write(self, answers: Answers, section: Section, prompt: Prompt) -> None:
        """Answer a question, and now and then say what moved, or keep a sentence of it."""
        self.now.moment += timedelta(minutes=self.random.randint(1, 6))
        has_earlier = bool(answers.latest(prompt.id))
        layer = answers.write(
            prompt.id,
            self.answer(prompt.kind),
            section_id=section.id,
            question=prompt.question,
            kind=prompt.kind.name,
        )
        if has_earlier and self.random.random() < 0.3:
            answers.set_moved(layer.id, self.random.choice(MOVED))
        if prompt.kind.name == "text" and self.random.random() < 0.08:
            answers.mark_proof(layer.id, layer.text.split(". ")[0] + ".")

    def practise(self, answers: Answers, practice: Practice) -> None:
        """Add an entry."""
        self.now.moment += timedelta(minutes=2)
        look_back_on = ""
        if practice.look_back and self.random.random() < 0.85:
            look_back_on = (self.today + timedelta(days=practice.look_back.after_days)).isoformat()
        answers.add_entry(
            practice.id,
            {field.id: self.answer(field.kind) for field in practice.fields if self.random.random() < 0.9},
            title=practice.title,
            labels={field.id: field.label for field in practice.fields},
            look_back_on=look_back_on,
        )

    def look_back(self, answers: Answers) -> None:
        """End up to three entries whose day has come."""
        for entry in answers.due(self.today.isoformat())[:3]:
            located = self.pack.practice(entry.practice_id)
            if located is None or located[1].look_back is None or self.random.random() < 0.2:
                continue
            ending = self.random.choice(located[1].look_back.endings)
            note = self.sentence() if self.random.random() < 0.4 else ""
            answers.end_entry(entry.id, ending.id, ending.label, note)

    def sit(self, answers: Answers, *, everything: bool = False) -> None:
        """Spend one visit."""
        random = self.random
        if random.random() < 0.6:
            answers.check_in(random.randint(2, 9), random.choice(WORDS) if random.random() < 0.8 else "")
        self.look_back(answers)
        sections = [
            section for outline in self.pack.outlines for section in self.pack.chapter(outline.id).sections
        ]
        for section in sections if everything else random.sample(sections, random.randint(1, 3)):
            answers.open_section(section.id)
            for prompt in section.prompts:
                wanted = 0.75 if prompt.again or not answers.latest(prompt.id) else 0.25
                if everything or (not prompt.heavy and random.random() < wanted):
                    self.write(answers, section, prompt)
            for practice in section.practices:
                if random.random() < 0.6:
                    self.practise(answers, practice)
        self.set_things_aside(answers, sections)

    def set_things_aside(self, answers: Answers, sections: Sequence[Section]) -> None:
        """Now and then mark, rest, walk a trail, ask something of one's own."""
        random = self.random
        section = random.choice(sections)
        if random.random() < 0.06 and section.prompts:
            answers.mark(section.prompts[0].id, "later")
        if random.random() < 0.03:
            answers.mark(section.id, "resting")
        if random.random() < 0.08:
            trail = random.choice(self.pack.info.trails)
            answers.walk(trail.id, random.choice(trail.stops).section_id)
        if random.random() < 0.05:
            question = random.choice(("What would Sam say?", "What did I need, really?", ""))
            own = answers.add_own_prompt(section.id, question)
            answers.write(
                own.id, self.sentence(), section_id=section.id, question=question or "A note", kind="text"
            )


def days_of_use(random: Random, days: int) -> Iterator[int]:
    """Give the days on which the person comes, from 0: often at first, then less, and never in `AWAY`."""
    for day in range(days):
        wanted = 0.8 if day < 14 else 0.45
        if day == 0 or (day not in AWAY and random.random() < wanted):
            yield day


def live(
    folder: Path,
    *,
    days: int = DAYS,
    seed: int = 7,
    until: datetime | None = None,
    pack: Pack | None = None,
    visits_with_everything: int = 0,
) -> None:
    """Write a year, or its first days, into a folder.

    Args:
        folder: Where the answers go; new.
        days: How many days from the first visit on.
        seed: Chance.
        until: When those days are over; by default at this moment. Aware.
        pack: What is worked through; by default the chapters that come with the program.
        visits_with_everything: So many visits more, spread over the days, that answer every question.
    """
    random = Random(seed)
    begin = (until or datetime.now(UTC)) - timedelta(days=days)
    now = Now(begin)
    life = Life(pack or open_pack(CHAPTERS), random, now)
    planned = [(day, False) for day in days_of_use(random, days)]
    present = [day for day in range(days) if day not in AWAY]
    planned += [(random.choice(present), True) for _ in range(visits_with_everything)]
    for day, everything in sorted(planned):
        at = begin + timedelta(days=day, minutes=random.randint(0, 600) - 300)
        now.moment = max(at, now.moment + timedelta(minutes=40))
        with Answers.open(folder, clock=now) as answers:
            answers.set_preference(WELCOMED, "yes")
            life.sit(answers, everything=everything)


def main() -> None:
    """Write a year into the folder that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.year")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--layers", type=int, default=0, help="at least so many layers in all")
    parser.add_argument("--ago", type=int, default=0, help="how many days ago the last day was")
    wanted = parser.parse_args()
    live(
        wanted.folder,
        days=wanted.days,
        seed=wanted.seed,
        until=datetime.now(UTC) - timedelta(days=wanted.ago),
        visits_with_everything=-(-wanted.layers // 77),
    )


if __name__ == "__main__":
    main()

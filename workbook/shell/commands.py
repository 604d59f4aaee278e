"""What each command does; whatever is costly to import waits until it is needed."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys

from workbook.errors import WorkbookError

# See cli.py: the same start-up time.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from workbook.content.loader import Pack
    from workbook.store.answers import Answers

PROBLEM_STATUS = 1


def open_app(chosen: argparse.Namespace) -> int:
    """Open the workbook on a full screen, or line by line."""
    if chosen.plain:
        from workbook.plain_session import run_plain

        return run_plain(chosen.pack, chosen.data, passphrase_from_input=chosen.passphrase_stdin)
    from workbook import terminal

    terminal.require_terminal(os.environ)
    terminal.drop_leaky_variables(os.environ)
    # Of what is imported nothing is ever let go: looking for garbage in it takes a tenth of the start.
    gc.disable()
    from workbook.session import run_workbook
    from workbook.uncaught import keep_quiet

    gc.freeze()
    gc.enable()
    keep_quiet()
    return run_workbook(chosen.pack, chosen.data)


def check(chosen: argparse.Namespace) -> int:
    """List what an author should mend."""
    from workbook.content.check import check_pack
    from workbook.locations import pack_folder
    from workbook.workshop.agenda_folder import check_agendas

    folder = chosen.folder or pack_folder(chosen.pack)
    problems = sorted([*check_pack(folder, against=chosen.against), *check_agendas(folder)])
    for problem in problems:
        print(plain(str(problem)))
    mistakes = sum(not problem.warning for problem in problems)
    if not mistakes:
        print(f"{plain(str(folder))}: no problems found")
    return PROBLEM_STATUS if mistakes else 0


def new(chosen: argparse.Namespace) -> int:
    """Make a small pack."""
    import shlex

    from workbook.content.scaffold import new_pack

    for file in new_pack(chosen.folder):
        print(plain(str(file)))
    folder = plain(shlex.quote(str(chosen.folder)))
    print(f"Now try: workbook check {folder}   and: workbook --pack {folder}")
    return 0


def name_workshop_commands(_: argparse.Namespace) -> int:
    """Say which commands a workshop has, when none was typed."""
    raise CommandMissing("Which command of a workshop? See: workbook workshop --help")


class CommandMissing(WorkbookError):
    """A group of commands was named and none of them."""

    status = 2


def where(chosen: argparse.Namespace) -> int:
    """Name the folders that are used."""
    from workbook.locations import data_folder, pack_folder, settings_file

    print(plain(f"answers:  {data_folder(chosen.data, os.environ)}"))
    print(plain(f"settings: {settings_file(os.environ)}"))
    print(plain(f"pack:     {pack_folder(chosen.pack)}"))
    return 0


def check_store(chosen: argparse.Namespace) -> int:
    """Say in one line what is stored; with --repair, save what can be saved first."""
    from workbook.shell import commands_keeping

    return commands_keeping.repair(chosen) if chosen.repair else commands_keeping.check(chosen)


def backup(chosen: argparse.Namespace) -> int:
    """Make a backup, or a whole copy in one file."""
    from workbook.shell import commands_keeping

    return commands_keeping.backup(chosen)


def restore(chosen: argparse.Namespace) -> int:
    """Go back to a copy, shown and asked first; or list the backups."""
    from workbook.shell import commands_keeping

    return commands_keeping.restore(chosen)


def merge(chosen: argparse.Namespace) -> int:
    """Bring other copies of the answers in, shown and asked first; or name those in the folder."""
    from workbook.shell import commands_keeping

    return commands_keeping.merge(chosen)


def search(chosen: argparse.Namespace) -> int:
    """Print what was found, of a closed letter only when it opens; nothing found is status 1."""
    from workbook import moments
    from workbook.values import waits_for

    with _answers(chosen) as answers:
        seals = answers.seals(answers.clock().astimezone().date())
        hits = answers.search(" ".join(chosen.words))
        for hit in hits:
            value = getattr(hit.record, "value", None)
            is_closed = seals.hide(value, hit.record.id)
            found = f"{hit.before}{hit.match}{hit.after}"
            words = moments.opening_in_words(waits_for(value)) if is_closed else found
            asked = getattr(hit.record, "question", "") or getattr(hit.record, "title", "")
            day = moments.day_in_words(moments.local(hit.record.at, hit.record.offset).date().isoformat())
            print(f"{day} · {plain(' '.join(asked.split()))}")
            print(f"    {plain(' '.join(words.split()))}")
        if not hits:
            print("Nothing found.", file=sys.stderr)
        return _damage(answers) or (0 if hits else PROBLEM_STATUS)


def export(chosen: argparse.Namespace) -> int:
    """Write what was written, to a file or to the output; status 1 when not all could be read."""
    from workbook.export.asked_for import Wanted

    wanted = Wanted.from_arguments(chosen)
    with _answers(chosen) as answers:
        if answers.is_sealed and wanted.file is not None:
            from workbook.lock.words import PLAIN_EXPORT

            print(PLAIN_EXPORT, file=sys.stderr)
        texts = wanted.texts(answers, lambda: _pack(chosen))
    files = {file: text for file, text in texts.items() if file is not None}
    if files:
        wanted.write(files)
        for file in files:
            print(plain(str(file)))
    else:
        if isinstance(sys.stdout, io.TextIOWrapper):
            # Line ends are part of a table's format.
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        sys.stdout.write("".join(texts.values()))
    return _damage(answers)


def bring_in(chosen: argparse.Namespace) -> int:
    """Put an archive, or notes from elsewhere, to what is here; shown and asked first."""
    from workbook.asking import vault_of
    from workbook.incoming.asking import Wanted
    from workbook.locations import data_folder

    folder = data_folder(chosen.data, os.environ)
    vault = vault_of(folder, from_input=chosen.passphrase_stdin)
    return Wanted.from_arguments(chosen).run(folder, plain, vault)


def _damage(answers: Answers) -> int:
    """Say on stderr what of the answers could not be read, and give the status it leads to."""
    if answers.opened_from:
        print(plain(answers.opened_from), file=sys.stderr)
    return PROBLEM_STATUS if answers.opened_from else 0


def _answers(chosen: argparse.Namespace) -> Answers:
    """Open the answers for reading; nothing is created or changed."""
    from workbook.asking import vault_of
    from workbook.locations import data_folder
    from workbook.store.answers import Answers

    folder = data_folder(chosen.data, os.environ)
    if not folder.is_dir():
        raise WorkbookError(f"There are no answers in {folder} yet.", "Start with: workbook")
    vault = vault_of(folder, from_input=chosen.passphrase_stdin)
    return Answers.open(folder, read_only=True, vault=vault)


def _pack(chosen: argparse.Namespace) -> Pack:
    from workbook.content.loader import open_pack
    from workbook.locations import pack_folder

    return open_pack(pack_folder(chosen.pack))


def plain(text: str) -> str:
    """Text for a terminal: no control codes; the bytes of file names that are no text made visible."""
    from workbook.text import clean

    return clean(text.encode("utf-8", "replace").decode("utf-8"))

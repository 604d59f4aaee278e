"""What is said about the lock, in the shell and on the screen alike."""

BEFORE = """\
A lock seals everything you write with a passphrase. From then on the workbook asks for it when it opens.

There is no reset. Without the passphrase, or the recovery code that you will be shown, nobody can open your answers \
again: not you, and nobody else either. Keep the code on paper, in another place than this computer."""

CODE = """\
This is your recovery code. It opens the lock when the passphrase is gone. It is shown this once: write it down, or \
print it.

{code}

Large or small letters and hyphens do not matter. Whoever has it can read your answers."""

SCROLLS = (
    "It stays where this terminal can be scrolled back to: close the terminal once you have written it down."
)

ONCE_MORE = "Now the passphrase once more, as you will type it from now on. Nothing is locked before that."

ON = """\
The lock is on. Every file with your words was written anew, sealed; the plain ones were removed."""

TRACES = """\
What was written before today can still lie in parts of the disk that are no longer in use (a solid state disk keeps \
such parts for a while), in backups of this computer, and in copies that another program made. A lock cannot reach \
those."""

STAYS = """\
These are not sealed, and stay as they are for anyone to read: {names}. Books and sessions with a group are plain by \
nature; what another program put there, such as a copy, you may want to remove."""

OFF_BEFORE = """\
Without the lock, whoever can use this computer under your name, or has its disk or its backups, can read your \
answers. They are written anew without it, also in the backups."""

OFF = "The lock is off. Nothing asks for a passphrase any more, and the recovery code opens nothing."

CHANGED = """\
The passphrase is changed. The recovery code is as it was. A copy of the folder from before today still opens with the \
old passphrase, and its file of keys opens what you write from now on as well: if somebody may have both, take the lock \
off and put it on anew."""

CHANGED_WITH_CODE = """\
The passphrase and the recovery code are changed. Those from before open copies of the folder from before today, and \
with the file of keys in such a copy what you write from now on as well: if somebody may have both, take the lock off \
and put it on anew."""

NEW_CODE_BEFORE = """\
You get another recovery code, and the one of now opens nothing any more. The passphrase stays as it is. A copy of the \
folder from before today still opens with the old code."""

CODE_CHANGED = "The recovery code is changed. The one from before opens old copies only."
CODE_STAYS = "The recovery code is as it was. The one that was just shown opens nothing."
CODE_SAVED = """\
It is in {file}. Print it, or put it where only you get at it; then delete the file: whoever has it can read your \
answers."""

NEW_PASSPHRASE = """\
A passphrase of your own, eight characters or more. Four or five words that only you would put together are good. What \
you type is not shown."""
SAME_AGAIN = "The same once more, so that a slip does not shut you out."
STILL_OPEN = "Nothing is locked, and nothing was changed. The code that was just shown opens nothing."
BY_ITSELF = """\
From now on it locks by itself when nobody has touched a key for a while. Ctrl+P and “Lock now” does it at once; “Lock \
settings” has the rest."""

DIFFERENT = "The two are not the same. Nothing was changed; begin again."
PLAIN_EXPORT = "Your answers are locked; this file is not: whoever can open it can read it."
SAVED = "Saved."
SAVED_SEALED = "Saved and sealed: it stands with your answers once they are unlocked."
SAVED_WAITING = "Saved: it stands with your answers when they are opened the next time."

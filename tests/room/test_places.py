"""The place of the socket follows from the data folder and nothing else, is short, and one's own."""

import os
import stat
from pathlib import Path

import pytest

from workbook.room import places
from workbook.room.places import LONGEST_PATH, RoomError, is_ours, room_socket, room_sockets, sessions_folder


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let sockets lie in a folder of the test."""
    folder = tmp_path / "s"
    monkeypatch.setattr(places, "_folders", lambda: (folder,))
    monkeypatch.setattr(places, "LONGEST_PATH", 400)
    return folder


def test_real_places_are_short_and_private_names() -> None:
    """However long the name of the data folder is."""
    for path in room_sockets(Path("/" + "very-long/" * 90)):
        assert len(os.fsencode(path)) <= LONGEST_PATH
        assert str(os.getuid()) in str(path)


def test_every_way_to_a_folder_leads_to_one_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through a link, a relative name, or another environment; another folder has another place."""
    data = tmp_path / "words"
    data.mkdir()
    (tmp_path / "link").symlink_to(data)
    monkeypatch.chdir(tmp_path)
    known = room_sockets(data)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert room_sockets(tmp_path / "link") == room_sockets(Path("words")) == known
    assert room_sockets(tmp_path) != known
    assert sessions_folder(data) == data / "workshops"


def test_the_folder_is_made_for_the_owner_alone(folders: Path, tmp_path: Path) -> None:
    """0700 whatever it was before."""
    folders.mkdir(mode=0o755)
    path = room_socket(tmp_path)
    assert path.parent == folders
    assert stat.S_IMODE(folders.stat().st_mode) == 0o700


def test_a_folder_that_is_not_ones_own_is_refused(folders: Path, tmp_path: Path) -> None:
    """A link in its place, as somebody else could put it there, is told in one line."""
    (tmp_path / "elsewhere").mkdir()
    folders.symlink_to(tmp_path / "elsewhere")
    assert not is_ours(folders)
    with pytest.raises(RoomError, match="is not yours alone") as told:
        room_socket(tmp_path)
    assert "\n" not in str(told.value)

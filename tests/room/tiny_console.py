"""A console that only shows questions to the room: one from its arguments, then one for each line it reads.

python -m tests.room.tiny_console DATA QUESTION
"""

import asyncio
import sys
from pathlib import Path

from tests.room.sessions import view
from workbook.room.places import room_socket
from workbook.room.server import RoomServer


async def main(data: Path, question: str) -> None:
    """Show what is asked until the input ends."""
    server = RoomServer(room_socket(data))
    await server.start()
    server.show(view(question))
    print("showing", flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        server.show(view(line.strip()))
    await server.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))

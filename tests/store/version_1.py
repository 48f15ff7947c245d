"""A store as the first relkit with live rooms made it: its tables, and one room."""

import json
from datetime import date, timedelta

from relkit.store import engine

# As version 1 made them; only how a room gets its number differs.
NUMBERED = {
    "sqlite": "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
    "postgresql": "SERIAL NOT NULL PRIMARY KEY",
}
TABLES = """
CREATE TABLE rooms (
    id {numbered}, code VARCHAR(6) NOT NULL, ends DATE NOT NULL,
    last INTEGER NOT NULL, gathering INTEGER NOT NULL, salt VARCHAR(32) NOT NULL,
    facilitate VARCHAR(64) NOT NULL, wall VARCHAR(64) NOT NULL, UNIQUE (code)
);
CREATE TABLE versions (version INTEGER NOT NULL, PRIMARY KEY (version));
CREATE TABLE events (
    room INTEGER NOT NULL, number INTEGER NOT NULL, gathering INTEGER NOT NULL,
    kind VARCHAR(20) NOT NULL, "by" VARCHAR(64) NOT NULL, "key" VARCHAR(64),
    payload TEXT NOT NULL, at VARCHAR(32) NOT NULL,
    PRIMARY KEY (room, number), UNIQUE (room, "key"),
    FOREIGN KEY(room) REFERENCES rooms (id) ON DELETE CASCADE
);
CREATE TABLE participants (
    room INTEGER NOT NULL, label VARCHAR(64) NOT NULL, return_code VARCHAR(64) NOT NULL,
    PRIMARY KEY (room, label), UNIQUE (room, return_code),
    FOREIGN KEY(room) REFERENCES rooms (id) ON DELETE CASCADE
);
CREATE TABLE phones (
    room INTEGER NOT NULL, "key" VARCHAR(64) NOT NULL, label VARCHAR(64) NOT NULL,
    PRIMARY KEY (room, "key"),
    FOREIGN KEY(room, label) REFERENCES participants (room, label) ON DELETE CASCADE,
    FOREIGN KEY(room) REFERENCES rooms (id) ON DELETE CASCADE
);
"""

CODE, LABEL = "K7WQ2M", "1f0c2d3e4b5a6978"
FACILITATE, WALL, PHONE, WORDS = (
    "facilitate-key", "wall-key", "phone-key", "river-stone-lamp",
)  # fmt: skip
ENDS = date.today() + timedelta(days=60)
CARD = "Small jobs tenants do themselves"
TAKEN_BACK, STAYS = "A card that was taken back", "A bench by the door"

# What version 1 made of these keys; this relkit has to make the same of them.
ROOM = (
    1, CODE, ENDS.isoformat(), 8, 1, "07" * 16,
    "fd2e9e868cf42458136d067a99da8d698c23e0aa674feaab8e711253bdb2c46f",
    "49bf4f4331e1cb81632a5f637127a8fe1b3ec0a3367f8cd81e72097d00cc8e32",
)  # fmt: skip
PARTICIPANT = (
    1, LABEL, "65c52fc20f91003015d9c0c95b0024b1f1a899ec3d847fbb3e65a00d4a151f75",
)  # fmt: skip
OF_PHONE = (
    1, "5f7043cf95ae32dca3f8da354a0674876473042a926c1e8026ace632ed1ba709", LABEL,
)  # fmt: skip
HOSTED = {
    "case": "housing_repairs", "title": "An evening", "topics": ["four_worlds"],
    "looks_first": False, "ends": ENDS.isoformat(),
}  # fmt: skip
PLACED = {"topic": "four_worlds", "card": CARD, "bin": "by", "tab": "a", "count": 1}
EVENTS = (
    ("hosted", "", None, HOSTED),
    ("gathered", "", None, {"held": date.today().isoformat()}),
    ("opened", "", None, {"topic": "four_worlds", "reason": ""}),
    ("joined", LABEL, None, {"standpoint": "community", "on_paper": False}),
    ("placed", LABEL, "key-of-the-first", PLACED),
    ("gave", LABEL, "key-of-the-second",
     {"topic": "four_worlds", "sheet": "", "row": {"name": TAKEN_BACK}}),
    ("took back", LABEL, "key-of-the-third", {"number": 6}),
    ("gave", LABEL, "key-of-the-fourth",
     {"topic": "four_worlds", "sheet": "", "row": {"name": STAYS}}),
)  # fmt: skip


def make(address: str) -> None:
    """Make such a store in an empty database."""
    making = engine.opened(address)
    tables = TABLES.format(numbered=NUMBERED[making.dialect.name])
    with making.begin() as connection:
        for statement in tables.split(";")[:-1]:
            connection.exec_driver_sql(statement)
        at = f"{date.today()}T10:00:00.000000+00:00"
        events = [
            (1, number, 1, kind, by, key, json.dumps(said), at)
            for number, (kind, by, key, said) in enumerate(EVENTS, start=1)
        ]
        for table, rows in (
            ("versions", [(1,)]), ("rooms", [ROOM]), ("participants", [PARTICIPANT]),
            ("phones", [OF_PHONE]), ("events", events),
        ):  # fmt: skip
            sign = "?" if making.dialect.name == "sqlite" else "%s"
            places = ", ".join([sign] * len(rows[0]))
            for row in rows:
                connection.exec_driver_sql(
                    f"INSERT INTO {table} VALUES ({places})", row
                )
    making.dispose()

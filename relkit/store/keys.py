"""Codes and keys: made at random, and kept only as what cannot be turned back.

They come from the system's own randomness and from no `rng`: a key that a test could
foretell could be foretold by others.
"""

import functools
import hashlib
import re
import secrets
from importlib import resources

# Nothing that is mistaken for something else on a projector or over a shoulder: no 0
# and O, 1, I and L, 2 and Z, 5 and S, 8 and B, U and V, except 2 and V themselves; and
# no other vowels, so that no code is a word.
CODE = "CDFGHJKMNPQRTVWXY234679"
CODE_LENGTH = 6


def room_code() -> str:
    """Six characters that name a room: one of 148 million."""
    return "".join(secrets.choice(CODE) for _ in range(CODE_LENGTH))


def as_room_code(typed: str) -> str | None:
    """A room code as it was made, from what somebody typed; None if it cannot be one.

    Examples
    --------
    >>> as_room_code(" k7w-q2m ")
    'K7WQ2M'
    """
    code = re.sub(r"[\s-]", "", typed).upper()
    fits = len(code) == CODE_LENGTH and set(code) <= set(CODE)
    return code if fits else None


def key() -> str:
    """A key that nobody types: 128 bits."""
    return secrets.token_urlsafe(16)


def label() -> str:
    """What a participant is called inside: random, and nothing else."""
    return secrets.token_hex(8)


@functools.cache
def words() -> tuple[str, ...]:
    """2,048 nouns, any two of which differ by two letters or more.

    Three of them give 2 ** 33 codes. Somebody who tries ten a minute without a pause
    for 90 days, in a room of 30, has one chance in 220 of meeting anybody's.
    """
    text = resources.files("relkit.store").joinpath("words.txt").read_text("utf-8")
    return tuple(text.split())


def return_code() -> str:
    """Three words that bring a participant back, such as ``river-stone-lamp``."""
    return "-".join(secrets.choice(words()) for _ in range(3))


def as_return_code(typed: str) -> str | None:
    """A return code as it was made, from what somebody typed; None if it is none.

    Examples
    --------
    >>> as_return_code("River, stone  LAMP")
    'river-stone-lamp'
    """
    parts = re.findall(r"[a-z]+", typed[:200].lower())
    fits = len(parts) == 3 and set(parts) <= set(words())
    return "-".join(parts) if fits else None


def hashed(key: str, room: int) -> str:
    """A key as it is kept. A fast hash is enough: nobody tries 2 ** 128 keys."""
    return hashlib.sha256(f"{room}:{key}".encode(errors="surrogatepass")).hexdigest()


def hashed_slowly(return_code: str, salt: str) -> str:
    """A return code as it is kept.

    Codes that people can copy are few enough to try them all with a fast hash. This one
    takes about 10 ms and 4 MB for each: for all of them, three years of one core, and
    again for every room, whose salt is its own. A whole hall can still join at once.
    """
    digest = hashlib.scrypt(
        return_code.encode(), salt=bytes.fromhex(salt), n=2**12, r=8, p=1, dklen=32
    )
    return digest.hex()

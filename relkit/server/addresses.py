"""The question part of addresses: what stays in it, and what must not."""

from urllib.parse import parse_qsl, urlencode


def without(query: str, *names: str) -> str:
    """The question part of an address with some of its answers taken out.

    Examples
    --------
    >>> without("token=hall&case=river-ward", "token")
    'case=river-ward'
    """
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([pair for pair in pairs if pair[0] not in names])


def address(path: str, query: str) -> str:
    """A path with its question part, if there is one."""
    return f"{path}?{query}" if query else path

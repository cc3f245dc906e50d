"""Numbers that are kept in tenths, as people write them."""


def spoken_points(tenths: int) -> str:
    """Tenths of a point in words: 2, 0.5, -1."""
    whole, part = divmod(abs(tenths), 10)
    return ("-" if tenths < 0 else "") + (f"{whole}.{part}" if part else str(whole))

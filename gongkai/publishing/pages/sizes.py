"""字节数: how large a file is, as a reader says it."""


def readable_size(size: int) -> str:
    """Return the size in KB or MB, one decimal place at most."""
    if size < 1024 * 1024:
        return f"{max(size / 1024, 0.1):.1f} KB".replace(".0 ", " ")
    return f"{size / 1024 / 1024:.1f} MB".replace(".0 ", " ")

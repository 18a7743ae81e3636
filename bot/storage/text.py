"""Text that every database takes."""

NUL_SIGN = "\u2400"  # ␀, the visible sign for the character NUL


def storable(text: str) -> str:
    """Replace what PostgreSQL or UTF-8 refuse: NUL becomes ␀, a lone surrogate becomes U+FFFD. All else is kept.

    A surrogate pair (two halves of one character, as faulty JSON decoders leave them) becomes its character.
    """
    text = text.replace("\0", NUL_SIGN)
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text

"""Outcomes turned into words: composing is shared, plain text and HTML only render."""

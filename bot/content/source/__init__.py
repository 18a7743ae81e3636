"""The article texts, which stay outside the repository, and what can be proved with them."""

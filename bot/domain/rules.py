"""How a reply came about, as the question log calls it, where somebody looks for it there later."""

CHOSEN = "chosen: "  # a tap; what was tapped follows
NONE_OF_THESE = "none of these"  # typed; tapped it is CHOSEN
KNOWN_GAP = "a known gap: "  # the gap's id follows

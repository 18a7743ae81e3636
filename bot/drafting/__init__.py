"""Writing the draft: new items, phrasings added, files kept tidy. No comment, order or text is lost on the way."""

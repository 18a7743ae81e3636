"""From draft to live: the files are the draft, a published revision in the database is what the bot serves."""

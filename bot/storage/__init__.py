"""What must outlive the process: the question log, the chats' last turns and the handled updates, in one database."""

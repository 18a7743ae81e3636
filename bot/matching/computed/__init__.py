"""What is worked out of published figures, and which figures a question means."""

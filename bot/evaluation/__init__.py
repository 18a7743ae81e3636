"""Measuring the bot on tables of questions: read them, judge the replies, report."""

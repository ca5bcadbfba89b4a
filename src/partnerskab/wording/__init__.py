"""Sentences and phrases that a terminal, a report and a calendar have in common."""

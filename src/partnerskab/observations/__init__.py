"""What was measured: single values with their dates, and sets of them with every vintage."""

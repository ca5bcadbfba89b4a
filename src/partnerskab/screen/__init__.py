"""What a person reads in a terminal: the tables, laid out and in words."""

"""Values that know nothing of partnerships: numbers, periods, labels, amounts, citations."""

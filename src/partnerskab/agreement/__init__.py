"""What was signed: parties, duties, area, indicators, targets, money and open questions."""

"""What is done under the agreement: the safety plan."""

"""The figures of an agreement against the text that was signed."""

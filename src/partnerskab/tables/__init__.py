"""Every table the library shows, as rows with declared columns; no pandas here."""

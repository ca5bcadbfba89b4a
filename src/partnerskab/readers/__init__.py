"""One file per format, each from a file to an ObservationSet or to diagnostics."""

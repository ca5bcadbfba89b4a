"""The status report that people read: one view model, and a page, a document, a text made of it."""

"""A partnership's folder, read and checked."""

"""Reading files: bytes to text, and TOML with the place of every key."""

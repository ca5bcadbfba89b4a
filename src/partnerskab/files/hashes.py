"""Content hashes: which very files a result was made from."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path


def content_hashes(paths: Iterable[str | Path]) -> dict[str, str]:
    """Return the SHA-256 of files, by name; of a folder, of every TOML file in it and below.

    Args:
        paths: files and folders that exist.

    >>> hashes = content_hashes(["examples/amager/safety-plan.toml"])
    >>> [(name, text[:7]) for name, text in hashes.items()]
    [('file examples/amager/safety-plan.toml', 'sha256:')]
    """
    files: list[Path] = []
    for path in map(Path, paths):
        files += sorted(path.rglob("*.toml")) if path.is_dir() else [path]
    return {f"file {file}": f"sha256:{sha256(file.read_bytes()).hexdigest()}" for file in files}

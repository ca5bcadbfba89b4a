"""Content hashes: which very files a result was made from."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path


def content_hashes(paths: Iterable[str | Path]) -> dict[str, str]:
    """Return the SHA-256 of files, by name.

    Args:
        paths: files that exist.

    >>> hashes = content_hashes(["examples/amager/safety-plan.toml"])
    >>> [(name, text[:7]) for name, text in hashes.items()]
    [('file examples/amager/safety-plan.toml', 'sha256:')]
    """
    files = [Path(path) for path in paths]
    return {f"file {file}": f"sha256:{sha256(file.read_bytes()).hexdigest()}" for file in files}

"""How long it takes to load many agreements, against parsing their TOML and nothing else.

Run it with the Python of an environment that has partnerskab: `python tests/benchmarks/many.py`,
with numbers for other than 100, 300 and 1,000 copies of the Amager agreement. The times are those
of the processor, so that a busy machine does not change them. That the last column stays the same
means that ten times as many take ten times as long.
"""

import sys
import tomllib
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from partnerskab.config.region import load_region

AMAGER = Path(__file__).parents[2] / "examples" / "amager"
SIZES = (100, 300, 1000)


def write_copies(region: Path, first: int, last: int) -> None:
    """Write copies of the Amager folder that differ in the id of the agreement."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in AMAGER.glob("*.toml")}
    for number in range(first, last):
        folder = region / f"amager-{number:05}"
        folder.mkdir()
        for name, text in texts.items():
            changed = text.replace('id = "amager"', f'id = "{folder.name}"', 1)
            (folder / name).write_text(changed, encoding="utf-8")


def seconds_to_parse(region: Path) -> float:
    """Parse every file with the standard library, and return how long it took."""
    start = process_time()
    for path in sorted(region.glob("*/*.toml")):
        tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return process_time() - start


def seconds_to_load(region: Path, size: int) -> float:
    """Load and check every agreement, and return how long it took."""
    start = process_time()
    loaded = load_region(region)
    taken = process_time() - start
    if len({partnership.agreement.id for _, partnership in loaded}) != size:
        sys.exit(f"expected {size} agreements, got {len(loaded)}")
    return taken


def main(sizes: list[int]) -> None:
    """Print a line for each size, from the smallest on."""
    print(f"{'agreements':>10}{'TOML alone':>14}{'load':>12}{'load / TOML':>14}{'for each':>12}")
    with TemporaryDirectory() as folder:
        there = 0
        for size in sorted(sizes):
            write_copies(Path(folder), there, size)
            there = size
            parsing = seconds_to_parse(Path(folder))
            loading = seconds_to_load(Path(folder), size)
            each = loading / size * 1000
            print(
                f"{size:>10,}{parsing:>12.2f} s{loading:>10.2f} s{loading / parsing:>14.2f}"
                f"{each:>9.1f} ms"
            )


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(SIZES))

"""Compare label maps with the reference that make_parity.py writes.

    python3 compare_labels.py REFERENCE.png CANDIDATE.png
    python3 compare_labels.py --table TABLE.json CANDIDATES_DIR

Needs Pillow and NumPy. Both files are gray PNG of class ids; 255 in the reference marks a tie, which no candidate can
get wrong. With --table every case of the table is compared: the reference lies beside the table, the candidate has the
same file name in CANDIDATES_DIR.

One line per case: file, pixels, ties, pixels that differ outside ties, and how many of those are no close call. Close
calls are known where REFERENCE-close.png exists; without it the last column is `-`. Then the totals. Exit code: 0 when
nothing differs outside ties and no case has more ties than 0.01% of its pixels, 1 otherwise, 2 for wrong usage.

--other-machine allows close calls to differ: for candidates whose forward pass ran on another kind of processor than
the reference's.
"""

import argparse
import json
import pathlib
import sys

import numpy as np
from PIL import Image

TIE = 255
MOST_TIES = 1e-4


def grid(path):
    """The samples of a gray PNG, [height,width]."""
    with Image.open(path) as image:
        samples = np.array(image)
    if samples.ndim != 2 or image.mode == "P":
        raise ValueError(f"{path} is a picture of mode {image.mode}; expected gray class ids of 8 or 16 bits")
    return samples


def compare(reference, candidate):
    """Pixels, ties, differing pixels outside ties, and those of them that are no close call (None if unknown)."""
    expected, found = grid(reference), grid(candidate)
    if expected.shape != found.shape:
        raise ValueError(f"{candidate} is {found.shape[1]}x{found.shape[0]}; "
                         f"the reference is {expected.shape[1]}x{expected.shape[0]}")
    ties = expected == TIE
    differing = (expected != found) & ~ties
    close = reference.with_name(f"{reference.stem}-close.png")
    clear = int((differing & ~grid(close)).sum()) if close.exists() else None
    return expected.size, int(ties.sum()), int(differing.sum()), clear


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--table", type=pathlib.Path)
    parser.add_argument("--other-machine", action="store_true")
    options = parser.parse_args()
    if options.table is None and len(options.files) != 2:
        parser.error("expected a REFERENCE.png and a CANDIDATE.png, or --table TABLE.json and a folder")
    if options.table is not None and len(options.files) != 1:
        parser.error("expected one folder of candidates after --table TABLE.json")
    return options


def pairs(options):
    """The files to be compared, as (reference, candidate)."""
    if options.table is None:
        return [tuple(options.files)]
    rows = json.loads(options.table.read_text())
    return [(options.table.parent / row["labels"], options.files[0] / row["labels"]) for row in rows]


def main():
    options = arguments()
    failed, totals = 0, np.zeros(3, np.int64)
    print(f"{'labels':44} {'pixels':>9} {'ties':>6} {'differ':>7} {'clearly':>8}")
    cases = pairs(options)
    for reference, candidate in cases:
        try:
            pixels, ties, differing, clear = compare(reference, candidate)
        except (OSError, ValueError) as problem:
            print(problem)
            failed += 1
            continue
        wrong = clear if options.other_machine and clear is not None else differing
        failed += bool(wrong) or ties > MOST_TIES * pixels
        totals += (pixels, ties, differing)
        print(f"{reference.name:44} {pixels:9} {ties:6} {differing:7} {'-' if clear is None else clear:>8}")
    print(f"{len(cases)} cases, {failed} failed; {totals[0]} pixels, {totals[1]} ties, {totals[2]} differ outside ties")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

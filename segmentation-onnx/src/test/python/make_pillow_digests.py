"""Write the digests of what Pillow makes of noise, at sizes that drawn pictures do not reach.

    python3 make_pillow_digests.py pillow-9.4.csv

Needs Pillow and NumPy. One row per case: filter, width, height, newWidth, newHeight, seed, sha256. The image is 8-bit RGB,
its bytes (row by row, red, green, blue) the highest 8 bits of the states that follow the seed in the generator
state = state * 1664525 + 1013904223 modulo 2^32; sha256 is that of the resized image's bytes in the same order.

The sizes: single pixels, single rows and columns, extreme reductions and enlargements, one side kept, a photo's size, and
sizes drawn from a fixed seed. Hamming has more of them, since the rounding of its two constants to float shows in one byte
of a few million.
"""

import hashlib
import sys

import numpy as np
from PIL import Image

FILTERS = {"NEAREST": 0, "BOX": 4, "BILINEAR": 2, "HAMMING": 5, "BICUBIC": 3, "LANCZOS": 1}
EXTREMES = [(1, 1, 1, 1), (1, 1, 97, 3), (1, 5, 5, 1), (3, 1, 1, 200), (2000, 1, 1, 1), (1, 2000, 7, 3),
            (1000, 2, 3, 1999), (2, 1000, 1999, 3), (5, 4, 640, 480), (640, 480, 5, 4), (640, 480, 640, 3),
            (640, 480, 3, 480), (333, 250, 332, 250), (333, 250, 333, 251), (3, 3, 1000, 1000), (1500, 3, 2, 2)]
PHOTO = (1920, 1080, 924, 520)
SENSITIVE_TO_HAMMING = [((768, 259, 325, 365), 1016), ((491, 673, 449, 412), 1029)]


def noise(width, height, seed):
    count = width * height * 3
    with np.errstate(over="ignore"):
        powers = np.cumprod(np.full(count, 1664525, np.uint32), dtype=np.uint32)
        sums = np.cumsum(np.concatenate(([np.uint32(1)], powers[:-1])), dtype=np.uint32)
        states = powers * np.uint32(seed) + sums * np.uint32(1013904223)
    return (states >> np.uint32(24)).astype(np.uint8).reshape(height, width, 3)


def row(name, case, seed):
    width, height, new_width, new_height = case
    result = Image.fromarray(noise(width, height, seed)).resize((new_width, new_height), FILTERS[name])
    digest = hashlib.sha256(np.asarray(result).tobytes()).hexdigest()
    return ",".join([name, *map(str, case), str(seed), digest])


def main():
    rng = np.random.default_rng(5)
    drawn = [tuple(int(2 ** power) for power in rng.uniform(0, 9.5, 4)) for _ in range(24)]
    rows = ["filter,width,height,newWidth,newHeight,seed,sha256"]
    for name in FILTERS:
        rows += [row(name, case, seed) for seed, case in enumerate(EXTREMES + drawn + [PHOTO])]
    rows += [row("HAMMING", case, seed) for case, seed in SENSITIVE_TO_HAMMING]
    with open(sys.argv[1], "w", encoding="ascii") as file:
        file.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()

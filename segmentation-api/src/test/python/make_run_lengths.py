"""Writes resources/codec/run-lengths.csv: what pycocotools 2.0.11 makes of drawn and of random masks.

One line a mask: width, height, the pixels row by row as hexadecimal digits (the last filled up with zeros), the counts of
the uncompressed RLE, the string of the compressed RLE. Needs NumPy and pycocotools; run it in this folder.
"""

import numpy as np
from pycocotools import mask as coco


def counts(pixels):
    """Lengths of runs, column by column, the first of zeros."""
    flat = pixels.flatten(order="F").astype(np.int8)
    ends = np.flatnonzero(np.diff(flat, prepend=0, append=2))
    return np.diff(ends, prepend=0)


def line(pixels):
    height, width = pixels.shape
    compressed = coco.encode(np.asfortranarray(pixels.astype(np.uint8)))["counts"].decode()
    listed = counts(pixels)
    # pycocotools' own reading of the list gives the same string.
    given = coco.frPyObjects({"size": [height, width], "counts": listed.tolist()}, height, width)
    assert given["counts"].decode() == compressed
    bits = "".join("1" if pixel else "0" for pixel in pixels.flatten())
    bits += "0" * (-len(bits) % 4)
    digits = "".join(f"{int(bits[i : i + 4], 2):x}" for i in range(0, len(bits), 4))
    return f"{width},{height},{digits},{' '.join(map(str, listed))},{compressed}"


def disc(width, height):
    y, x = np.mgrid[:height, :width] + 0.5
    return (x / width - 0.5) ** 2 + (y / height - 0.5) ** 2 < 0.16


def main():
    random = np.random.default_rng(5)
    masks = [np.zeros((1, 1)), np.ones((1, 1)), np.zeros((70, 3)), np.ones((3, 70)), np.indices((9, 8)).sum(0) % 2]
    masks += [disc(20, 31), disc(64, 64), disc(131, 67), ~disc(300, 200)]
    for width, height, share in [(5, 4, 0.5), (64, 64, 0.5), (65, 63, 0.9), (1, 200, 0.3), (200, 1, 0.7), (90, 130, 0.02)]:
        masks.append(random.random((height, width)) < share)
    # Long runs beside short ones make differences of several characters and of both signs.
    steps = np.zeros((100, 100))
    steps[:, 40:] = 1
    steps[5, ::7] = 1
    masks.append(steps)
    with open("../resources/codec/run-lengths.csv", "w", newline="\n") as file:
        for pixels in masks:
            file.write(line(pixels != 0) + "\n")


if __name__ == "__main__":
    main()

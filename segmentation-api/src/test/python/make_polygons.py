"""Draws polygons and writes the run lengths that pycocotools 2.0.11 gives them to polygons.csv.

Usage: make_polygons.py polygons.csv

A line holds width, height, the coordinates of the corners and the counts.
"""

import csv
import random
import sys

from pycocotools import mask


def polygons():
    draw = random.Random(7)
    yield 4, 3, [0, 0, 4, 0, 4, 3, 0, 3]
    yield 4, 3, [1, 1, 3, 1, 3, 2, 1, 2]
    yield 4, 3, [10, 10, 12, 10, 12, 14]
    yield 9, 9, [4.5, 0.5, 8.5, 4.5, 4.5, 8.5, 0.5, 4.5]
    yield 9, 9, [4.5, 0.5, 7.1, 8.5, 0.3, 3.6, 8.7, 3.6, 1.9, 8.5]
    yield 7, 7, [3, 3, 3, 3, 3, 3]
    for digits in (0, 1, 2, 6):
        for corners in (3, 4, 5, 8, 20, 60):
            for beyond in (0, 10):
                width, height = draw.randint(1, 60), draw.randint(1, 60)
                yield width, height, [
                    round(draw.uniform(-beyond, (height if i % 2 else width) + beyond), digits)
                    for i in range(2 * corners)
                ]


with open(sys.argv[1], "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    for width, height, corners in polygons():
        pixels = mask.decode(mask.frPyObjects([corners], height, width)[0])
        counts, inside = [0], 0
        for value in pixels.T.flatten():
            if value != inside:
                inside = value
                counts.append(0)
            counts[-1] += 1
        table.writerow(
            [width, height, " ".join(str(c) for c in corners), " ".join(str(c) for c in counts)]
        )

"""Write which source column Pillow's NEAREST takes for each output column, one row per pair of widths.

    python3 make_nearest.py > nearest.csv

Needs Pillow. The pairs are those up to 40 columns for which adding the step up and multiplying it give different
columns, and every pair up to 12 columns.
"""

import math

from PIL import Image


def pillow(width, to):
    ramp = Image.new("I", (width, 1))
    ramp.putdata(range(width))
    return list(ramp.resize((to, 1), Image.NEAREST).getdata())


def multiplied(width, to):
    return [min(math.floor((i + 0.5) * width / to), width - 1) for i in range(to)]


for width in range(1, 41):
    for to in range(1, 41):
        columns = pillow(width, to)
        if width <= 12 and to <= 12 or columns != multiplied(width, to):
            print(width, to, *columns, sep=",")

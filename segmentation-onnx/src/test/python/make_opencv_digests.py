"""Write the digests of what OpenCV makes of noise, at sizes that drawn pictures do not reach.

    python3 make_opencv_digests.py opencv-4.6.csv

Needs OpenCV and NumPy, and make_pillow_digests.py beside it, whose head explains the columns and the noise.

The sizes: single pixels, single rows and columns, extreme reductions and enlargements, one side kept, whole factors from 2
to 5 on one axis or both, odd widths that leave a rest in OpenCV's vector loops, a photo's size, the sizes of common
networks, and sizes drawn from a fixed seed.
"""

import hashlib
import sys

import cv2
import numpy as np

from make_pillow_digests import EXTREMES, PHOTO, noise

FILTERS = {"NEAREST": cv2.INTER_NEAREST, "LINEAR": cv2.INTER_LINEAR, "AREA": cv2.INTER_AREA, "CUBIC": cv2.INTER_CUBIC}
FACTORS = [(12 * x, 10 * y, 12, 10) for x in range(1, 6) for y in range(1, 6)]
WIDTHS = [(40, 30, width, 21) for width in range(1, 24)] + [(width, 9, 2 * width, 19) for width in range(1, 18)]
NETWORKS = [(640, 427, 257, 257), (427, 640, 513, 385), (512, 512, 320, 320), (300, 400, 256, 144), (500, 375, 896, 512)]


def row(name, case, seed):
    width, height, new_width, new_height = case
    result = cv2.resize(noise(width, height, seed), (new_width, new_height), interpolation=FILTERS[name])
    digest = hashlib.sha256(np.ascontiguousarray(result).tobytes()).hexdigest()
    return ",".join([name, *map(str, case), str(seed), digest])


def main():
    rng = np.random.default_rng(6)
    drawn = [tuple(int(2 ** power) for power in rng.uniform(0, 9, 4)) for _ in range(60)]
    rows = ["filter,width,height,newWidth,newHeight,seed,sha256"]
    for name in FILTERS:
        cases = EXTREMES + FACTORS + WIDTHS + NETWORKS + drawn + [PHOTO]
        rows += [row(name, case, seed) for seed, case in enumerate(cases)]
    with open(sys.argv[1], "w", encoding="ascii") as file:
        file.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()

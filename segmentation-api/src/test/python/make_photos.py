"""Write small CMYK and YCCK JPEG files, and what Pillow makes of them, for the tests of the photo reader.

    python3 make_photos.py OUTPUT_DIR

Needs Pillow and NumPy. cmyk.jpg is a CMYK file as Pillow writes it (ink inverted, Adobe segment with transform 0).
ycck.jpg holds the same data with transform 2, which makes decoders take the first three components for Y, Cb and Cr.
NAME-rgb.png is Pillow's convert("RGB") of each.
"""

import io
import pathlib
import sys

import numpy as np
from PIL import Image

ADOBE_SEGMENT = b"\xff\xee\x00\x0eAdobe"
OFFSET_OF_TRANSFORM = 15


def main():
    folder = pathlib.Path(sys.argv[1])
    y, x = np.mgrid[0:24, 0:40]
    inks = np.stack([x * 6, y * 10, (x + y) * 4, (39 - x) * 3], -1).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(inks, "CMYK").save(buffer, "JPEG", quality=95, subsampling=0)
    cmyk = bytearray(buffer.getvalue())
    ycck = bytearray(cmyk)
    ycck[ycck.index(ADOBE_SEGMENT) + OFFSET_OF_TRANSFORM] = 2
    for name, content in (("cmyk", cmyk), ("ycck", ycck)):
        (folder / f"{name}.jpg").write_bytes(content)
        Image.open(folder / f"{name}.jpg").convert("RGB").save(folder / f"{name}-rgb.png", optimize=True)


if __name__ == "__main__":
    main()

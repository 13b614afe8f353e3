"""Writes src/test/resources/slide/slide.svs: a slide as Aperio's scanners lay it out, 80 x 64 pixels.

Needs tifffile (2026.3.3) and NumPy. The pages, in their order: the slide in tiles, its thumbnail in strips, two smaller versions
in tiles, the label of the slide (NewSubfileType 1) and its overview (NewSubfileType 9) in strips. Run in segmentation-api.
"""

import numpy as np
import tifffile

DESCRIPTION = "Aperio Image Library v11.2.1\r\n80x64 [0,0 80x64] (16x16) -> 80x64 none|AppMag = 20|MPP = 0.5"


def picture(width, height, seed):
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


with tifffile.TiffWriter("src/test/resources/slide/slide.svs") as tiff:
    def page(pixels, **more):
        tiff.write(pixels, photometric="rgb", description=DESCRIPTION, metadata=None, **more)

    page(picture(80, 64, 1), tile=(16, 16), compression="deflate")
    page(picture(40, 32, 2), rowsperstrip=8)
    page(picture(40, 32, 3), tile=(16, 16), compression="deflate")
    page(picture(20, 16, 4), tile=(16, 16), compression="deflate")
    page(picture(30, 20, 5), rowsperstrip=8, subfiletype=1)
    page(picture(50, 20, 6), rowsperstrip=8, subfiletype=9)

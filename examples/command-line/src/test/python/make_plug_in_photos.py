"""Draw photos in formats that the JDK has no reader for, and write down what Pillow makes of them.

    python3 make_plug_in_photos.py OUTPUT_DIR

Needs Pillow 12.3 and NumPy. OUTPUT_DIR/table.csv has a line for each file: its name, then width, height and SHA-256 of the
RGB bytes of ImageOps.exif_transpose(Image.open(NAME)).convert("RGB"), row by row.
"""

import hashlib
import io
import pathlib
import struct
import sys

import numpy as np
from PIL import Image, ImageOps

WIDTH, HEIGHT = 47, 31


def main(folder):
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    rgb = np.stack([x * 5, y * 8, (y * 3 + x * 2) * 2 % 256], -1).astype(np.uint8)
    image = Image.fromarray(rgb)
    exif = Image.Exif()
    exif[0x0112] = 6
    files = {}

    def saved(name, format, picture=image, **options):
        stream = io.BytesIO()
        picture.save(stream, format, **options)
        files[name] = stream.getvalue()

    saved("lossless.webp", "WEBP", lossless=True)
    saved("lossy.webp", "WEBP", quality=80)
    saved("alpha.webp", "WEBP", Image.fromarray(np.dstack([rgb, (x * 5).astype(np.uint8)])), quality=80)
    saved("turned.webp", "WEBP", lossless=True, exif=exif)
    saved("rgb.tga", "TGA")
    saved("rle.tga", "TGA", compression="tga_rle")
    saved("rgb.ppm", "PPM")
    saved("gray.pgm", "PPM", image.convert("L"))
    header = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, HEIGHT, WIDTH, 8, 3)
    files["rgb.psd"] = header + struct.pack(">III", 0, 0, 0) + struct.pack(">H", 0) + np.moveaxis(rgb, -1, 0).tobytes()
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for name, content in sorted(files.items()):
        (folder / name).write_bytes(content)
        pixels = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB"))
        lines.append("%s,%d,%d,%s" % (name, pixels.shape[1], pixels.shape[0], hashlib.sha256(pixels.tobytes()).hexdigest()))
    (folder / "table.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))

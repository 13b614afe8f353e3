"""Write the digests of what Pillow, OpenCV and torchvision make of noise with any number of bands.

    python3 make_band_digests.py bands.csv

Needs Pillow 12.3, OpenCV 5, torchvision 0.28, PyTorch 2.13 and NumPy. The noise is that of make_pillow_digests.py with
other numbers of samples in a pixel. Columns: channels (GRAY: of red, green and blue by Pillow's convert("L"); BANDS),
their number, bits of a sample, filter, width, height, newWidth, newHeight, seed, sha256 of the samples, those of a pixel
side by side, 16-bit ones with the low byte first.

Pillow resizes each band as an image of its own (mode L, or I;16 for 16 bits): an image of mode RGBA it would multiply by
its alpha first. OpenCV and torchvision resize all bands at once; OpenCV's INTER_AREA
takes four at most where it shrinks, and of more bands each is resized alone. Its INTER_CUBIC is left out: OpenCV 5 rounds
it otherwise than 4.6, whose rule the library has, of three channels too.
"""

import hashlib
import sys

import cv2
import numpy as np
import torch
from PIL import Image
from torchvision.transforms.v2 import functional as F
from torchvision.transforms.v2.functional import InterpolationMode

PILLOW = {
    "NEAREST": Image.Resampling.NEAREST,
    "BOX": Image.Resampling.BOX,
    "BILINEAR": Image.Resampling.BILINEAR,
    "HAMMING": Image.Resampling.HAMMING,
    "BICUBIC": Image.Resampling.BICUBIC,
    "LANCZOS": Image.Resampling.LANCZOS,
}
OPENCV = {"NEAREST": cv2.INTER_NEAREST, "LINEAR": cv2.INTER_LINEAR, "AREA": cv2.INTER_AREA}
TORCHVISION = ["NEAREST", "NEAREST_EXACT", "BILINEAR", "BICUBIC", "LANCZOS"]
CASES = [
    (1, 1, 5, 3), (1, 7, 6, 2), (9, 1, 4, 5), (16, 16, 16, 16), (40, 30, 20, 15), (64, 48, 17, 31), (17, 31, 64, 48),
    (100, 3, 7, 90), (33, 65, 32, 64), (61, 47, 9, 47), (200, 150, 21, 16), (21, 16, 123, 77),
]
BANDS = [1, 2, 3, 4, 5, 7]
WIDE_BANDS = [1, 3, 5]


def noise(width, height, bands, bits, seed):
    count = width * height * bands * bits // 8
    state = seed
    samples = np.empty(count, np.uint8)
    for i in range(count):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        samples[i] = state >> 24
    return samples.view("<u2" if bits == 16 else np.uint8).reshape(height, width, bands)


def pillow(pixels, size, name):
    bands = [
        np.asarray(Image.fromarray(np.ascontiguousarray(pixels[..., band])).resize(size, PILLOW[name]))
        for band in range(pixels.shape[2])
    ]
    return np.stack(bands, axis=2)


def opencv(pixels, size, name):
    if name == "AREA" and pixels.shape[2] > 4:
        bands = [cv2.resize(np.ascontiguousarray(band), size, interpolation=cv2.INTER_AREA) for band in np.moveaxis(pixels, 2, 0)]
        return np.stack(bands, axis=2)
    return cv2.resize(pixels, size, interpolation=OPENCV[name]).reshape(size[1], size[0], pixels.shape[2])


def torchvision(pixels, size, name):
    image = torch.from_numpy(pixels).permute(2, 0, 1)
    resized = F.resize(image, [size[1], size[0]], interpolation=InterpolationMode[name], antialias=True)
    return resized.permute(1, 2, 0).numpy()


def row(channels, bits, filter_name, case, seed, bands, result):
    digest = hashlib.sha256(np.ascontiguousarray(result).tobytes()).hexdigest()
    return ",".join([channels, str(bands), str(bits), filter_name, *map(str, case), str(seed), digest])


def main():
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    rows = ["channels,bands,bits,filter,width,height,newWidth,newHeight,seed,sha256"]
    for seed, case in enumerate(CASES):
        width, height, *size = case
        for name in PILLOW:
            gray = Image.fromarray(noise(width, height, 3, 8, seed)).convert("L").resize(size, PILLOW[name])
            rows.append(row("GRAY", 8, "PILLOW_" + name, case, seed, 3, np.asarray(gray)))
        for bands in BANDS:
            pixels = noise(width, height, bands, 8, seed)
            for library, function, names in (
                ("PILLOW_", pillow, PILLOW),
                ("OPENCV_", opencv, OPENCV),
                ("TORCHVISION_", torchvision, TORCHVISION),
            ):
                for name in names:
                    rows.append(row("BANDS", 8, library + name, case, seed, bands, function(pixels, size, name)))
        for bands in WIDE_BANDS:
            pixels = noise(width, height, bands, 16, seed)
            for name in PILLOW:
                rows.append(row("BANDS", 16, "PILLOW_" + name, case, seed, bands, pillow(pixels, size, name)))
            rows.append(row("BANDS", 16, "OPENCV_NEAREST", case, seed, bands, opencv(pixels, size, "NEAREST")))
    with open(sys.argv[1], "w", encoding="ascii") as file:
        file.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()

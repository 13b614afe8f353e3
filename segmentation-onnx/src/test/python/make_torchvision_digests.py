"""Write the digests of what torchvision makes of noise on tensors of uint8.

    python3 make_torchvision_digests.py torchvision-0.28.csv

Needs torchvision, PyTorch and NumPy, on a processor on which PyTorch resizes tensors of uint8 as they are (AVX2, AVX-512
or ARM64). Columns, noise and digest are those of make_pillow_digests.py; the filter is a name of InterpolationMode. Each
case is resized in every memory format in which an image processor may hold it (the view of a Pillow image with its
channels last; channels first; both as a batch of one), and the script ends with an error unless all agree.

The sizes: those of make_pillow_digests.py, more that are drawn, and for the filters called nearest those at which a
product in float32, a fused one and one in float64 round to different indices.
"""

import hashlib
import sys

import torch
from torchvision.transforms.v2 import functional as F
from torchvision.transforms.v2.functional import InterpolationMode

from make_pillow_digests import EXTREMES, PHOTO, noise
import numpy as np

FILTERS = ["NEAREST", "NEAREST_EXACT", "BILINEAR", "BICUBIC", "LANCZOS"]
WITHOUT_FLOATS = ("AVX2", "AVX512")
DRAWN = 60
NEAREST_SENSITIVE = [(2, 2, 41, 55), (2, 2, 41, 200), (2, 2, 397, 41), (2, 2, 47, 80), (2, 2, 47, 82), (2, 4, 97, 110), (4, 4, 110, 18),
                     (4, 4, 110, 19), (2, 2, 82, 94), (6, 6, 123, 141), (2, 3, 355, 321)]


def formats(pixels):
    last = torch.from_numpy(pixels).permute(2, 0, 1)
    first = last.contiguous()
    return [last, first, last[None], first[None], torch.stack([last, last])[:1]]


def row(name, case, seed):
    width, height, new_width, new_height = case
    results = set()
    for image in formats(noise(width, height, seed)):
        resized = F.resize(image, [new_height, new_width], interpolation=InterpolationMode[name], antialias=True)
        pixels = resized.reshape(3, new_height, new_width).permute(1, 2, 0).contiguous().numpy()
        results.add(hashlib.sha256(pixels.tobytes()).hexdigest())
    if len(results) != 1:
        raise ValueError(f"{name} {case} depends on the memory format")
    return ",".join([name, *map(str, case), str(seed), results.pop()])


def main():
    capability = torch.backends.cpu.get_cpu_capability()
    if capability not in WITHOUT_FLOATS:
        raise ValueError(f"PyTorch filters floats on this processor ({capability})")
    torch.set_num_threads(1)
    rng = np.random.default_rng(7)
    drawn = [tuple(int(2 ** power) for power in rng.uniform(0, 9.5, 4)) for _ in range(DRAWN)]
    rows = ["filter,width,height,newWidth,newHeight,seed,sha256"]
    for name in FILTERS:
        cases = EXTREMES + drawn + [PHOTO] + (NEAREST_SENSITIVE if name.startswith("NEAREST") else [])
        rows += [row(name, case, seed) for seed, case in enumerate(cases)]
    with open(sys.argv[1], "w", encoding="ascii") as file:
        file.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()

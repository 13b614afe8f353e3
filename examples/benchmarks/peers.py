#!/usr/bin/env python3
"""Times what Python does for the same works, beside the benchmarks of this module: medians in milliseconds as Markdown.

    python3 peers.py [THREADS]

Needs NumPy; PyTorch, Pillow and OpenCV where they are installed. Scores are smooth fields with noise, as in Scores.java,
though not the same numbers; the photo is noise on a gradient.
"""
import importlib
import statistics
import sys
import time

import numpy as np

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4
SECONDS = 2


def optional(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


torch, cv2 = optional("torch"), optional("cv2")
Image = optional("PIL.Image")
ROWS = []


def measure(work, way, body):
    body()
    times, end = [], time.perf_counter() + SECONDS
    while time.perf_counter() < end or len(times) < 3:
        start = time.perf_counter()
        body()
        times.append((time.perf_counter() - start) * 1000)
    ROWS.append((work, way, statistics.median(times)))


def scores(classes, height, width):
    random = np.random.default_rng(classes)
    coarse = random.standard_normal((classes, max(3, height // 20), max(3, width // 20))).astype(np.float32)
    rows = np.linspace(0, coarse.shape[1] - 1, height).astype(int)
    columns = np.linspace(0, coarse.shape[2] - 1, width).astype(int)
    noise = 0.15 * random.standard_normal((classes, height, width)).astype(np.float32)
    return 3 * coarse[:, rows][:, :, columns] + noise


def upsample():
    for classes, low, high in (
        (21, (65, 65), (520, 520)),
        (150, (128, 128), (512, 512)),
        (19, (128, 256), (1024, 2048)),
        (150, (128, 128), (2160, 3840)),
    ):
        work = f"upsample and argmax {classes}x{low[1]}x{low[0]} to {high[1]}x{high[0]}"
        logits = torch.from_numpy(scores(classes, *low))[None]
        resize = torch.nn.functional.interpolate
        last = logits.contiguous(memory_format=torch.channels_last)
        for way, given in (("torch", logits), ("torch, channels last", last)):
            measure(work, way, lambda: resize(given, size=high, mode="bilinear", align_corners=False).argmax(1))


def argmax():
    for classes, height, width in ((21, 520, 520), (19, 1024, 2048), (150, 512, 512)):
        work = f"argmax {classes}x{width}x{height}"
        array = scores(classes, height, width)
        measure(work, "numpy", lambda: array.argmax(0))
        if torch:
            tensor = torch.from_numpy(array)
            measure(work, "torch", lambda: tensor.argmax(0))


def photo(height, width):
    random = np.random.default_rng(7)
    base = np.linspace(0, 200, width)[None, :, None] + np.zeros((height, 1, 3))
    return np.clip(base + random.normal(0, 6, base.shape), 0, 255).astype(np.uint8)


def overlay():
    for height, width in ((1080, 1920), (2160, 3840)):
        work = f"overlay {width}x{height}"
        image = photo(height, width)
        labels = np.random.default_rng(1).integers(0, 21, (height // 40 + 1, width // 40 + 1)).astype(np.uint8)
        labels = labels.repeat(40, 0).repeat(40, 1)[:height, :width].copy()
        palette = np.random.default_rng(2).integers(0, 256, (256, 3)).astype(np.uint8)
        if Image:
            base, map_ = Image.fromarray(image), Image.fromarray(labels, mode="P")
            map_.putpalette(palette.tobytes())
            measure(work, "Pillow", lambda: Image.blend(base, map_.convert("RGB"), 0.6))
        if cv2:
            table = palette[None]
            measure(
                work,
                "OpenCV",
                lambda: cv2.addWeighted(image, 0.4, cv2.LUT(cv2.merge((labels,) * 3), table), 0.6, 0),
            )
        if torch:
            tensor = torch.from_numpy(image).permute(2, 0, 1).contiguous()
            masks = torch.from_numpy(labels)[None] == torch.arange(21)[:, None, None]
            colors = torch.from_numpy(palette[:21])

            # The steps of torchvision.utils.draw_segmentation_masks.
            def draw():
                drawn = tensor.detach().clone()
                for mask, color in zip(masks, colors):
                    drawn[:, mask] = color[:, None]
                return (tensor * 0.4 + drawn * 0.6).clamp(0, 255).to(torch.uint8)

            measure(work, "torchvision's steps", draw)


def preprocess():
    image = photo(1080, 1920)
    mean, std = np.float32([0.485, 0.456, 0.406]), np.float32([0.229, 0.224, 0.225])
    if Image and torch:
        base = Image.fromarray(image)
        m, s = torch.from_numpy(mean)[:, None, None], torch.from_numpy(std)[:, None, None]

        def pillow():
            small = np.asarray(base.resize((924, 520), Image.BILINEAR))
            return (torch.from_numpy(small).permute(2, 0, 1).float() / 255 - m) / s

        measure("pre-process 1920x1080 to 924x520", "Pillow and torch", pillow)
    if cv2:

        def opencv():
            small = cv2.resize(image, (924, 520), interpolation=cv2.INTER_LINEAR)
            return np.ascontiguousarray(((small * np.float32(1 / 255) - mean) / std).transpose(2, 0, 1))

        measure("pre-process 1920x1080 to 924x520", "OpenCV and numpy", opencv)


if torch:
    torch.set_num_threads(THREADS)
if cv2:
    cv2.setNumThreads(THREADS)
if torch:
    upsample()
argmax()
overlay()
preprocess()
print(f"{THREADS} threads, NumPy {np.__version__}", end="")
print("".join(f", {m.__name__} {m.__version__}" for m in (torch, cv2) if m), end="")
print(f", Pillow {importlib.import_module('PIL').__version__}" if Image else "")
print("\n| work | in Python | ms |\n|---|---|---|")
for work, way, median in ROWS:
    print(f"| {work} | {way} | {median:.2f} |")

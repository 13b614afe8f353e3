"""Draws pairs of true and predicted labels: discs of five classes, predictions moved and frayed, a void rim of 255."""
import os

import numpy as np
from PIL import Image

FOLDER = os.path.dirname(os.path.abspath(__file__))
random = np.random.default_rng(11)
y, x = np.mgrid[0:48, 0:64]
for name in ("a", "b", "c", "d"):
    truth = np.zeros((48, 64), np.uint8)
    prediction = np.zeros((48, 64), np.uint8)
    for label in random.permutation([1, 2, 4, 5])[:3]:
        cx, cy, radius = random.integers(8, 56), random.integers(8, 40), random.integers(6, 16)
        truth[(x - cx) ** 2 + (y - cy) ** 2 < (radius + 1) ** 2] = 255
        truth[(x - cx) ** 2 + (y - cy) ** 2 < radius**2] = label
        dx, dy = random.integers(-3, 4, 2)
        prediction[(x - cx - dx) ** 2 + (y - cy - dy) ** 2 < radius**2] = label
    frayed = random.random((48, 64)) < 0.04
    prediction[frayed] = random.integers(0, 6, frayed.sum())
    Image.fromarray(truth).save(os.path.join(FOLDER, "truth", name + ".png"))
    Image.fromarray(prediction).save(os.path.join(FOLDER, "predictions", name + ".png"))

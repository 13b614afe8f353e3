"""Holds Photos.read against Pillow for every picture in a folder, and prints a table by format.

    compare_photos.py FOLDER [--java COMMAND] [--classes CLASS_PATH] [--list FILE] [--kinds jpeg,png,gif,bmp,tiff]

The right pixels are those of ImageOps.exif_transpose(Image.open(file)).convert("RGB"). Needs Pillow 12.3 and NumPy.
CLASS_PATH is where the main and test classes of segmentation-api lie (target/classes:target/test-classes). FILE receives a
line for each file that is not equal: what both made of it, the share of samples that differ and the largest difference.

A file counts under the format of its first bytes, whatever its name is. Files of one and the same content count once.
"""

import argparse
import collections
import hashlib
import os
import subprocess
import sys
import tempfile
import warnings

import numpy as np
from PIL import Image, ImageOps

FORMATS = ("jpeg", "png", "gif", "bmp", "tiff")
SUFFIXES = (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".apng", ".gif", ".bmp", ".dib", ".rle", ".tif", ".tiff")


def kind_of(content):
    if content.startswith(b"\xff\xd8"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if content.startswith(b"BM"):
        return "bmp"
    if content[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return "tiff"
    return None


def by_pillow(file):
    """Returns the pixels, or why there are none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file) as image:
                deep = image.mode.startswith("I") or image.mode == "F" or ";16" in str(image.tile)
                return np.asarray(ImageOps.exif_transpose(image).convert("RGB")), deep
    except Exception as e:  # whatever Pillow throws means that it cannot read the file
        return "%s: %s" % (type(e).__name__, e), False


def ours(java, classes, files, folder=None):
    command = [*java.split(), "-Djava.awt.headless=true", "-Xmx2g", "-cp", classes, "io.github.segmentation4j.PhotoTable"]
    run = subprocess.run(command + ([folder] if folder else []), input="\n".join(files) + "\n", capture_output=True, text=True)
    lines = run.stdout.splitlines()
    if len(lines) != len(files):
        sys.exit("The JVM ended after %d of %d files, at %s: %s" % (len(lines), len(files), files[len(lines)], run.stderr[-2000:]))
    return [line.split("\t") for line in lines]


def found(folder, kinds):
    seen, files = set(), []
    for path, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if not name.lower().endswith(SUFFIXES):
                continue
            file = os.path.join(path, name)
            content = open(file, "rb").read()
            kind, digest = kind_of(content), hashlib.sha256(content).digest()
            if kind in kinds and digest not in seen and "\n" not in file:
                seen.add(digest)
                files.append((kind, file))
    return files


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--java", default="java")
    parser.add_argument("--classes", default="target/classes:target/test-classes")
    parser.add_argument("--list")
    parser.add_argument("--kinds", default=",".join(FORMATS))
    options = parser.parse_args()
    files = found(options.folder, options.kinds.split(","))
    results = ours(options.java, options.classes, [file for _, file in files])
    counts, different, notes = collections.defaultdict(collections.Counter), [], []
    for (kind, file), result in zip(files, results):
        pixels, deep = by_pillow(file)
        count = counts[kind]
        count["files"] += 1
        count["threw"] += result[0] == "threw"
        if isinstance(pixels, str):
            count["refused by both" if result[0] != "read" else "read by us only"] += 1
            if result[0] == "read":
                notes.append((kind, "only ours", file, pixels))
        elif result[0] != "read":
            count["refused by us only"] += 1
            notes.append((kind, "refused", file, " ".join(result[1:])))
        elif result[3] == hashlib.sha256(pixels.tobytes()).hexdigest() and (int(result[2]), int(result[1])) == pixels.shape[:2]:
            count["equal"] += 1
        else:
            count["differ, of 16 bits" if deep else "differ"] += 1
            different.append((kind, file, deep))
    with tempfile.TemporaryDirectory() as folder:
        for number, (kind, file, deep) in enumerate(different):
            (result,) = ours(options.java, options.classes, [file], folder)
            theirs = by_pillow(file)[0]
            mine = np.fromfile(os.path.join(folder, "0.rgb"), np.uint8).reshape(int(result[2]), int(result[1]), 3)
            if mine.shape == theirs.shape:
                gap = np.abs(mine.astype(int) - theirs)
                note = "%.3f %% of the samples, at most %d" % (100 * (gap > 0).mean(), gap.max())
            else:
                note = "size %dx%d, Pillow's %dx%d" % (mine.shape[1::-1] + theirs.shape[1::-1])
            notes.append((kind, "differs, 16 bits" if deep else "differs", file, note))
    columns = ("files", "equal", "differ", "differ, of 16 bits", "refused by us only", "read by us only", "refused by both", "threw")
    print("| format | " + " | ".join(columns) + " | equal of those that Pillow reads, 16 bits aside |")
    print("|---" * (len(columns) + 2) + "|")
    for kind in FORMATS:
        count = counts[kind]
        if count["files"]:
            base = count["equal"] + count["differ"] + count["refused by us only"]
            share = "%.2f %%" % (100 * count["equal"] / base) if base else ""
            print("| %s | " % kind + " | ".join(str(count[column]) for column in columns) + " | %s |" % share)
    if options.list:
        with open(options.list, "w") as out:
            for note in sorted(notes):
                out.write("\t".join(note).replace("\n", " ") + "\n")


if __name__ == "__main__":
    main()

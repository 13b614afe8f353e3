"""Segment images the way Python would, for the Java library to be held against.

    python3 make_parity.py --onnxruntime onnxruntime-1.28.0.jar --models MODELS_DIR --images IMAGES_DIR OUTPUT_DIR
        [--case MODEL:IMAGE:SIZE]... [--threads 1] [--level ALL_OPT] [--output out] [--scores SCORES_DIR]

Needs Pillow, NumPy, PyTorch and a JDK. What is in OUTPUT_DIR afterwards:

TABLE.json      one row per case: model and image (file names), size (`none` or the short edge in pixels), network
                (width and height of the network's input), input_sha256 (of that float32 NCHW tensor, little endian),
                labels and close (file names), width, height and pixels of the image, tie_pixels, close_gap (4 d, see
                below), close_pixels (ties included), shares (of every class, ties included)
VERSIONS.json   what the results were made with
NAME.png        8-bit gray: the class id of every pixel, or 255 where two classes tie
NAME-close.png  1 bit: 1 where the two best classes are so close that another machine may choose the other one

Nothing here but the forward pass is done by Java, and that by RunGraph.java beside this script, which knows nothing of
the library. A case goes through these steps:

1. The image as 8-bit RGB: Pillow's convert("RGB"), which replicates gray samples.
2. Its size at the network. `none`: as it is. A number: Pillow's BILINEAR (which widens its support when it shrinks) to
   that short edge; the long edge is truncated to whole pixels, as torchvision's Resize and Hugging Face's
   shortest_edge do.
3. Values: divided by 255, then ImageNet's mean subtracted and divided by its deviation, each step in float32.
4. The graph in ONNX Runtime: output `out`, raw scores [1,C,h,w].
5. torch interpolate(bilinear, align_corners=False) in float32 to the size of the image.
6. Argmax over the classes; the lowest class id wins.

A tie is a pixel whose two highest scores of step 5 lie within 1e-5 * max(1, |highest score|): there the order in which
steps 5 and 6 add their numbers may decide, so a comparison leaves these pixels out.

That is enough where both sides take step 4 on one kind of processor with one level of graph optimisation. Other
kernels of ONNX Runtime (AVX2 instead of AVX-512, NO_OPT instead of ALL_OPT) add the terms of a convolution in another
order, and deep networks with random weights amplify that. So every case runs a second time, at the other end of
optimisation. With d the largest difference of a score between the two runs, bilinear scaling cannot move a gap by more
than 2 d; close pixels are those with a gap of at most 4 d, twice that, for the kernels that this machine does not have.
The number of threads changed no bit of the scores of torchvision's networks (1 against 4 threads).

Without --case, every *.onnx in MODELS_DIR meets every *.png in IMAGES_DIR, as it is and at short edge 520, the size
of torchvision's segmentation presets. A --case names model and image without their endings: fcn_resnet50_w8:scene:520.
--scores keeps the raw scores of step 4 as .npy.
"""

import argparse
import hashlib
import json
import pathlib
import platform
import subprocess
import tempfile

import numpy as np
import PIL
import torch
from PIL import Image
from torch.nn import functional

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_DEVIATION = (0.229, 0.224, 0.225)
TORCHVISION_SHORT_EDGE = "520"
AS_IT_IS = "none"
TIE = 255
TIE_GAP = 1e-5
CLOSE_GAPS_PER_DIFFERENCE = 4


def network_size(width, height, rule):
    """Width and height at which the network sees an image of that width and height."""
    if rule == AS_IT_IS:
        return width, height
    short = int(rule)
    return (short, int(short * height / width)) if width <= height else (int(short * width / height), short)


def network_input(image, rule):
    """The float32 tensor [1,3,h,w] that stands for an RGB image."""
    size = network_size(*image.size, rule)
    resized = image if size == image.size else image.resize(size, Image.BILINEAR)
    pixels = torch.from_numpy(np.array(resized)).permute(2, 0, 1).to(torch.float32).div(255)
    mean = torch.tensor(IMAGENET_MEAN, dtype=torch.float32).view(3, 1, 1)
    deviation = torch.tensor(IMAGENET_DEVIATION, dtype=torch.float32).view(3, 1, 1)
    return np.ascontiguousarray(((pixels - mean) / deviation)[None].numpy(), "<f4")


def decode(scores, width, height, close_gap):
    """Of raw scores [1,C,h,w]: the class ids [height,width], where two classes tie, and where they are close."""
    upsampled = functional.interpolate(torch.from_numpy(scores), (height, width), mode="bilinear", align_corners=False)
    highest, second = upsampled[0].topk(2, 0).values.to(torch.float64)
    gap = highest - second
    ties = gap <= TIE_GAP * highest.abs().clamp(min=1)
    close = ties | (gap <= close_gap)
    # numpy's argmax is the one that promises the lowest index among equals
    return upsampled[0].numpy().argmax(0), ties.numpy(), close.numpy()


def run_graph(options, model, level, files):
    """Runs a graph on pairs (input file, result file)."""
    command = ["java", "-cp", options.onnxruntime, pathlib.Path(__file__).with_name("RunGraph.java"), model,
               options.output, options.threads, level, *(file for pair in files for file in pair)]
    subprocess.run([str(word) for word in command], check=True)


def case_row(case, tensor, scores, other_scores, image, options):
    model, photo, rule = case
    classes = scores.shape[1]
    if classes > TIE:
        raise SystemExit(f"{model} has {classes} classes; a label file of 8 bits that marks ties holds at most {TIE}")
    close_gap = CLOSE_GAPS_PER_DIFFERENCE * float(np.abs(scores - other_scores).max())
    labels, ties, close = decode(scores, *image.size, close_gap)
    name = f"{model}-{photo}-{rule}"
    Image.fromarray(np.where(ties, TIE, labels).astype(np.uint8)).save(options.result / f"{name}.png", optimize=True)
    Image.fromarray(close).save(options.result / f"{name}-close.png", optimize=True)
    counts = np.bincount(labels.ravel(), minlength=classes)
    return {"model": f"{model}.onnx", "image": f"{photo}.png", "size": rule,
            "network": [tensor.shape[3], tensor.shape[2]],
            "input_sha256": hashlib.sha256(tensor.tobytes()).hexdigest(),
            "labels": f"{name}.png", "close": f"{name}-close.png",
            "width": image.width, "height": image.height, "pixels": int(labels.size),
            "tie_pixels": int(ties.sum()), "close_gap": float(f"{close_gap:.3g}"), "close_pixels": int(close.sum()),
            "shares": [round(float(count) / labels.size, 6) for count in counts]}


def segment(cases, options, folder):
    """One table row per case; tensors and raw scores pass through files in `folder`."""
    levels = (options.level, "ALL_OPT" if options.level == "NO_OPT" else "NO_OPT")
    rows = []
    for model in dict.fromkeys(model for model, _, _ in cases):
        own = [case for case in cases if case[0] == model]
        images = [Image.open(options.images / f"{photo}.png").convert("RGB") for _, photo, _ in own]
        tensors = [network_input(image, rule) for image, (_, _, rule) in zip(images, own)]
        inputs = [folder / f"{'-'.join(case)}-input.npy" for case in own]
        results = [[folder / f"{'-'.join(case)}-{level}.npy" for case in own] for level in levels]
        for tensor, file in zip(tensors, inputs):
            np.save(file, tensor)
        for level, files in zip(levels, results):
            run_graph(options, options.models / f"{model}.onnx", level, zip(inputs, files))
        for case, tensor, image, *files in zip(own, tensors, images, *results):
            rows.append(case_row(case, tensor, *(np.load(file) for file in files), image, options))
            print(*(rows[-1][key] for key in ("labels", "network", "pixels", "tie_pixels", "close_pixels")))
    return rows


def every_case(options):
    names = lambda folder, ending: sorted(path.stem for path in folder.glob(ending))
    return [(model, photo, rule) for model in names(options.models, "*.onnx")
            for photo in names(options.images, "*.png") for rule in (TORCHVISION_SHORT_EDGE, AS_IT_IS)]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=pathlib.Path, metavar="OUTPUT_DIR")
    parser.add_argument("--onnxruntime", required=True, help="the jar of ONNX Runtime")
    parser.add_argument("--models", required=True, type=pathlib.Path)
    parser.add_argument("--images", required=True, type=pathlib.Path)
    parser.add_argument("--case", action="append", default=[], metavar="MODEL:IMAGE:SIZE")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--level", default="ALL_OPT")
    parser.add_argument("--output", default="out")
    parser.add_argument("--scores", type=pathlib.Path, metavar="SCORES_DIR")
    return parser.parse_args()


def main():
    options = arguments()
    options.result.mkdir(parents=True, exist_ok=True)
    cases = [tuple(case.split(":")) for case in options.case] or every_case(options)
    with tempfile.TemporaryDirectory() as passing:
        if options.scores is not None:
            options.scores.mkdir(parents=True, exist_ok=True)
        rows = segment(cases, options, options.scores or pathlib.Path(passing))
    versions = {"Pillow": PIL.__version__, "NumPy": np.__version__, "PyTorch": torch.__version__,
                "ONNX Runtime": pathlib.Path(options.onnxruntime).stem, "machine": platform.machine(),
                "threads": options.threads, "level": options.level}
    (options.result / "TABLE.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
    (options.result / "VERSIONS.json").write_text(json.dumps(versions, indent=1) + "\n")


if __name__ == "__main__":
    main()

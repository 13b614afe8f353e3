"""Write the sizes that transformers' image processors give to images, for thousands of drawn sizes.

    python3 make_processor_sizes.py ../resources/processors

Needs transformers, PyTorch, torchvision and Pillow. Every rule is a preprocessor_config.json that AutoImageProcessor
loads; the processor is then called as users call it. Only the filters themselves (Pillow's and torchvision's resize) are
replaced by ones that note the size that they are asked for and give an image of it that takes no memory, so that images
of any size cost nothing. None of it is shared with the Java side.

SIZES.json: sizes, the drawn widths and heights; rules, of each: name; config, the file; count, how many of the sizes it
was asked about; failed, the places of those for which the processor raises an error; digests, for every CHUNK sizes the
first DIGITS digits of the SHA-256 of the line "resized widthxheight network widthxheight" of each, failed ones left out.
"""

import hashlib
import json
import pathlib
import sys
import tempfile

import numpy as np
import PIL
import torch
import torchvision
import transformers
from torchvision.transforms.v2 import functional as filters
from transformers import AutoImageProcessor, image_processing_backends

CHUNK = 100
DIGITS = 16
COUNT = 2500
FEW = 300
LARGEST_OF_FEW = 1500

USUAL = [(640, 360), (360, 640), (640, 480), (480, 640), (1920, 1080), (1080, 1920), (1280, 720), (800, 800), (800, 1333),
         (1333, 800), (1333, 1333), (512, 512), (384, 384), (1, 1), (1, 2), (3, 2), (4000, 3000), (6000, 4000), (451, 300),
         (640, 427), (427, 640), (500, 375), (375, 500), (2048, 1024), (4032, 3024), (799, 1334), (801, 1333), (224, 224)]

EDGES = {"shortest_edge": 800, "longest_edge": 1333}
QUERIES = {"image_processor_type": "Mask2FormerImageProcessor"}
RULES = {
    "capped": {"image_processor_type": "OneFormerImageProcessor"},
    "capped 640 2560": {"image_processor_type": "OneFormerImageProcessor",
                        "size": {"shortest_edge": 640, "longest_edge": 2560}},
    "capped 480 640": {"image_processor_type": "ViTImageProcessor", "size": {"shortest_edge": 480, "longest_edge": 640}},
    "capped 7 9": {"image_processor_type": "SegformerImageProcessor", "size": {"shortest_edge": 7, "longest_edge": 9}},
    "capped below": {"image_processor_type": "BeitImageProcessor", "size": {"shortest_edge": 1000, "longest_edge": 999}},
    "maskformer": {"image_processor_type": "MaskFormerImageProcessor"},
    "mask2former": QUERIES,
    "mask2former 512 2048": {**QUERIES, "size": {"shortest_edge": 512, "longest_edge": 2048}},
    "mask2former max_size": {**QUERIES, "max_size": 1024},
    "mask2former number": {**QUERIES, "size": 480, "max_size": 1280},
    "mask2former divisor 14": {**QUERIES, "size_divisor": 14},
    "mask2former divisor 0": {**QUERIES, "size_divisor": 0},
    "mask2former maxima": {**QUERIES, "size": {"max_height": 700, "max_width": 900}},
    "mask2former sides": {**QUERIES, "size": {"height": 500, "width": 700}},
    "short edge 512": {"image_processor_type": "SegformerImageProcessor", "size": {"shortest_edge": 512}},
    "short edge 545": {"image_processor_type": "MobileNetV2ImageProcessor", "size": {"shortest_edge": 545}},
    "short edge 13": {"image_processor_type": "MobileViTImageProcessor", "size": 13, "do_center_crop": False},
    "maxima 640 480": {"image_processor_type": "ViTImageProcessor", "size": {"max_height": 640, "max_width": 480}},
    "maxima 1333 1333": {"image_processor_type": "OneFormerImageProcessor",
                         "size": {"max_height": 1333, "max_width": 1333}},
    "maxima 7 500": {"image_processor_type": "SegformerImageProcessor", "size": {"max_height": 7, "max_width": 500}},
    "dpt": {"image_processor_type": "DPTImageProcessor"},
    "dpt ratio": {"image_processor_type": "DPTImageProcessor", "keep_aspect_ratio": True},
    "dpt ratio 32": {"image_processor_type": "DPTImageProcessor", "keep_aspect_ratio": True, "ensure_multiple_of": 32},
    "dpt ratio 14": {"image_processor_type": "DPTImageProcessor", "size": 518, "keep_aspect_ratio": True,
                     "ensure_multiple_of": 14},
    "dpt multiple": {"image_processor_type": "DPTImageProcessor", "size": {"height": 380, "width": 500},
                     "ensure_multiple_of": 32},
    "dpt half a multiple": {"image_processor_type": "DPTImageProcessor", "size": {"height": 240, "width": 176},
                            "ensure_multiple_of": 32},
    "dpt padded": {"image_processor_type": "DPTImageProcessor", "keep_aspect_ratio": True, "do_pad": True,
                   "size_divisor": 14},
    "convnext": {"image_processor_type": "ConvNextImageProcessor"},
    "convnext 224": {"image_processor_type": "ConvNextImageProcessor", "size": {"shortest_edge": 224}},
    "convnext 300 .9": {"image_processor_type": "ConvNextImageProcessor", "size": 300, "crop_pct": 0.9},
    "eomt": {"image_processor_type": "EomtImageProcessor"},
    "eomt padded": {"image_processor_type": "EomtImageProcessor", "do_pad": True},
    "eomt short edge padded": {"image_processor_type": "EomtImageProcessor", "size": {"shortest_edge": 512},
                               "do_pad": True},
    "eomt uneven padded": {"image_processor_type": "EomtImageProcessor",
                           "size": {"shortest_edge": 400, "longest_edge": 700}, "do_pad": True},
    "mobilevit": {"image_processor_type": "MobileViTImageProcessor"},
    "mobilenet": {"image_processor_type": "MobileNetV2ImageProcessor", "size": 545, "crop_size": 513},
    "bit": {"image_processor_type": "BitImageProcessor"},
    "sapiens": {"image_processor_type": "Sapiens2ImageProcessor", "size": {"height": 512, "width": 384}},
    "sapiens padded": {"image_processor_type": "Sapiens2ImageProcessor", "size": {"height": 512, "width": 384},
                       "do_pad": True},
}

asked = []


def blank(height, width):
    """An image of zeros that takes no memory."""
    if height < 1 or width < 1:
        raise ValueError("height and width must be > 0")
    return np.broadcast_to(np.uint8(0), (3, height, width))


def pillow_resize(image, size, **others):
    asked.append(tuple(size))
    return blank(*size)


def torchvision_resize(image, size, **others):
    asked.append(tuple(size))
    return torch.from_numpy(blank(*size).copy()).expand(*image.shape[:-3], -1, -1, -1)


def sizes():
    rng = np.random.default_rng(518)
    drawn = [(int(2 ** a), int(2 ** b)) for a, b in rng.uniform(0, 13, (COUNT // 5, 2))]
    for long in rng.integers(30, 6000, COUNT):
        short = max(1, int(long / 2 ** rng.uniform(0, 2)))
        drawn.append((int(long), short) if rng.integers(2) else (short, int(long)))
    return (USUAL + drawn)[:COUNT]


def lines(processor, image_sizes):
    for width, height in image_sizes:
        asked.clear()
        image = blank(height, width)
        try:
            result = processor(image, input_data_format="channels_first", do_rescale=False, do_normalize=False)
        except ValueError:
            yield None
            continue
        network = result["pixel_values"][0].shape[-2:]
        yield f"{asked[-1][1]}x{asked[-1][0]} {network[1]}x{network[0]}"


def rule(name, config, drawn):
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "preprocessor_config.json").write_text(json.dumps(config))
        processor = AutoImageProcessor.from_pretrained(folder, backend="pil")
    if processor.backend != "pil":
        drawn = [size for size in drawn[:FEW] if max(size) <= LARGEST_OF_FEW]
    found = list(lines(processor, drawn))
    digests = [hashlib.sha256("\n".join(line for line in found[start:start + CHUNK] if line).encode()).hexdigest()[:DIGITS]
               for start in range(0, len(found), CHUNK)]
    return {"name": name, "config": json.dumps(config), "sizes": "few" if processor.backend != "pil" else "all",
            "failed": [place for place, line in enumerate(found) if line is None], "digests": digests}


def main():
    target = pathlib.Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    image_processing_backends.np_resize = pillow_resize
    filters.resize = torchvision_resize
    drawn = sizes()
    rules = [rule(name, config, drawn) for name, config in RULES.items()]
    table = [{"sizes": drawn, "few": [size for size in drawn[:FEW] if max(size) <= LARGEST_OF_FEW], "chunk": CHUNK}, *rules]
    (target / "SIZES.json").write_text("[\n" + ",\n".join(map(json.dumps, table)) + "\n]\n")
    versions = {"transformers": transformers.__version__, "torchvision": torchvision.__version__,
                "PyTorch": torch.__version__, "Pillow": PIL.__version__}
    (target / "VERSIONS.json").write_text(json.dumps(versions) + "\n")


if __name__ == "__main__":
    main()

"""Write what transformers' image processors make of pictures, for folders of many kinds.

    python3 make_processor_inputs.py ../resources/processors

Needs transformers, PyTorch, torchvision and Pillow. Every case is a folder as people keep them: any of
preprocessor_config.json, processor_config.json and config.json, with keys left out, of old, of other processors, or with
values that no processor takes. AutoImageProcessor.from_pretrained(folder, backend=...) loads it and is called with noise by
the generator of make_pillow_digests.py; nothing is replaced and none of it is shared with the Java side.

TABLE.json: one row per case: name; files, their names and texts; and of each backend, pil and torchvision, either images,
of each the width and height, the shape of pixel_values and the sha256 of its little-endian float32 bytes, or error, the
first words of what is raised. A backend that a class does not have is left out. DRAWN.json: the same for folders whose keys
and values are drawn at random, each with a picture of a drawn size.
"""

import hashlib
import itertools
import json
import pathlib
import random
import sys
import tempfile

import numpy as np
import torch
from PIL import Image
from transformers import AutoImageProcessor

from make_pillow_digests import noise

SEED = 17
PICTURES = [(90, 61), (47, 80)]
LARGE = [(67, 45)]
WORDS = 60
BACKENDS = ["pil", "torchvision"]

PREPROCESSOR = "preprocessor_config.json"
PROCESSOR = "processor_config.json"
CONFIG = "config.json"

CLASSES = ["Segformer", "Beit", "DPT", "ViT", "MobileViT", "MobileNetV2", "MaskFormer", "Mask2Former", "OneFormer", "Eomt",
           "ConvNext", "Bit", "DeiT", "CLIP", "Pvt", "Siglip", "Sapiens2", "Tipsv2Dpt"]
TORCHVISION_ONLY = ["Sapiens2", "Tipsv2Dpt"]
MODEL_TYPES = ["segformer", "upernet", "beit", "data2vec-vision", "dpt", "mobilevit", "mobilevitv2", "mobilenet_v2",
               "maskformer", "mask2former", "oneformer", "eomt", "eomt_dinov3", "sapiens2", "tipsv2_dpt"]

# A size that each class takes, small enough for a table of digests
SMALL = {name: {"size": {"height": 48, "width": 64}} for name in ("Segformer", "Beit", "DPT", "ViT", "DeiT", "Pvt", "Siglip", "Sapiens2", "Tipsv2Dpt")}
SMALL.update({name: {"size": {"shortest_edge": 48, "longest_edge": 70}}
              for name in ("MaskFormer", "Mask2Former", "OneFormer", "Eomt")})
SMALL.update({name: {"size": {"shortest_edge": 56}, "crop_size": {"height": 50, "width": 41}}
              for name in ("MobileViT", "MobileNetV2", "Bit", "CLIP")})
SMALL["ConvNext"] = {"size": {"shortest_edge": 40}}

# What is changed in a file with a small size: one after the other, for every class
CHANGES = {
    "no resize": {"do_resize": False},
    "resize null": {"do_resize": None},
    "no rescale": {"do_rescale": False},
    "rescale by 1/127.5": {"rescale_factor": 1 / 127.5},
    "rescale null": {"rescale_factor": None},
    "no normalize": {"do_normalize": False},
    "normalize": {"do_normalize": True},
    "neither": {"do_rescale": False, "do_normalize": False},
    "means": {"image_mean": [0.1, 0.2, 0.3], "image_std": [0.4, 0.5, 0.6]},
    "one mean": {"image_mean": 0.25, "image_std": 0.75},
    "means of 0": {"image_mean": [0, 0, 0], "image_std": [1, 1, 1]},
    "crop of one side": {"do_center_crop": True, "crop_size": {"height": 31, "width": 97}},
    "mean null": {"image_mean": None, "image_std": None},
    "bicubic": {"resample": 3},
    "bilinear": {"resample": 2},
    "nearest": {"resample": 0},
    "lanczos": {"resample": 1},
    "box": {"resample": 4},
    "resample null": {"resample": None},
    "size number": {"size": 40},
    "size number square": {"size": 40, "default_to_square": True},
    "size number edge": {"size": 40, "default_to_square": False},
    "size number max_size": {"size": 40, "max_size": 50},
    "size list": {"size": [40, 30]},
    "sides": {"size": {"height": 30, "width": 44}},
    "short edge": {"size": {"shortest_edge": 45}},
    "long edge": {"size": {"longest_edge": 45}},
    "both edges": {"size": {"shortest_edge": 45, "longest_edge": 60}},
    "maxima": {"size": {"max_height": 50, "max_width": 40}},
    "an edge and a side": {"size": {"shortest_edge": 50, "height": 40}},
    "crop": {"do_center_crop": True, "crop_size": {"height": 31, "width": 36}},
    "crop number": {"do_center_crop": True, "crop_size": 33},
    "crop list": {"do_center_crop": True, "crop_size": [20, 31]},
    "crop beyond": {"do_center_crop": True, "crop_size": {"height": 101, "width": 97}},
    "crop size alone": {"crop_size": {"height": 31, "width": 36}},
    "crop alone": {"do_center_crop": True, "crop_size": None},
    "no crop": {"do_center_crop": False},
    "crop edge": {"do_center_crop": True, "crop_size": {"shortest_edge": 30}},
    "pad": {"do_pad": True},
    "pad to size": {"do_pad": True, "pad_size": {"height": 130, "width": 140}},
    "pad to number": {"do_pad": True, "pad_size": 130},
    "pad size alone": {"pad_size": {"height": 130, "width": 140}},
    "pad too small": {"do_pad": True, "pad_size": {"height": 13, "width": 14}},
    "pad to multiple": {"do_pad": True, "size_divisor": 32},
    "divisor": {"size_divisor": 14},
    "divisor 0": {"size_divisor": 0},
    "old divisor": {"size_divisibility": 14},
    "reduce labels": {"do_reduce_labels": True},
    "reduce label of old": {"reduce_labels": True},
    "flip": {"do_flip_channel_order": True},
    "no flip": {"do_flip_channel_order": False},
    "keep ratio": {"keep_aspect_ratio": True, "ensure_multiple_of": 16},
    "multiple": {"ensure_multiple_of": 16},
    "crop_pct": {"crop_pct": 0.75},
    "split": {"do_split_image": True},
    "no split": {"do_split_image": False},
    "rgb": {"do_convert_rgb": True},
    "queries": {"ignore_index": 255, "num_labels": 150, "num_text": 7},
    "square": {"default_to_square": True},
    "not square": {"default_to_square": False},
    "data format": {"data_format": "channels_first"},
    "processor class": {"processor_class": "SomeProcessor"},
}


# What drawn files choose from; a whole rescale_factor is left out, since torchvision multiplies it with bytes, modulo 256
DRAWN = 600
POSSIBLE = {
    "do_resize": [True, False, None],
    "size": [40, [40, 30], {"height": 30, "width": 44}, {"shortest_edge": 45}, {"longest_edge": 45},
             {"shortest_edge": 45, "longest_edge": 60}, {"shortest_edge": 33, "longest_edge": 47},
             {"max_height": 50, "max_width": 40}, {"shortest_edge": 61, "longest_edge": 50}, None],
    "max_size": [50, 70],
    "default_to_square": [True, False, None],
    "resample": [0, 1, 2, 2, 3, 3, None],
    "do_rescale": [True, False, None],
    "rescale_factor": [1 / 255, 1 / 127.5, 0.5, 2.5, None],
    "do_normalize": [True, False, None],
    "image_mean": [[0.1, 0.2, 0.3], 0.5, [0, 0, 0], 0, None],
    "image_std": [[0.4, 0.5, 0.6], 0.5, [1, 1, 1], 1, [2, 2, 2]],
    "do_center_crop": [True, False, None],
    "crop_size": [33, [20, 31], {"height": 31, "width": 36}, {"height": 70, "width": 30}, None],
    "do_pad": [True, False],
    "pad_size": [{"height": 130, "width": 140}, 130, [128, 129], None],
    "size_divisor": [0, 14, 16, 32],
    "size_divisibility": [14],
    "keep_aspect_ratio": [True, False],
    "ensure_multiple_of": [1, 14, 16, 32],
    "do_flip_channel_order": [True, False],
    "crop_pct": [0.75, 0.9, None],
    "do_reduce_labels": [True],
}


def drawn_cases():
    draw = random.Random(518)
    for number in range(DRAWN):
        name = draw.choice(CLASSES)
        small = SMALL[name] if draw.random() < 0.9 else {}
        keys = {key: draw.choice(POSSIBLE[key]) for key in draw.sample(list(POSSIBLE), draw.randint(1, 8))}
        ending = draw.choice(["ImageProcessor", "ImageProcessorFast"])
        picture = (draw.randint(8, 120), draw.randint(8, 120))
        yield f"{name} {number}", {PREPROCESSOR: {**type_key(name, ending), **small, **keys}}, [picture]


def type_key(name, ending="ImageProcessor"):
    return {"image_processor_type": name + ending}


def cases():
    for name in CLASSES:
        yield f"{name} defaults", {PREPROCESSOR: type_key(name)}, LARGE
        for ending in ("ImageProcessorFast", "ImageProcessor") + (("ImageProcessorPil",) if name not in TORCHVISION_ONLY else ()):
            yield f"{name}{ending}", {PREPROCESSOR: {**type_key(name, ending), **SMALL[name]}}, PICTURES
        yield f"{name}FeatureExtractor", {PREPROCESSOR: {"feature_extractor_type": name + "FeatureExtractor",
                                                         **SMALL[name]}}, PICTURES
        for change, keys in CHANGES.items():
            yield f"{name}, {change}", {PREPROCESSOR: {**type_key(name), **SMALL[name], **keys}}, PICTURES
    for model in MODEL_TYPES:
        yield f"type by {model}", {PREPROCESSOR: {"rescale_factor": 0.5}, CONFIG: {"model_type": model}}, LARGE
    yield "no type", {PREPROCESSOR: {"size": {"height": 30, "width": 44}}}, PICTURES
    yield "unknown type by config", {PREPROCESSOR: {"feature_extractor_type": "ImageFeatureExtractor",
                                                    "size": {"height": 30, "width": 44}},
                                     CONFIG: {"model_type": "segformer"}}, PICTURES
    yield "both types", {PREPROCESSOR: {**type_key("ViT"), "feature_extractor_type": "MobileViTFeatureExtractor",
                                        "size": 40}}, PICTURES
    nested = {**type_key("ViT"), "size": {"height": 30, "width": 44}}
    plain = {**type_key("Segformer"), "size": {"height": 20, "width": 24}}
    yield "nested", {PROCESSOR: {"image_processor": nested, "processor_class": "A"}}, PICTURES
    yield "nested before plain", {PROCESSOR: {"image_processor": nested}, PREPROCESSOR: plain}, PICTURES
    yield "plain beside other", {PROCESSOR: {"processor_class": "A"}, PREPROCESSOR: plain}, PICTURES
    yield "nested, type by config", {PROCESSOR: {"image_processor": {"size": {"height": 20, "width": 24}}},
                                     CONFIG: {"model_type": "beit"}}, PICTURES
    for name, (mean, std) in itertools.product(("Segformer", "Mask2Former"), (([0.5], [0.5]), ([0.5, 0.5], [0.5, 0.5]))):
        yield f"{name}, {len(mean)} means", {PREPROCESSOR: {**type_key(name), **SMALL[name], "image_mean": mean,
                                                            "image_std": std}}, PICTURES
    yield "SegFormer of 4.17", {PREPROCESSOR: {
        "do_normalize": True, "do_resize": True, "feature_extractor_type": "SegformerFeatureExtractor",
        "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225], "reduce_labels": True, "resample": 2,
        "size": 64}}, PICTURES
    yield "BEiT of 4.6", {PREPROCESSOR: {
        "crop_size": 64, "do_center_crop": False, "do_normalize": True, "do_resize": True,
        "feature_extractor_type": "BeitFeatureExtractor", "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5],
        "resample": 3, "size": 64}}, PICTURES
    yield "DPT of 4.17", {PREPROCESSOR: {
        "do_normalize": True, "do_resize": True, "ensure_multiple_of": 16, "feature_extractor_type": "DPTFeatureExtractor",
        "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "keep_aspect_ratio": True, "resample": 3,
        "size": 64}}, PICTURES
    yield "MaskFormer of 4.17", {PREPROCESSOR: {
        "do_normalize": True, "do_resize": True, "feature_extractor_type": "MaskFormerFeatureExtractor",
        "ignore_index": 255, "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225], "max_size": 90,
        "reduce_labels": True, "resample": 2, "size": 64, "size_divisibility": 32}}, PICTURES
    yield "MobileViT of 4.20", {PREPROCESSOR: {
        "crop_size": 48, "do_center_crop": True, "do_flip_channel_order": True, "do_resize": True,
        "feature_extractor_type": "MobileViTFeatureExtractor", "resample": 2, "size": 52}}, PICTURES
    yield "Mask2Former of 4.25", {PREPROCESSOR: {
        "do_normalize": True, "do_rescale": True, "do_resize": True, "ignore_index": 255,
        "image_mean": [0.485, 0.456, 0.406], "image_processor_type": "Mask2FormerImageProcessor",
        "image_std": [0.229, 0.224, 0.225], "num_labels": 150, "reduce_labels": True, "resample": 2,
        "rescale_factor": 0.00392156862745098, "size": {"longest_edge": 90, "shortest_edge": 64}, "size_divisor": 32}}, PICTURES


def input_row(processor, size):
    image = Image.fromarray(noise(*size, SEED))
    others = {"task_inputs": ["semantic"]} if type(processor).__name__.startswith("OneFormer") else {}
    values = np.asarray(processor(image, return_tensors="np", **others)["pixel_values"])
    digest = hashlib.sha256(np.ascontiguousarray(values.astype("<f4")).tobytes()).hexdigest()
    return {"width": size[0], "height": size[1], "shape": list(values.shape), "sha256": digest}


def result(folder, backend, pictures):
    try:
        processor = AutoImageProcessor.from_pretrained(folder, backend=backend)
        if processor.backend != backend:
            return None
        return {"images": [input_row(processor, size) for size in pictures]}
    except Exception as error:  # whatever a processor raises, it does not take such a folder
        return {"error": f"{type(error).__name__}: {error}".replace(folder, "FOLDER").split("\n")[0][:WORDS]}


def row(name, files, pictures):
    texts = {file: json.dumps(content) for file, content in files.items()}
    with tempfile.TemporaryDirectory() as folder:
        for file, text in texts.items():
            pathlib.Path(folder, file).write_text(text)
        results = {backend: result(folder, backend, pictures) for backend in BACKENDS}
    return {"name": name, "files": texts, **{backend: found for backend, found in results.items() if found is not None}}


def main():
    target = pathlib.Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    for file, all_cases in (("TABLE.json", cases()), ("DRAWN.json", drawn_cases())):
        rows = [row(*case) for case in all_cases]
        (target / file).write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n")


if __name__ == "__main__":
    main()

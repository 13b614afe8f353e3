"""Write what each preset's own Python stack feeds to its network.

    python3 make_preset_inputs.py ../resources/goldens/inputs ../resources/presets

Needs Pillow, OpenCV, NumPy and, for Hugging Face's, transformers with torchvision, on a processor on which PyTorch resizes
tensors of uint8 as they are (AVX2, AVX-512 or ARM64). Hugging Face's inputs are those of its own processors, with both of
their backends; every other function below follows the code that the Javadoc of `Preset` names, step by step, with that
code's own libraries and element types; none of it is shared with the Java side. The pictures are the drawn
ones in goldens/inputs, and noise by the generator of make_pillow_digests.py, which is larger than most networks'
inputs, so that it is shrunk where they are enlarged.

TABLE.json: one row per case: preset; backend (of Hugging Face's processors only); input (a picture's name, or "generated" for that noise), width and height; layout;
shape of the float32 tensor; sha256 of its little-endian bytes; probes (index, value), to see where a difference begins.
close/*.npy: whole tensors of a few small cases, for presets whose Python computes in float64 or filters floats, so that
equal bits cannot be asked for; CLOSE.json has their rows: preset, input, width, height, size (the fixed size or the
short edge that replaces the preset's, to keep them small), file, and why.
"""

import hashlib
import json
import pathlib
import sys
import tempfile

import cv2
import numpy as np
import torch
import transformers
from PIL import Image
from torchvision import __version__ as torchvision_version
from transformers import AutoImageProcessor

from make_pillow_digests import noise

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)
HALF = (0.5, 0.5, 0.5)
GENERATED = "generated"
NOISE = (2300, 1100, 17)
PROBES = 7


def pillow(image, width, height, kind):
    return np.asarray(Image.fromarray(image).resize((width, height), kind))


def planes(pixels):
    return np.ascontiguousarray(pixels.transpose(2, 0, 1)[None])


# torchvision: transforms/_presets.py, SemanticSegmentation

def torchvision(image, short=520):
    height, width = image.shape[:2]
    if width <= height:
        new_width, new_height = short, int(short * height / width)
    else:
        new_width, new_height = int(short * width / height), short
    resized = pillow(image, new_width, new_height, Image.BILINEAR)
    unit = resized.astype(np.float32) / np.float32(255)
    return planes((unit - np.float32(IMAGENET_MEAN)) / np.float32(IMAGENET_STD))


# transformers: the processors themselves, made of what the published checkpoints have in preprocessor_config.json

def square(side):
    return {"height": side, "width": side}


ADE20K_BY_HALVES = {"do_center_crop": False, "resample": 3, "image_mean": HALF, "image_std": HALF}

HUGGING_FACE = {
    "segformer": {"image_processor_type": "SegformerImageProcessor", "size": square(512)},
    "upernet": {"image_processor_type": "SegformerImageProcessor", "size": square(512)},
    "beit": {"image_processor_type": "BeitImageProcessor", "size": square(640), **ADE20K_BY_HALVES},
    "dpt": {"image_processor_type": "DPTImageProcessor", "size": square(480), **ADE20K_BY_HALVES},
    "mobilevit": {"image_processor_type": "MobileViTImageProcessor", "size": {"shortest_edge": 544},
                  "crop_size": square(512), "resample": 2, "do_flip_channel_order": True},
    "mobilenet_v2_deeplab": {"image_processor_type": "MobileNetV2ImageProcessor", "size": {"shortest_edge": 545},
                             "crop_size": square(513)},
    "mask2former": {"image_processor_type": "Mask2FormerImageProcessor",
                    "size": {"shortest_edge": 512, "longest_edge": 2048}, "size_divisor": 32},
    "oneformer": {"image_processor_type": "OneFormerImageProcessor",
                  "size": {"shortest_edge": 800, "longest_edge": 1333}},
}


def huggingface(config, backend, image):
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "preprocessor_config.json").write_text(json.dumps(config))
        processor = AutoImageProcessor.from_pretrained(folder, backend=backend)
    if processor.backend != backend:
        raise ValueError(f"{type(processor).__name__} is of {processor.backend}")
    return np.ascontiguousarray(processor(Image.fromarray(image), return_tensors="np")["pixel_values"])


# MMSegmentation: LoadImageFromFile reads BGR, mmcv.imrescale, SegDataPreProcessor

def mmseg(image, long_edge, short_edge, size_divisor=None):
    bgr = np.ascontiguousarray(image[:, :, ::-1])
    height, width = bgr.shape[:2]
    scale = min(long_edge / max(height, width), short_edge / min(height, width))
    size = (int(width * float(scale) + 0.5), int(height * float(scale) + 0.5))
    resized = cv2.resize(bgr, size, interpolation=cv2.INTER_LINEAR)
    tensor = resized.transpose(2, 0, 1)[[2, 1, 0]].astype(np.float32)
    mean = np.float32((123.675, 116.28, 103.53)).reshape(3, 1, 1)
    std = np.float32((58.395, 57.12, 57.375)).reshape(3, 1, 1)
    tensor = ((tensor - mean) / std)[None]
    if size_divisor is not None:
        height, width = tensor.shape[2:]
        tensor = np.pad(tensor, ((0, 0), (0, 0), (0, -height % size_divisor), (0, -width % size_divisor)))
    return np.ascontiguousarray(tensor)


def cityscapes(image):
    return mmseg(image, 2048, 1024)


# PaddleSeg: paddleseg/transforms, Compose reads RGB, Resize, Normalize

def pp_humanseg(image, width, height):
    resized = cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR)
    tensor = resized.astype(np.float32, copy=False) / 255.0
    tensor -= np.array(HALF)[None, None]
    tensor /= np.array(HALF)[None, None]
    return planes(tensor)


# MediaPipe's range and size with OpenCV's linear filter; N,H,W,C as its TensorFlow Lite model takes it

def selfie(image, width, height):
    resized = cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.ascontiguousarray((resized.astype(np.float32) / np.float32(255))[None])


# The networks whose Python computes in float64

def u2net(image, width, height, divisor=None):
    """rembg; it divides by the largest sample of the resized photo."""
    array = pillow(image, width, height, Image.LANCZOS)
    array = array / (max(np.max(array), 1e-6) if divisor is None else divisor)
    array = (array - np.array(IMAGENET_MEAN)) / np.array(IMAGENET_STD)
    return planes(array).astype(np.float32)


def unet(image):
    """segmentation_models.pytorch, then zeros up to multiples of 32."""
    array = image / 255.0
    array = array - np.array(IMAGENET_MEAN)
    array = array / np.array(IMAGENET_STD)
    tensor = planes(array).astype(np.float32)
    height, width = tensor.shape[2:]
    return np.pad(tensor, ((0, 0), (0, 0), (0, -height % 32), (0, -width % 32)))


def modnet(image, ref_size):
    """MODNet's ONNX script, for photos whose sides are both above or both below its size."""
    height, width = image.shape[:2]
    if max(height, width) >= ref_size and min(height, width) <= ref_size:
        raise ValueError("MODNet would leave this size alone")
    if width >= height:
        new_width, new_height = int(width / height * ref_size), ref_size
    else:
        new_width, new_height = ref_size, int(height / width * ref_size)
    new_width, new_height = new_width - new_width % 32, new_height - new_height % 32
    array = (image - 127.5) / 127.5
    array = cv2.resize(array, None, fx=new_width / width, fy=new_height / height, interpolation=cv2.INTER_AREA)
    return planes(array).astype(np.float32)


EXACT = {
    "fcn_resnet50": torchvision, "fcn_resnet101": torchvision,
    "deeplabv3_resnet50": torchvision, "deeplabv3_resnet101": torchvision,
    "deeplabv3_mobilenet_v3_large": torchvision, "lraspp_mobilenet_v3_large": torchvision,
    "pspnet": cityscapes, "deeplabv3plus": cityscapes, "bisenetv1": cityscapes, "bisenetv2": cityscapes,
    "pidnet": cityscapes, "segnext": lambda image: mmseg(image, 2048, 512, 32),
    "pp_humanseg": lambda image: pp_humanseg(image, 192, 192),
    "pp_humanseg_portrait": lambda image: pp_humanseg(image, 256, 144),
    "selfie_segmentation": lambda image: selfie(image, 256, 256),
    "selfie_segmentation_landscape": lambda image: selfie(image, 256, 144),
}
CHANNELS_LAST = {"selfie_segmentation", "selfie_segmentation_landscape"}

CLOSE = [
    ("u2net", GENERATED, 90, 70, [48, 40], lambda image: u2net(image, 48, 40), "float64, and a sample of 255"),
    ("u2net", "tall", 0, 0, [40, 48], lambda image: u2net(image, 40, 48, 255), "float64, 255 for the largest sample"),
    ("unet", GENERATED, 67, 33, None, unet, "float64"),
    ("unet", "even", 0, 0, None, unet, "float64"),
    ("modnet", GENERATED, 150, 100, 64, lambda image: modnet(image, 64), "filtered as floats"),
    ("modnet", GENERATED, 40, 30, 64, lambda image: modnet(image, 64), "filtered as floats"),
]


def exact_row(preset, name, image, backend=None):
    tensor = EXACT[preset](image) if backend is None else huggingface(HUGGING_FACE[preset], backend, image)
    if tensor.dtype != np.float32:
        raise ValueError(f"{preset} is {tensor.dtype}")
    flat = tensor.reshape(-1)
    indices = [int(i) for i in np.linspace(0, flat.size - 1, PROBES)]
    return {"preset": preset, **({} if backend is None else {"backend": backend}), "input": name, "width": image.shape[1], "height": image.shape[0],
            "layout": "NHWC" if preset in CHANNELS_LAST else "NCHW", "shape": list(tensor.shape),
            "sha256": hashlib.sha256(tensor.astype("<f4").tobytes()).hexdigest(),
            "probes": [[i, float(flat[i])] for i in indices]}


def main():
    inputs, target = map(pathlib.Path, sys.argv[1:])
    (target / "close").mkdir(parents=True, exist_ok=True)
    pictures = {path.stem: np.array(Image.open(path).convert("RGB")) for path in sorted(inputs.glob("*.png"))}
    pictures[GENERATED] = noise(*NOISE)
    rows = [exact_row(preset, name, image) for preset in EXACT for name, image in pictures.items()]
    rows += [exact_row(preset, name, image, backend) for preset in HUGGING_FACE for backend in ("torchvision", "pil")
             for name, image in pictures.items()]
    (target / "TABLE.json").write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n")
    close = []
    for preset, name, width, height, size, make, why in CLOSE:
        image = noise(width, height, NOISE[2]) if name == GENERATED else pictures[name]
        file = f"{preset}-{name}-{image.shape[1]}x{image.shape[0]}.npy"
        np.save(target / "close" / file, make(image))
        close.append({"preset": preset, "input": name, "width": image.shape[1], "height": image.shape[0], "size": size,
                      "file": file, "why": why})
    (target / "close" / "CLOSE.json").write_text("[\n" + ",\n".join(map(json.dumps, close)) + "\n]\n")
    versions = {"Pillow": Image.__version__, "OpenCV": cv2.__version__, "NumPy": np.__version__,
                "torch": torch.__version__, "torchvision": torchvision_version, "transformers": transformers.__version__}
    (target / "VERSIONS.json").write_text(json.dumps(versions) + "\n")


if __name__ == "__main__":
    main()

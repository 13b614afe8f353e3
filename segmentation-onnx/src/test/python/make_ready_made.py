"""Rebuild the forms in which trained networks can be had as ONNX files, with random weights and little width.

    python3 make_ready_made.py [--shim FOLDER] ../resources/ready-made ../resources/goldens/inputs

Needs torch, transformers, onnx, onnxruntime and Pillow. --shim is explained in make_transformers_exports.py. Written are

zoo.zip        torchvision's FCN as the ONNX Model Zoo has it: opset 11 and IR version 6, opset 12, and that one quantized
               (int8: QOperator; qdq: QuantizeLinear and DequantizeLinear around each operator); names, axes and opsets are
               those of ONNX_HUB_MANIFEST.json, the Resize that of the conversion notebook beside the models
segformer.zip, modnet.zip, detr.zip, maskformer.zip
               folders as transformers.js' authors publish them: config.json and preprocessor_config.json of transformers
               4.3x, quantize_config.json, and onnx/ with model.onnx and its variants; every axis of the inputs is free, the
               channels' too, as optimum names them
TABLE.json     one row for each model, backend of the processor (none for the zoo) and picture: file, input (shape) and
               sha256 of the float32 network input; exact: false for numbers of 16, 8 or 4 bits, whose sums depend on the
               processor's instructions and the runtime's release; labels (8-bit samples, 255 for ties and what is close to one) and ties

The labels are those of ONNX Runtime for Python on that file, PyTorch's interpolate and argmax.
"""

import argparse
import hashlib
import io
import json
import pathlib
import platform
import sys
import tempfile
import warnings
import zipfile

if "--shim" in sys.argv:
    at = sys.argv.index("--shim")
    sys.path.insert(0, sys.argv[at + 1])
    del sys.argv[at:at + 2]
    import torchvision_shim  # noqa: F401

import numpy as np
import onnx
import onnxruntime
import PIL
import torch
import transformers
from onnxruntime import quantization
from onnxruntime.quantization.matmul_bnb4_quantizer import MatMulBnb4Quantizer
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.transformers.float16 import convert_float_to_float16
from PIL import Image
from torch import nn
from torch.nn import functional

import make_parity
import tiny_transformers as tiny
import torchvision_like
from make_transformers_exports import IMAGES, marked, png

WIDTH = 2
ZOO_AXES = {0: "batch", 2: "height", 3: "width"}
OPTIMUM_INPUT = {0: "batch_size", 1: "num_channels", 2: "height", 3: "width"}
IMAGENET = {"image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]}
HALF = {"image_mean": [0.5] * 3, "image_std": [0.5] * 3}
STEPS = {"do_normalize": True, "do_rescale": True, "do_resize": True, "resample": 2,
         "rescale_factor": 0.00392156862745098}
BLOCK = 32


class Pictures(quantization.CalibrationDataReader):
    def __init__(self, name, tensors):
        self.feeds = iter([{name: tensor} for tensor in tensors])

    def get_next(self):
        return next(self.feeds, None)


# The ONNX Model Zoo

def fcn(blocks):
    torch.manual_seed(20210428)
    model = torchvision_like.Segmenter("fcn", blocks, WIDTH)
    sample = torchvision_like.photo_like(4, 192, 256)
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = None
    model.train()(sample)
    model.eval()
    with torch.no_grad():
        middle, deep = model.trunk(sample)
        torchvision_like.spread(model.head[-1], model.head(deep))
        torchvision_like.spread(model.aux[-1], model.aux(middle))
    tiny.rounded(model)
    return model, sample


def zoo(folder):
    for name, blocks, opset in (("fcn-resnet50-11", (3, 4, 6, 3), 11), ("fcn-resnet101-11", (3, 4, 23, 3), 11),
                                ("fcn-resnet50-12", (3, 4, 6, 3), 12)):
        model, sample = fcn(blocks)
        file = folder / f"{name}.onnx"
        torch.onnx.export(model, sample[:1], str(file), opset_version=opset, dynamo=False, input_names=["input"],
                          output_names=["out", "aux"], dynamic_axes={key: ZOO_AXES for key in ("input", "out", "aux")})
        graph = onnx.load(file)
        for node in graph.graph.node:
            if node.op_type == "Resize":
                for attribute in node.attribute:
                    if attribute.name == "coordinate_transformation_mode":
                        attribute.s = b"pytorch_half_pixel"
        onnx.save(graph, file)
    for form, layout in (("int8", quantization.QuantFormat.QOperator), ("qdq", quantization.QuantFormat.QDQ)):
        quantization.quantize_static(
            folder / "fcn-resnet50-12.onnx", folder / f"fcn-resnet50-12-{form}.onnx",
            Pictures("input", [tensor[None].numpy() for tensor in sample]), quant_format=layout,
            activation_type=quantization.QuantType.QUInt8, weight_type=quantization.QuantType.QInt8,
            per_channel=layout == quantization.QuantFormat.QOperator,  # opset 12 dequantizes whole tensors
            op_types_to_quantize=["Conv", "Relu", "Add", "MaxPool"])


# transformers.js

DYNAMIC = {"quantized": "QUInt8", "uint8": "QUInt8", "int8": "QInt8"}


def variant(name, whole):
    """One of the files beside model.onnx, by ONNX Runtime's own tools."""
    file = whole.with_name(f"model_{name}.onnx")
    if name in DYNAMIC:
        quantization.quantize_dynamic(whole, file, weight_type=quantization.QuantType[DYNAMIC[name]],
                                      per_channel=name == "quantized")
        return
    model = onnx.load(whole)
    if name.endswith("16"):
        model = convert_float_to_float16(model, keep_io_types=True)
    if name.startswith("q4"):
        quantizer = MatMulNBitsQuantizer(model, block_size=BLOCK, is_symmetric=True)
        quantizer.process()
        model = quantizer.model.model
    elif name == "bnb4":
        quantizer = MatMulBnb4Quantizer(model, MatMulBnb4Quantizer.NF4, BLOCK)
        quantizer.process()
        model = quantizer.model.model
    onnx.save(model, file)


def hub_folder(folder, config, preprocessor, export, *variants):
    (folder / "onnx").mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps(config, indent=2))
    (folder / "preprocessor_config.json").write_text(json.dumps(preprocessor, indent=2))
    (folder / "quantize_config.json").write_text(json.dumps({"per_channel": True, "reduce_range": True}, indent=2))
    export(str(folder / "onnx" / "model.onnx"))
    for name in variants:
        variant(name, folder / "onnx" / "model.onnx")


def old_config(model):
    """config.json as transformers 4.3x wrote it."""
    config = {key: value for key, value in model.config.to_dict().items() if key not in ("dtype", "transformers_version")}
    return {"_name_or_path": "somebody/something", **config, "architectures": [type(model).__name__],
            "torch_dtype": "float32", "transformers_version": "4.33.2"}


def optimum(model, outputs, extra=()):
    """Exports a network with the names of optimum."""
    def export(file):
        sample = [torch.zeros(1, 3, 96, 128)] + [torch.ones(1, 64, 64, dtype=torch.int64) for _ in extra]
        axes = {"pixel_values": OPTIMUM_INPUT, **outputs, **{name: {0: "batch_size"} for name in extra}}
        torch.onnx.export(model, tuple(sample), file, opset_version=14, dynamo=False,
                          input_names=["pixel_values", *extra], output_names=list(outputs), dynamic_axes=axes)
    return export


class Detr(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values, pixel_mask):
        result = self.model(pixel_values=pixel_values, pixel_mask=pixel_mask)
        return result.logits, result.pred_masks


class MaskFormer(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values):
        result = self.model(pixel_values=pixel_values)
        return result.class_queries_logits, result.masks_queries_logits


class Matte(nn.Module):
    """A matte as MODNet gives it: one channel of probabilities at the size of the input."""

    def __init__(self):
        super().__init__()
        self.down = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.ReLU(), nn.Conv2d(8, 8, 3, 2, 1), nn.ReLU())
        self.last = nn.Conv2d(8, 1, 1)

    def forward(self, x):
        return torch.sigmoid(functional.interpolate(self.last(self.down(x)), scale_factor=4, mode="bilinear"))


def matte():
    torch.manual_seed(7)
    model = Matte().eval()
    with torch.no_grad():
        scores = model.last(model.down(tiny.photos(4, tiny.SIDE)))
        model.last.weight.mul_(tiny.SPREAD / scores.std())
        model.last.bias.sub_(scores.mean()).mul_(tiny.SPREAD / scores.std())

    def export(file):
        axes = {0: "batch_size", 2: "height", 3: "width"}
        torch.onnx.export(model, (torch.zeros(1, 3, 96, 128),), file, opset_version=11, dynamo=False, input_names=["input"],
                          output_names=["output"], dynamic_axes={"input": axes, "output": axes})
    return export


def hub(root):
    segformer = tiny.build("segformer")
    hub_folder(root / "segformer", old_config(segformer),
               {**STEPS, **IMAGENET, "do_reduce_labels": True, "image_processor_type": "SegformerFeatureExtractor",
                "size": {"height": 512, "width": 512}},
               optimum(segformer, {"logits": {0: "batch_size", 1: "num_labels", 2: "height", 3: "width"}}),
               *DYNAMIC, "fp16", "q4", "q4f16", "bnb4")
    detr = tiny.build("detr")
    hub_folder(root / "detr", old_config(detr),
               {**STEPS, **IMAGENET, "do_pad": True, "feature_extractor_type": "DetrFeatureExtractor",
                "format": "coco_panoptic", "image_processor_type": "DetrFeatureExtractor",
                "size": {"longest_edge": 1333, "shortest_edge": 800}},
               optimum(Detr(detr), {"logits": {0: "batch_size", 1: "num_queries"},
                                    "pred_masks": {0: "batch_size", 1: "num_queries", 2: "height", 3: "width"}},
                       ("pixel_mask",)), "quantized")
    maskformer = tiny.build("maskformer")
    hub_folder(root / "maskformer", old_config(maskformer),
               {**STEPS, **IMAGENET, "do_reduce_labels": True, "feature_extractor_type": "MaskFormerFeatureExtractor",
                "ignore_index": 255, "image_processor_type": "MaskFormerFeatureExtractor", "num_labels": 7,
                "size": {"longest_edge": 2048, "shortest_edge": 512}, "size_divisor": 32},
               optimum(MaskFormer(maskformer),
                       {"class_queries_logits": {0: "batch_size", 1: "num_queries"},
                        "masks_queries_logits": {0: "batch_size", 1: "num_queries", 2: "height", 3: "width"}}),
               "quantized", "q4")
    hub_folder(root / "modnet", {"model_type": "modnet", "transformers.js_config": {"dtype": "fp32"}},
               {**STEPS, **HALF, "do_pad": False, "feature_extractor_type": "ImageFeatureExtractor",
                "size": {"shortest_edge": 512}, "size_divisibility": 32}, matte(), "fp16", "quantized", "uint8")


# What Python makes of them

def modnet_input(image):
    """transformers.js: short edge 512, both edges cut to multiples of 32; here with Pillow's filter."""
    short = min(image.size)
    width, height = (int(round(side * 512 / short, 2)) // 32 * 32 for side in image.size)
    pixels = np.asarray(image.resize((width, height), Image.BILINEAR)).transpose(2, 0, 1)[None]
    unit = (pixels.astype(np.float64) * (1 / 255)).astype(np.float32)
    return ((unit - np.float32(0.5)) / np.float32(0.5)).astype(np.float32)


def inputs(name, folder, image):
    """The network inputs by backend."""
    if name == "zoo":
        yield None, make_parity.network_input(image, make_parity.TORCHVISION_SHORT_EDGE)
    elif name == "modnet":
        yield "pil", modnet_input(image)
    else:
        for backend in ("pil", "torchvision"):
            processor = PROCESSORS[name, backend].from_pretrained(folder)
            yield backend, processor(image, return_tensors="pt")["pixel_values"].numpy()


def scores_of(session, tensor, image):
    feeds = {"pixel_mask": np.ones((1, 64, 64), np.int64)}  # the only one that transformers.js makes for DETR
    given = {value.name: feeds.get(value.name, tensor) for value in session.get_inputs()}
    results = dict(zip([value.name for value in session.get_outputs()], session.run(None, given)))
    output = {key: torch.from_numpy(value.astype(np.float32)) for key, value in results.items()}
    scores = output.get("out", output.get("output"))
    if scores is None:
        scores = tiny.scores_of(output)
    full = functional.interpolate(scores, (image.height, image.width), mode="bilinear", align_corners=False)[0]
    return torch.cat([torch.full_like(full, 0.5), full]) if len(full) == 1 else full


def rows_of(name, root, options, archive):
    rows = []
    for file in sorted(root.rglob("*.onnx")):
        session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
        exact = not any(word in file.stem for word in ("int8", "qdq", "quantized", "q4", "bnb4", "fp16"))
        for picture in IMAGES:
            image = Image.open(options.images / f"{picture}.png").convert("RGB")
            for backend, tensor in inputs(name, root, image):
                tensor = np.ascontiguousarray(tensor, "<f4")
                scores = scores_of(session, tensor, image)
                labels = scores.numpy().argmax(0)
                samples, ties = marked(scores, labels)
                path = file.relative_to(root).as_posix()
                written = f"labels/{file.stem}-{backend}-{picture}.png"
                archive.writestr(written, png(samples))
                rows.append({"archive": name, "file": path, "backend": backend or "", "image": f"{picture}.png",
                             "input": list(tensor.shape), "sha256": hashlib.sha256(tensor.tobytes()).hexdigest(),
                             "exact": exact, "labels": written, "ties": ties})
                print(name, path, backend, picture, tensor.shape, ties, np.bincount(labels.ravel()).tolist(), flush=True)
    for file in sorted(root.rglob("*")):
        if file.is_file():
            archive.writestr(file.relative_to(root).as_posix(), file.read_bytes())
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=pathlib.Path)
    parser.add_argument("images", type=pathlib.Path)
    options = parser.parse_args()
    options.result.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        (root / "zoo").mkdir()
        zoo(root / "zoo")
        hub(root)
        rows = []
        for folder in sorted(root.iterdir()):
            with zipfile.ZipFile(options.result / f"{folder.name}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
                rows += rows_of(folder.name, folder, options, archive)
    (options.result / "TABLE.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
    versions = {module.__name__: module.__version__ for module in (torch, transformers, onnx, onnxruntime, PIL)}
    (options.result / "VERSIONS.json").write_text(json.dumps({**versions, "machine": platform.machine()}, indent=1) + "\n")


PROCESSORS = {(name, backend): getattr(transformers, kind + "ImageProcessor" + ("Pil" if backend == "pil" else ""))
              for name, kind in (("segformer", "Segformer"), ("detr", "Detr"), ("maskformer", "MaskFormer"))
              for backend in ("pil", "torchvision")}

if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    transformers.logging.set_verbosity_error()
    main()

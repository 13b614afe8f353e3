"""Export torchvision's networks as PyTorch's users do, and label photos with torchvision itself.

    python3 make_exports.py --images IMAGES_DIR OUTPUT_DIR [--narrow 32] [--all] [--only NETWORK] [--loose]

Needs PyTorch 2.13, torchvision 0.28, onnx, onnxruntime, Pillow and NumPy; where torchvision is a build for CUDA beside a
PyTorch for CPUs, a module on PYTHONPATH called torchvision_shim is imported first. What is in OUTPUT_DIR afterwards:

NETWORK.zip     the exports of one network as NAME.onnx, with NAME.onnx.data where the exporter keeps weights outside;
                with --loose they are files of the folder
TABLE.json      one row per export and photo: network, export (file name), photo (file name), upright (1 if the photo
                was turned by a quarter to the left before), input (width and height of the network's input),
                input_sha256 (of that float32 NCHW tensor, little endian), labels and close (file names), width, height,
                tie_pixels, close_gap (4 d, see below), close_pixels (ties included)
VERSIONS.json   what the results were made with
NAME.png        8-bit gray: the class id of every pixel, or 255 where two classes tie
NAME-close.png  1 bit: 1 where the two best classes are so close that another runtime may choose the other one

The networks are torchvision's own classes, so that exporters write torchvision's names into the files; their
convolutions are made narrow afterwards, all channels but the image's and the classes' divided by --narrow. The weights are
random, from a fixed seed; batch normalisation takes the statistics of smooth random pictures, and the last convolutions are
scaled so that every class wins somewhere.

Exporters: `dynamo` is torch.onnx.export as it is called by default; `legacy` is dynamo=False. Shapes: `fixed` is 256x192,
`half` is a height of 520 and a free width, `free` leaves height and width open. `aux` has the auxiliary output as well.
The legacy exporter names inputs and outputs itself where the shapes are fixed, and as docs/models.md says where not.

The photo's way: Pillow's BILINEAR to the network's input (short edge 520 where both sides are free, the long edge truncated;
height 520 and the width truncated where the height is fixed; stretched where both are), divided by 255, ImageNet's mean
and deviation; torchvision's network in PyTorch; output `out`; interpolate(bilinear, align_corners=False) to the size of
the photo; argmax, the lowest class id first. A tie is a pixel whose two highest scores lie within
1e-5 * max(1, |highest score|). With d the largest difference between a score of PyTorch and one of ONNX Runtime for this
input, close pixels are those with a gap of at most 4 d.

Of a node's metadata the traces of the stack are left out, which hold paths of the machine, and the text of its line in
PyTorch's own graph; the rest is as the exporter wrote it.
"""

import argparse
import hashlib
import json
import pathlib
import zipfile

try:
    import torchvision_shim  # noqa: F401
except ImportError:
    pass
import numpy as np
import onnx
import onnxruntime
import PIL
import torch
import torchvision
from PIL import Image
from torch import nn
from torch.nn import functional

NETWORKS = ("fcn_resnet50", "fcn_resnet101", "deeplabv3_resnet50", "deeplabv3_resnet101",
            "deeplabv3_mobilenet_v3_large", "lraspp_mobilenet_v3_large")
# Networks that are narrow as they are become half as narrow.
LIGHT = "mobilenet"
SHAPES = ("fixed", "half", "free")
FIXED = (256, 192)
HALF_HEIGHT = 520
SHORT_EDGE = 520
CLASSES = 21
SEED = 20210428
MEAN = (0.485, 0.456, 0.406)
DEVIATION = (0.229, 0.224, 0.225)
TIE = 255
TIE_GAP = 1e-5
CLOSE_GAPS_PER_DIFFERENCE = 4
KEPT_METADATA = ("namespace", "pkg.torch.onnx.class_hierarchy", "pkg.torch.onnx.name_scopes")
PHOTOS = (("scene.png", 0), ("scene.png", 1))
# What the tests keep of the 66 exports that --all makes: each network by both exporters, each shape, with and without aux.
KEPT = {
    "fcn_resnet50": ("dynamo-free", "dynamo-half-aux", "legacy-fixed-aux", "legacy-half"),
    "fcn_resnet101": ("dynamo-fixed-aux", "legacy-free-aux"),
    "deeplabv3_resnet50": ("dynamo-free-aux", "legacy-half-aux", "legacy-fixed"),
    "deeplabv3_resnet101": ("dynamo-half", "legacy-free"),
    "deeplabv3_mobilenet_v3_large": ("dynamo-free-aux", "dynamo-fixed", "legacy-fixed-aux"),
    "lraspp_mobilenet_v3_large": ("dynamo-free", "dynamo-half", "dynamo-fixed", "legacy-fixed", "legacy-half"),
}


def narrowed(model, divisor):
    """The model with narrow convolutions; torchvision's modules around them stay what they are."""
    narrow = lambda channels: channels if channels in (3, CLASSES) else max(1, channels // divisor)
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Conv2d):
                parent._modules[name] = nn.Conv2d(
                    narrow(child.in_channels), narrow(child.out_channels), child.kernel_size, child.stride, child.padding,
                    child.dilation, 1 if child.groups == 1 else narrow(child.groups), child.bias is not None)
            elif isinstance(child, nn.BatchNorm2d):
                parent._modules[name] = nn.BatchNorm2d(narrow(child.num_features), child.eps)
    return model


def photo_like(count, height, width):
    """Smooth random pictures in the range that ImageNet's normalisation gives."""
    grow = lambda t: functional.interpolate(t, (height, width), mode="bicubic", align_corners=False)
    return grow(torch.randn(count, 3, 5, 6)) + 0.5 * grow(torch.randn(count, 3, height // 8, width // 8))


def spread(convolutions, scores):
    """Rescales the last convolutions so that over `scores`, their sum, every class has mean 0 and deviation 3."""
    mean, deviation = scores.mean((0, 2, 3)), scores.std((0, 2, 3)) / 3
    for convolution in convolutions:
        convolution.weight.div_(deviation.view(-1, 1, 1, 1))
        convolution.bias.sub_(mean / len(convolutions)).div_(deviation)


@torch.no_grad()
def network(name, aux, options):
    """torchvision's network; with and without aux it has the same weights."""
    torch.manual_seed(SEED)
    build = getattr(torchvision.models.segmentation, name)
    light = LIGHT in name
    lraspp = name.startswith("lraspp")
    model = build(weights=None, weights_backbone=None, **({} if lraspp else {"aux_loss": True}))
    model = narrowed(model, max(1, options.narrow // 2) if light else options.narrow)
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = None  # plain averages: the statistics are those of the sample
    sample = photo_like(4, 192, 256)
    model.train()(sample)
    scores = model.eval()(sample)
    if lraspp:
        spread([model.classifier.low_classifier, model.classifier.high_classifier], scores["out"])
    else:
        spread([model.classifier[-1]], scores["out"])
        spread([model.aux_classifier[-1]], scores["aux"])
        if not aux:
            model.aux_classifier = None
            model.backbone.return_layers = {k: v for k, v in model.backbone.return_layers.items() if v == "out"}
    return model


def export(model, exporter, shape, aux, file):
    width, height = FIXED if shape == "fixed" else (256, HALF_HEIGHT if shape == "half" else 192)
    sample = photo_like(1, height, width)
    if exporter == "dynamo":
        auto = torch.export.Dim.AUTO
        shapes = {"fixed": None, "half": ({3: auto},), "free": ({2: auto, 3: auto},)}[shape]
        torch.onnx.export(model, (sample,), str(file), dynamic_shapes=shapes, verbose=False)
    else:
        outputs = ["out", "aux"] if aux else ["out"]
        axes = {"half": {3: "w"}, "free": {0: "n", 2: "h", 3: "w"}}.get(shape)
        named = {} if axes is None else {"input_names": ["input"], "output_names": outputs,
                                         "dynamic_axes": {name: axes for name in ["input"] + outputs}}
        torch.onnx.export(model, (sample,), str(file), dynamo=False, **named)
    graph = onnx.load(str(file), load_external_data=False)
    del graph.graph.metadata_props[:]
    for node in graph.graph.node:
        kept = [entry for entry in node.metadata_props if entry.key in KEPT_METADATA]
        del node.metadata_props[:]
        node.metadata_props.extend(kept)
        node.doc_string = ""
    for value in [*graph.graph.value_info, *graph.graph.input, *graph.graph.output, *graph.graph.initializer]:
        del value.metadata_props[:]
    file.write_bytes(graph.SerializeToString())


def input_size(shape, width, height):
    if shape == "fixed":
        return FIXED
    if shape == "half":
        return max(1, HALF_HEIGHT * width // height), HALF_HEIGHT
    return (SHORT_EDGE, SHORT_EDGE * height // width) if width <= height else (SHORT_EDGE * width // height, SHORT_EDGE)


def network_input(photo, size):
    pixels = torch.from_numpy(np.array(photo.resize(size, Image.BILINEAR))).permute(2, 0, 1).to(torch.float32).div(255)
    mean = torch.tensor(MEAN, dtype=torch.float32).view(3, 1, 1)
    deviation = torch.tensor(DEVIATION, dtype=torch.float32).view(3, 1, 1)
    return ((pixels - mean) / deviation)[None].contiguous()


@torch.no_grad()
def reference(model, name, shape, photo, upright, file, options):
    """Labels of torchvision itself, and where they hang by a thread."""
    image = Image.open(options.images / photo).convert("RGB")
    image = image.transpose(Image.Transpose.ROTATE_90) if upright else image
    tensor = network_input(image, input_size(shape, *image.size))
    scores = model(tensor)["out"]
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    others = session.run(None, {session.get_inputs()[0].name: tensor.numpy()})
    gap_of_runtimes = min(float((scores - torch.from_numpy(other)).abs().max()) for other in others)
    full = functional.interpolate(scores, image.size[::-1], mode="bilinear", align_corners=False)[0]
    highest, second = full.topk(2, 0).values.to(torch.float64)
    ties = (highest - second <= TIE_GAP * highest.abs().clamp(min=1)).numpy()
    close_gap = CLOSE_GAPS_PER_DIFFERENCE * gap_of_runtimes
    close = ties | (highest - second <= close_gap).numpy()
    labels = full.numpy().argmax(0)
    stem = f"{name}-{shape}-{pathlib.Path(photo).stem}{'-upright' if upright else ''}"
    Image.fromarray(np.where(ties, TIE, labels).astype(np.uint8)).save(options.result / f"{stem}.png", optimize=True)
    Image.fromarray(close).save(options.result / f"{stem}-close.png", optimize=True)
    return {"photo": photo, "upright": upright, "input": [tensor.shape[3], tensor.shape[2]],
            "input_sha256": hashlib.sha256(tensor.numpy().astype("<f4").tobytes()).hexdigest(),
            "labels": f"{stem}.png", "close": f"{stem}-close.png", "width": image.width, "height": image.height,
            "tie_pixels": int(ties.sum()), "close_gap": float(f"{close_gap:.3g}"), "close_pixels": int(close.sum())}


def exports(name, options):
    every = [f"{exporter}-{shape}{aux}" for exporter in ("dynamo", "legacy") for shape in SHAPES
             for aux in (("",) if name.startswith("lraspp") else ("", "-aux"))]
    return every if options.all else KEPT[name]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("result", type=pathlib.Path, metavar="OUTPUT_DIR")
    arguments.add_argument("--images", required=True, type=pathlib.Path)
    arguments.add_argument("--photos", nargs="*", default=None, help="names in IMAGES_DIR, each taken as it is")
    arguments.add_argument("--narrow", type=int, default=32)
    arguments.add_argument("--only", choices=NETWORKS)
    arguments.add_argument("--all", action="store_true")
    arguments.add_argument("--loose", action="store_true")
    options = arguments.parse_args()
    torch.set_num_threads(1)
    options.result.mkdir(parents=True, exist_ok=True)
    photos = PHOTOS if options.photos is None else [(photo, 0) for photo in options.photos]
    rows = []
    for name in (options.only,) if options.only else NETWORKS:
        models = {aux: network(name, aux, options) for aux in (False, True)}
        references = {}
        files = []
        for kind in exports(name, options):
            exporter, shape, *rest = kind.split("-")
            file = options.result / f"{name}-{kind}.onnx"
            export(models[bool(rest)], exporter, shape, bool(rest), file)
            files += [file] + [data for data in [file.with_name(f"{file.name}.data")] if data.exists()]
            for photo, upright in photos:
                if (shape, photo, upright) not in references:
                    references[shape, photo, upright] = reference(
                        models[False], name, shape, photo, upright, file, options)
                rows.append({"network": name, "export": file.name, **references[shape, photo, upright]})
                print(*(rows[-1][key] for key in ("export", "photo", "input", "tie_pixels", "close_pixels")), flush=True)
        if not options.loose:
            with zipfile.ZipFile(options.result / f"{name}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
                for file in files:
                    archive.writestr(zipfile.ZipInfo(file.name), file.read_bytes(), zipfile.ZIP_DEFLATED, 9)
                    file.unlink()
    versions = {"PyTorch": torch.__version__, "torchvision": torchvision.__version__, "onnx": onnx.__version__,
                "ONNX Runtime": onnxruntime.__version__, "Pillow": PIL.__version__, "NumPy": np.__version__}
    (options.result / "TABLE.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
    (options.result / "VERSIONS.json").write_text(json.dumps(versions, indent=1) + "\n")


if __name__ == "__main__":
    main()

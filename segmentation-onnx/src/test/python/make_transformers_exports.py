"""Write tiny exports of every class of transformers that segments, with the labels of the real pipeline.

    python3 make_transformers_exports.py [--shim FOLDER] [--only NAME]... ../resources/transformers ../resources/goldens/inputs

Needs torch, torchvision, transformers, onnx and Pillow; VERSIONS.json says which ones were used. --shim names a folder with
a module torchvision_shim, which lets a torchvision that was built for another torch be imported.

NAME.zip holds one folder for each exporter that can export the class: `script`, torch.onnx.export(dynamo=False), and
`dynamo`, the default of torch 2.13. A folder is what a user leaves: the model, config.json and preprocessor_config.json as
save_pretrained writes them. Of the metadata of nodes the Python stack traces are left out, ten times the size of the rest.

TABLE.json has one row for each network, exporter, backend of the processor (`pil` or `torchvision`) and picture: class and
processor (of transformers); input, the shape of what the processor gives, and sha256 of these float32, little endian; labels,
a file in the archive of 8-bit gray samples: the class ids of post_process_semantic_segmentation, or 255 where the two highest
scores are as close as the scores of one network in PyTorch and in ONNX Runtime may differ; ties, how many these are;
placement, only where the files of the folder do not say it and the network has to be loaded with it.

What torch 2.13 cannot export: with dynamo=False BEiT, UPerNet and MobileViTV2 (adaptive_avg_pool2d of an unknown size,
col2im), Sapiens2 (instance_norm) and TIPSv2 (antialiased resizing); by default Data2VecVision (a view of what is not
contiguous), OneFormer (_is_all_true) and EoMT (a branch on a number of the network).
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
import PIL
import torch
import torchvision
import transformers
from PIL import Image

import tiny_transformers as tiny

TIE = 255
TIE_GAP = 2e-4
IMAGES = ("scene", "tall")
DENSE = ["logits"]
QUERIES = ["class_queries_logits", "masks_queries_logits"]
DETR = ["logits", "pred_boxes", "pred_masks"]
# What becomes constants in them depends on the size: embeddings of positions, the windows of Swin.
ONE_SIZE = ("eomt", "eomt_dinov3", "data2vec-vision", "maskformer", "mask2former", "oneformer")
# torch.export cannot reshape what their fast attention only views.
VIEWS = ("beit", "upernet-swin", "maskformer", "mask2former")

SQUARE = {"height": 64, "width": 64}
SHORT_EDGE = {"shortest_edge": 64, "longest_edge": 128}

# Their processors crop or pad, and their files leave open that the result is stretched over the image all the same.
STRETCHED = {"mobilevit", "mobilevitv2", "eomt", "eomt_dinov3"}


def recipes():
    """For each network: the processor's class, what it is made with, and the exporters with the input they see."""
    fixed = lambda *exporters, size=(64, 64): {exporter: size for exporter in exporters}
    segformer = ("SegformerImageProcessor", {"size": SQUARE})
    both = fixed("script", "dynamo")
    center = {"size": {"shortest_edge": 72}, "crop_size": SQUARE}
    queries = {"size": SHORT_EDGE}
    return {
        "segformer": (*segformer, both),
        "beit": ("BeitImageProcessor", {"size": SQUARE, "do_center_crop": False}, fixed("dynamo")),
        "data2vec-vision": ("BeitImageProcessor", {"size": {"height": 96, "width": 96}, "do_center_crop": False},
                            fixed("script", size=(96, 96))),
        "dpt": ("DPTImageProcessor", {"size": SQUARE}, both),
        "mobilenet_v2": ("MobileNetV2ImageProcessor", center, both),
        "mobilevit": ("MobileViTImageProcessor", center, both),
        "mobilevitv2": ("MobileViTImageProcessor", center, fixed("dynamo")),
        "upernet-resnet": (*segformer, fixed("dynamo")),
        "upernet-convnext": ("ConvNextImageProcessor", {"size": {"shortest_edge": 384}}, fixed("dynamo", size=(384, 384))),
        "upernet-swin": ("ViTImageProcessor", {"size": SQUARE}, fixed("dynamo")),
        "sapiens2": ("Sapiens2ImageProcessor", {"size": SQUARE}, fixed("dynamo")),
        "tipsv2_dpt": ("Tipsv2DptImageProcessor", {"size": SQUARE}, fixed("dynamo")),
        "detr": ("DetrImageProcessor", queries, fixed("script")),
        "maskformer": ("MaskFormerImageProcessor", {"size": SQUARE}, both),
        "maskformer-resnet": ("MaskFormerImageProcessor", queries, fixed("script")),
        "mask2former": ("Mask2FormerImageProcessor", {"size": SQUARE}, both),
        "oneformer": ("OneFormerImageProcessor", {"size": SQUARE}, fixed("script")),
        "eomt": ("EomtImageProcessor", {"size": {"shortest_edge": 64, "longest_edge": 64}, "do_pad": True}, fixed("script")),
        "eomt_dinov3": ("EomtImageProcessor", {"size": {"shortest_edge": 64, "longest_edge": 64}, "do_pad": True}, fixed("script")),
    }



def export(name, exporter, model, size, file):
    """Exports a network as its users do, with the call of `docs/models.md`."""
    sample = torch.zeros(1, 3, *size)
    outputs = DETR if name == "detr" else QUERIES if tiny.masks_of(tiny.run(model, sample)) is not None else DENSE
    exported = WithTask(model) if name == "oneformer" else model
    if exporter == "script":
        axes = None if name in ONE_SIZE else {"pixel_values": {0: "n", 2: "h", 3: "w"}}
        torch.onnx.export(exported, (sample,), str(file), input_names=["pixel_values"], output_names=outputs,
                          dynamic_axes=axes, dynamo=False)
    else:
        if name in VIEWS:
            model.set_attn_implementation("eager")
        torch.onnx.export(exported, (sample,), str(file), external_data=False, verbose=False)
    whole = onnx.load(file)
    for node in whole.graph.node:
        kept = [entry for entry in node.metadata_props if entry.key != "pkg.torch.onnx.stack_trace"]
        del node.metadata_props[:]
        node.metadata_props.extend(kept)
        node.doc_string = ""
    onnx.save(whole, file)


class WithTask(torch.nn.Module):
    """OneFormer with the words of its task as a constant."""

    def __init__(self, model):
        super().__init__()
        self.model = model
        self.register_buffer("task", tiny.TASK)

    def forward(self, pixel_values):
        result = self.model(pixel_values=pixel_values, task_inputs=self.task)
        return result.class_queries_logits, result.masks_queries_logits


def pipeline(model, processor, image):
    """The input, the scores at the size of the image, and the labels, as the processor gives them."""
    pixels = processor.preprocess(image, return_tensors="pt")["pixel_values"]
    output = tiny.run(model, pixels)
    target = [(image.height, image.width)]
    if not hasattr(processor, "post_process_semantic_segmentation"):
        # ConvNeXt's and ViT's have none; SegFormer's is that of every network with `logits`.
        processor = transformers.SegformerImageProcessor()
    labels = processor.post_process_semantic_segmentation(output, target_sizes=target)[0]
    scores = processor.post_process_semantic_segmentation(output, target_sizes=target, return_segmentation_scores=True)
    return pixels.numpy(), scores[0].segmentation_scores, labels.numpy()


def marked(scores, labels):
    """Labels as 8-bit samples, with TIE where another machine may choose the other class."""
    highest, second = scores.topk(2, 0).values.double()
    close = (highest - second) <= TIE_GAP * scores.abs().max()
    return np.where(close.numpy(), TIE, labels).astype(np.uint8), int(close.sum())


def png(samples):
    file = io.BytesIO()
    Image.fromarray(samples).save(file, "png", optimize=True)
    return file.getvalue()


def rows_of(name, options, archive):
    kind, settings, exporters = recipes()[name]
    model = tiny.build(name)
    rows, folder = [], pathlib.Path(tempfile.mkdtemp())
    model.config.save_pretrained(folder)
    getattr(transformers, kind)(**settings).save_pretrained(folder)
    for backend in ("pil", "torchvision"):
        try:
            processor = transformers.AutoImageProcessor.from_pretrained(folder, backend=backend)
        except ValueError as error:
            print(name, backend, str(error)[:200])
            continue
        if backend == "pil" and not type(processor).__name__.endswith("Pil"):
            continue  # it has the other backend only, which from_pretrained then gives
        for picture in IMAGES:
            image = Image.open(options.images / f"{picture}.png").convert("RGB")
            pixels, scores, labels = pipeline(model, processor, image)
            samples, ties = marked(scores, labels)
            file = f"labels/{backend}-{picture}.png"
            archive.writestr(file, png(samples))
            tensor = np.ascontiguousarray(pixels, "<f4")
            rows += [{"network": name, "exporter": exporter, "class": type(model).__name__, "processor": kind,
                      "backend": backend, "image": f"{picture}.png", "input": list(tensor.shape),
                      "sha256": hashlib.sha256(tensor.tobytes()).hexdigest(), "labels": file, "ties": ties,
                      **({"placement": "stretched"} if name in STRETCHED else {})}
                     for exporter in exporters]
            print(name, backend, picture, tensor.shape, "ties", ties, np.bincount(labels.ravel()).tolist(), flush=True)
    for exporter, size in exporters.items():
        export(name, exporter, model, size, folder / "model.onnx")
        for file in sorted(folder.iterdir()):
            archive.writestr(f"{exporter}/{file.name}", file.read_bytes())
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=pathlib.Path)
    parser.add_argument("images", type=pathlib.Path)
    parser.add_argument("--only", action="append")
    options = parser.parse_args()
    options.result.mkdir(parents=True, exist_ok=True)
    table = options.result / "TABLE.json"
    rows = json.loads(table.read_text()) if table.is_file() else []
    for name in options.only or recipes():
        with zipfile.ZipFile(options.result / f"{name}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            rows = [row for row in rows if row["network"] != name] + rows_of(name, options, archive)
        table.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
    versions = {module.__name__: module.__version__ for module in (torch, torchvision, transformers, onnx, PIL)}
    (options.result / "VERSIONS.json").write_text(json.dumps({**versions, "machine": platform.machine()}, indent=1) + "\n")


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    transformers.logging.set_verbosity_error()
    main()

"""Run every recipe of docs/models.md and the README, and compare what the library makes of the result with the real pipeline.

    python3 check_recipes.py [--shim FOLDER] [--only NAME]... --segment "COMMAND" PROJECT_FOLDER

COMMAND is `examples/segment` or whatever else starts the command line. Needs torch, torchvision, transformers, onnx and
Pillow, and no network: the code is taken from the pages word for word, and runs with the classes that it names. Only what
it would download is made here: `from_pretrained` gives a network of that class with random weights (tiny_transformers.py) and
a processor with its class's own defaults, and torchvision's `weights="DEFAULT"` gives random weights spread so that several
classes win. Each recipe of the table runs too, by putting its class, checkpoint and sizes in the place of the page's.

For each it prints the class, the number of pixels, how many are ties or close to one, and in how many others the labels of
`processor`, model and `post_process_semantic_segmentation` differ from the command line's; it ends with status 1 if there
are any. Recipes whose packages are missing here are named.
"""

import argparse
import contextlib
import importlib.util
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import warnings

if "--shim" in sys.argv:
    at = sys.argv.index("--shim")
    sys.path.insert(0, sys.argv[at + 1])
    del sys.argv[at:at + 2]
    import torchvision_shim  # noqa: F401

import numpy as np
import torch
import torchvision
import transformers
from PIL import Image
from torch import nn
from torch.nn import functional

import tiny_transformers as tiny
from make_transformers_exports import marked

TIE = 255
PHOTOS = ("goldens/inputs/scene.png", "goldens/inputs/tall.png")
NAMED = {
    "nvidia/segformer-b0-finetuned-ade-512-512": ("segformer", "SegformerImageProcessor", {}),
    "Intel/dpt-large-ade": ("dpt", "DPTImageProcessor", {}),
    "google/deeplabv3_mobilenet_v2_1.0_513": ("mobilenet_v2", "MobileNetV2ImageProcessor", {}),
    "apple/deeplabv3-mobilevit-small": ("mobilevit", "MobileViTImageProcessor", {"size": {"shortest_edge": 288}}),
    "openmmlab/upernet-convnext-tiny": ("upernet-convnext", "ConvNextImageProcessor", {"size": {"shortest_edge": 512}}),
    "microsoft/beit-base-finetuned-ade-640-640": ("beit", "BeitImageProcessor", {"size": {"height": 64, "width": 64}}),
    "mobilevitv2": ("mobilevitv2", "MobileViTImageProcessor",
                    {"size": {"height": 512, "width": 512}, "do_center_crop": False}),
    "facebook/sapiens2-seg-0.4b": ("sapiens2", "Sapiens2ImageProcessor", {}),
    "google/tipsv2-b14-dpt": ("tipsv2_dpt", "Tipsv2DptImageProcessor", {}),
    "data2vec-vision": ("data2vec-vision", "BeitImageProcessor", {"size": {"height": 96, "width": 96}}),
    "facebook/mask2former-swin-small-ade-semantic": ("mask2former", "Mask2FormerImageProcessor", {}),
    "facebook/maskformer-swin-base-ade": ("maskformer", "MaskFormerImageProcessor", {}),
    "maskformer-resnet": ("maskformer-resnet", "MaskFormerImageProcessor", {}),
    "tue-mps/coco_panoptic_eomt_large_640": ("eomt", "EomtImageProcessor",
                                             {"size": {"shortest_edge": 64, "longest_edge": 64}, "do_pad": True}),
    "facebook/detr-resnet-50-panoptic": ("detr", "DetrImageProcessor", {}),
    "shi-labs/oneformer_ade20k_swin_tiny": ("oneformer", "OneFormerImageProcessor", {}),
}
QUERIES = "AutoModelForUniversalSegmentation"
SEMANTIC = "AutoModelForSemanticSegmentation"
AXES = ', dynamic_axes={"pixel_values": {0: "n", 2: "h", 3: "w"}}'

# The table of the page: the recipe it starts from, the checkpoint, and what is put in whose place.
VARIATIONS = {
    "dpt": ("segformer", "Intel/dpt-large-ade", {}),
    "mobilenet_v2": ("segformer", "google/deeplabv3_mobilenet_v2_1.0_513", {AXES: "", "512, 512": "224, 224"}),
    "mobilevit": ("segformer", "apple/deeplabv3-mobilevit-small", {AXES: "", "512, 512": "256, 256"}),
    "beit": ("upernet", "microsoft/beit-base-finetuned-ade-640-640", {"UperNetFor": "BeitFor", "512": "64"}),
    "mobilevitv2": ("upernet", "mobilevitv2", {"UperNetFor": "MobileViTV2For"}),
    "sapiens2": ("upernet", "facebook/sapiens2-seg-0.4b", {"UperNetFor": "Sapiens2For", "512, 512": "1024, 768"}),
    "tipsv2_dpt": ("upernet", "google/tipsv2-b14-dpt", {"UperNetFor": "Tipsv2DptFor", "512": "448"}),
    # The sizes are those of the tiny networks or of the processors' defaults; of a trained one take its own.
    "data2vec-vision": ("segformer", "data2vec-vision", {AXES: "", "512, 512": "96, 96"}),
    "maskformer": ("mask2former", "facebook/maskformer-swin-base-ade", {}),
    "maskformer-resnet": ("mask2former", "maskformer-resnet",
                          {', size={"height": 512, "width": 512}': "", ", dynamo": AXES + ", dynamo"}),
    "eomt": ("mask2former", "tue-mps/coco_panoptic_eomt_large_640",
             {', size={"height": 512, "width": 512}': "", "512, 512": "64, 64"}),
    "detr": ("segformer", "facebook/detr-resnet-50-panoptic",
             {SEMANTIC: QUERIES, '["logits"]': '["logits", "pred_boxes", "pred_masks"]'}),
}


def blocks(page):
    return re.findall(r"```python\n(.*?)```", page.read_text(), re.DOTALL)


def recipes(project):
    """The code of the pages by the folder or file that it writes."""
    found = {}
    for page in (project / "README.md", project / "docs" / "models.md"):
        before = ""
        for code in blocks(page):
            if "torch.onnx.export" in code:
                target = re.search(r'"([\w-]+)(?:/model)?\.onnx"', code).group(1)
                if "import" in code:
                    before = "".join(line + "\n" for line in code.splitlines() if "torch.onnx.export" not in line)
                    name = target if target not in found else f"{target}-script"
                    found[name] = code.replace(f'"{target}.onnx"', f'"{name}.onnx"')
                else:
                    # It goes on from the block before it; its file gets another name.
                    found[target + "-script"] = before + code.replace(f'"{target}.onnx"', f'"{target}-script.onnx"')
    for name, (base, checkpoint, changes) in VARIATIONS.items():
        code = re.sub(r'name = "[^"]+"', f'name = "{checkpoint}"', found[base])
        for old, new in changes.items():
            if old not in code:
                raise SystemExit(f"{name}: the recipe of {base} has no {old}")
            code = code.replace(old, new)
        found[name] = code.replace(f'"{base}', f'"{name}')
    return found


# What would be downloaded

def network(cls, name, attn_implementation=None, **_):
    model = tiny.build(NAMED[name][0])
    if hasattr(cls, "config_class") and cls.config_class and not isinstance(model, cls):
        raise SystemExit(f"{name} is a {type(model).__name__}, but the recipe loads it with {cls.__name__}")
    if attn_implementation:
        model.set_attn_implementation(attn_implementation)
    return model


def image_processor(name, **changes):
    _, kind, settings = NAMED[str(name)]
    return getattr(transformers, kind)(**{**settings, **changes})


class Words:
    """OneFormer's processor, whose tokenizer would be downloaded: the token ids are those of tiny_transformers.py."""

    def __init__(self, name):
        self.image_processor = image_processor(name)

    def __call__(self, **_):
        return {"task_inputs": tiny.TASK}


def spread_torchvision(model):
    torch.manual_seed(3)
    sample = functional.interpolate(torch.randn(2, 3, 6, 8), (192, 256), mode="bicubic")
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = None
    with torch.no_grad():
        model.train()(sample)
        scores = model.eval()(sample)["out"]
        last = [module for module in model.classifier.modules() if isinstance(module, nn.Conv2d)][-1]
        deviation = scores.std((0, 2, 3)) / tiny.SPREAD
        last.weight.div_(deviation.view(-1, 1, 1, 1))
        last.bias.sub_(scores.mean((0, 2, 3))).div_(deviation)
    return model


@contextlib.contextmanager
def no_downloads():
    """Puts networks of random weights in the place of trained ones."""
    real = transformers.AutoImageProcessor.from_pretrained
    kept = []

    def put(owner, attribute, value):
        kept.append((owner, attribute, owner.__dict__.get(attribute)))
        setattr(owner, attribute, value)

    processor = lambda name, *args, **kw: (image_processor(name, **kw) if str(name) in NAMED else real(name, *args, **kw))
    put(transformers.AutoImageProcessor, "from_pretrained", staticmethod(processor))
    put(transformers.PreTrainedModel, "from_pretrained", classmethod(network))
    for auto in (SEMANTIC, QUERIES):
        put(getattr(transformers, auto), "from_pretrained", classmethod(network))
    put(transformers.OneFormerProcessor, "from_pretrained", staticmethod(Words))
    made = lambda build: lambda weights, **kw: spread_torchvision(build(weights=None, weights_backbone=None, aux_loss=True))
    for builder in ("fcn_resnet50", "deeplabv3_resnet101"):
        put(torchvision.models.segmentation, builder, made(getattr(torchvision.models.segmentation, builder)))
    try:
        yield
    finally:
        for owner, attribute, value in kept:
            setattr(owner, attribute, value) if value is not None else delattr(owner, attribute)


# The comparison

def expected(model, folder, image):
    """Scores at the size of the photo."""
    if folder.suffix == ".onnx":
        transforms = torchvision.models.segmentation.FCN_ResNet50_Weights.DEFAULT.transforms()
        with torch.no_grad():
            out = model(transforms(image)[None])["out"]
        return functional.interpolate(out, image.size[::-1], mode="bilinear", align_corners=False)[0]
    processor = transformers.AutoImageProcessor.from_pretrained(folder)
    output = tiny.run(getattr(model, "model", model) if isinstance(getattr(model, "model", None), nn.Module)
                      and hasattr(model, "task") else model, processor.preprocess(image, return_tensors="pt")["pixel_values"])
    if not hasattr(processor, "post_process_semantic_segmentation"):
        processor = transformers.SegformerImageProcessor()
    return processor.post_process_semantic_segmentation(
        output, target_sizes=[image.size[::-1]], return_segmentation_scores=True)[0].segmentation_scores


def check(name, code, options):
    namespace = {}
    with no_downloads():
        exec(compile(code, name, "exec"), namespace)  # the page's own words
    folder = pathlib.Path(name) if pathlib.Path(name).is_dir() else pathlib.Path(f"{name}.onnx")
    wrong = 0
    for photo in PHOTOS:
        file = options.project / "segmentation-onnx/src/test/resources" / photo
        scores = expected(namespace["model"], folder, Image.open(file).convert("RGB"))
        samples, ties = marked(scores, scores.argmax(0).numpy())
        command = [*shlex.split(options.segment), str(file), "--model", str(folder.resolve()), "--placement", "stretched",
                   "--labels", f"{file.stem}-labels.png",
                   "-o", f"{file.stem}-overlay.png"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            print(f"{name}: {photo}: {done.stderr.strip()[-600:]}", flush=True)
            return 1
        labels = np.asarray(Image.open(f"{file.stem}-labels.png"))
        different = int(((labels != samples) & (samples != TIE)).sum())
        print(f"{name}: {type(namespace['model']).__name__}, {photo}: {samples.size} pixels, {ties} ties,"
              f" {len(np.unique(labels))} classes, {different} others differ", flush=True)
        wrong += different
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("--segment", required=True)
    parser.add_argument("--only", action="append")
    options = parser.parse_args()
    options.project = options.project.resolve()
    wrong = 0
    for name, code in recipes(options.project).items():
        if options.only and name not in options.only:
            continue
        missing = [package for package in re.findall(r"^(?:import|from) (\w+)", code, re.MULTILINE)
                   if importlib.util.find_spec(package) is None]
        if missing:
            print(f"{name}: not run, since {', '.join(missing)} is not installed")
            continue
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            try:
                wrong += check(name, code, options)
            except Exception as failure:  # the next recipe is checked all the same
                print(f"{name}: {type(failure).__name__}: {str(failure)[-600:]}", flush=True)
                wrong += 1
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    transformers.logging.set_verbosity_error()
    main()

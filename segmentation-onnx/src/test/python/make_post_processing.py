"""Write the semantic maps that transformers' image processors make of drawn network outputs.

    python3 make_post_processing.py ../resources/processors

Needs transformers, PyTorch, torchvision and Pillow. post_process_semantic_segmentation of each class is called as users call
it, of those with the backend of Pillow: OneFormer's with that of torchvision shrinks scores with antialias. Outputs are noise by the generator of make_pillow_digests.py: byte b becomes (b - 128) / 16, which float32 holds exactly.

POST.json: one row per case: processor; mask_size, the width and height to which masks are scaled before they are
combined, or null; scores or classes and masks, the shape and the seed of each output; target, the width and height of the
map; close, the places of pixels whose two highest scores are at most 1e-5 * max(1, |score|) apart; sha256, the digest of
the labels, one byte each, those of close pixels replaced by 255.
"""

import hashlib
import json
import pathlib
import sys
from types import SimpleNamespace

import numpy as np
import torch
import transformers

from make_pillow_digests import noise

TARGETS = [(90, 61), (30, 24), (17, 13), (3, 150), (64, 64)]
CLOSE = 255


def drawn(shape, seed):
    count = int(np.prod(shape))
    samples = noise(-(-count // 3), 1, seed).reshape(-1)[:count]
    return torch.from_numpy((samples.astype(np.float32) - 128) / 16).reshape(shape)


def scores_cases():
    for name in ("Segformer", "Beit", "DPT", "MobileViT", "MobileNetV2"):
        yield name, {}, None, {"scores": ((1, 6, 16, 20), 3)}
    yield "MobileViT", {}, None, {"scores": ((1, 21, 32, 32), 4)}


def query_cases():
    queries = {"classes": ((1, 9, 6), 5), "masks": ((1, 9, 24, 30), 6)}
    yield "MaskFormer", {}, None, queries
    yield "OneFormer", {}, None, queries
    yield "Mask2Former", {}, (384, 384), queries
    yield "Eomt", {"size": {"shortest_edge": 48, "longest_edge": 64}}, (64, 48), queries
    yield "Eomt", {"size": {"shortest_edge": 40}}, (40, 40), queries
    yield "Eomt", {}, (640, 640), {"classes": ((1, 5, 151), 7), "masks": ((1, 5, 16, 16), 8)}


def row(name, keys, mask_size, outputs, target):
    processor = getattr(transformers, name + "ImageProcessorPil")(**keys)
    tensors = {key: drawn(shape, seed) for key, (shape, seed) in outputs.items()}
    given = SimpleNamespace(logits=tensors.get("scores"), class_queries_logits=tensors.get("classes"),
                            masks_queries_logits=tensors.get("masks"), patch_offsets=None)
    result = processor.post_process_semantic_segmentation(given, [target[::-1]], return_segmentation_scores=True)[0]
    highest = result.segmentation_scores.topk(2, dim=0).values
    close = (highest[0] - highest[1] <= 1e-5 * highest[0].abs().clamp(min=1)).numpy().reshape(-1)
    labels = result.segmentation.numpy().astype(np.uint8).reshape(-1)
    labels[close] = CLOSE
    return {"processor": name, "mask_size": mask_size, **{key: [list(shape), seed] for key, (shape, seed) in outputs.items()},
            "target": target, "close": np.flatnonzero(close).tolist(), "sha256": hashlib.sha256(labels.tobytes()).hexdigest()}


def main():
    torch.set_num_threads(1)
    rows = [row(*case, target) for case in [*scores_cases(), *query_cases()] for target in TARGETS]
    (pathlib.Path(sys.argv[1]) / "POST.json").write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n")


if __name__ == "__main__":
    main()

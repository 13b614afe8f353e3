"""Write a small network whose image processor crops, and the maps that transformers makes of photos with it.

    python3 make_cropped_network.py ../resources/images ../resources/processors/mobilevit

Needs transformers, PyTorch, torchvision, ONNX Runtime and Pillow. MobileViT with random weights of a fixed seed, a few
channels wide, exported with free height and width; beside the model the config.json and the preprocessor_config.json that
transformers saves. The pipeline is the real one: AutoImageProcessor.from_pretrained(folder), the exported network,
post_process_semantic_segmentation with the size of the photo.

labels-PHOTO.png: the labels, a gray sample each; of pixels whose two highest scores are at most 1e-4 apart 255, since the
scores of this network, of up to 2.4, differ by up to 3e-5 with the optimizations of ONNX Runtime.
"""

import pathlib
import sys
from types import SimpleNamespace

import numpy as np
import onnxruntime
import torch
from PIL import Image
from transformers import AutoImageProcessor, MobileViTConfig, MobileViTForSemanticSegmentation, MobileViTImageProcessor

PHOTOS = ["scene", "chelsea"]
CLASSES = 6
CLOSE = 255


class Logits(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values):
        return self.model(pixel_values=pixel_values).logits


def network(values):
    """A network whose classes all have scores of mean 0 and deviation 1 for some values, so that labels vary."""
    torch.manual_seed(11)
    config = MobileViTConfig(num_labels=CLASSES, hidden_sizes=[8, 12, 16], neck_hidden_sizes=[4, 4, 8, 8, 8, 8, 16],
                             num_attention_heads=2, aspp_out_channels=8, atrous_rates=[2, 3, 4], image_size=128)
    model = MobileViTForSemanticSegmentation(config).eval()
    for parameter in model.parameters():
        if parameter.ndim > 1:
            torch.nn.init.normal_(parameter, std=2 / parameter[0].numel() ** 0.5)
    with torch.no_grad():
        logits = model(values).logits.transpose(0, 1).flatten(1)
        last = model.segmentation_head.classifier.convolution
        last.weight /= logits.std(1).view(-1, 1, 1, 1)
        last.bias -= logits.mean(1)
        last.bias /= logits.std(1)
    return model


def export(folder, photo):
    processor = MobileViTImageProcessor(size=144, crop_size=128, resample=2)
    model = network(processor(photo, return_tensors="pt")["pixel_values"])
    folder.mkdir(parents=True, exist_ok=True)
    free = {0: "n", 2: "h", 3: "w"}
    torch.onnx.export(Logits(model).eval(), torch.zeros(1, 3, 128, 128), str(folder / "model.onnx"),
                      input_names=["pixel_values"], output_names=["logits"],
                      dynamic_axes={"pixel_values": free, "logits": free}, dynamo=False)
    model.config.save_pretrained(folder)
    processor.save_pretrained(folder)


def labels(folder, photo):
    processor = AutoImageProcessor.from_pretrained(folder)
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"))
    values = processor(photo, return_tensors="np")["pixel_values"]
    logits = torch.from_numpy(session.run(["logits"], {"pixel_values": values})[0])
    result = processor.post_process_semantic_segmentation(SimpleNamespace(logits=logits), [photo.size[::-1]],
                                                          return_segmentation_scores=True)[0]
    highest = result.segmentation_scores.topk(2, dim=0).values
    close = highest[0] - highest[1] <= 1e-4
    return np.where(close.numpy(), CLOSE, result.segmentation.numpy()).astype(np.uint8)


def main():
    images, folder = map(pathlib.Path, sys.argv[1:])
    torch.set_num_threads(1)
    photos = {name: Image.open(images / f"{name}.png").convert("RGB") for name in PHOTOS}
    export(folder, photos[PHOTOS[0]])
    for name, photo in photos.items():
        found = labels(folder, photo)
        print(name, np.bincount(found.reshape(-1))[:CLASSES].tolist(), int((found == CLOSE).sum()))
        Image.fromarray(found).save(folder / f"labels-{name}.png", optimize=True)


if __name__ == "__main__":
    main()

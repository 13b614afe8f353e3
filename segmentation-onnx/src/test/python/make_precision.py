"""Writes the small networks of 8 and 16 bits in src/test/resources/precision.

A network with random weights that has what SegFormer has: a convolution, layer normalization, attention, a perceptron with
GELU, two outputs, and a bilinear Resize at the end. From it ONNX Runtime's own tools make the quantised forms:

- float32.onnx: as PyTorch exports it;
- int8_dynamic.onnx: weights in 8 bits, activations quantised at run time;
- int8_qdq.onnx: weights and activations in 8 bits, pairs of QuantizeLinear and DequantizeLinear;
- float16.onnx: weights and activations in 16 bits, input and outputs in 32.

Made with torch 2.13, onnx 1.23, onnxruntime 1.30: python make_precision.py ../resources/precision
"""

import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_dynamic, quantize_static
from onnxruntime.transformers.float16 import convert_float_to_float16

SHAPE = (1, 3, 64, 96)
WIDTH = 32
CLASSES = 7


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = torch.nn.Conv2d(3, WIDTH, 7, stride=4, padding=3)
        self.norm1 = torch.nn.LayerNorm(WIDTH)
        self.query = torch.nn.Linear(WIDTH, WIDTH)
        self.key = torch.nn.Linear(WIDTH, WIDTH)
        self.value = torch.nn.Linear(WIDTH, WIDTH)
        self.norm2 = torch.nn.LayerNorm(WIDTH)
        self.up = torch.nn.Linear(WIDTH, 2 * WIDTH)
        self.down = torch.nn.Linear(2 * WIDTH, WIDTH)
        self.head = torch.nn.Conv2d(WIDTH, CLASSES, 1)
        self.auxiliary = torch.nn.Conv2d(WIDTH, CLASSES, 3, padding=1)

    def forward(self, pixels):
        features = torch.relu(self.embed(pixels))
        batch, channels, height, width = features.shape
        x = features.flatten(2).transpose(1, 2)
        y = self.norm1(x)
        weights = torch.softmax(self.query(y) @ self.key(y).transpose(1, 2) / WIDTH**0.5, dim=-1)
        x = x + weights @ self.value(y)
        x = x + self.down(torch.nn.functional.gelu(self.up(self.norm2(x))))
        scores = self.head(x.transpose(1, 2).reshape(batch, channels, height, width))
        size = pixels.shape[-2:]
        large = torch.nn.functional.interpolate(scores, size=size, mode="bilinear", align_corners=False)
        return large, self.auxiliary(features)


class Calibration(CalibrationDataReader):
    def __init__(self):
        noise = np.random.RandomState(0)
        self.inputs = iter([{"pixels": noise.randn(*SHAPE).astype("float32")} for _ in range(4)])

    def get_next(self):
        return next(self.inputs, None)


def main(folder):
    torch.manual_seed(11)
    folder.mkdir(parents=True, exist_ok=True)
    plain = folder / "float32.onnx"
    torch.onnx.export(
        Network().eval(),
        (torch.zeros(SHAPE),),
        plain,
        input_names=["pixels"],
        output_names=["scores", "auxiliary"],
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(plain, folder / "int8_dynamic.onnx", weight_type=QuantType.QInt8)
    quantize_static(
        plain,
        folder / "int8_qdq.onnx",
        Calibration(),
        quant_format=QuantFormat.QDQ,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["Conv", "MatMul", "Add"],
    )
    onnx.save(convert_float_to_float16(onnx.load(plain), keep_io_types=True), folder / "float16.onnx")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

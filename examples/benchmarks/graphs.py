#!/usr/bin/env python3
"""Writes the small graphs that benchmarks run in ONNX Runtime, to src/main/resources/graphs. Needs onnx and NumPy."""
import os

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "src", "main", "resources", "graphs")


def save(name, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(constants))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    onnx.save(model, os.path.join(FOLDER, name + ".onnx"))


def floats(name, *shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def longs(name, *shape):
    return helper.make_tensor_value_info(name, TensorProto.INT64, shape)


def resize(source, target):
    return helper.make_node(
        "Resize", [source, "", "", "sizes"], [target], mode="linear", coordinate_transformation_mode="half_pixel"
    )


os.makedirs(FOLDER, exist_ok=True)
argmax = helper.make_node("ArgMax", ["scores"], ["labels"], axis=1, keepdims=0)
save("argmax", [argmax], [floats("scores", 1, "c", "h", "w")], [longs("labels", 1, "h", "w")])

save(
    "resize-argmax",
    [resize("low", "scores"), argmax],
    [floats("low", 1, "c", "h", "w"), longs("sizes", 4)],
    [longs("labels", 1, "H", "W")],
)

# A classifier of colors: a 3x3 convolution with stride 8 to 21 classes, resized to the size of the input.
random = np.random.default_rng(5)
weight = np.repeat(random.standard_normal((21, 3, 1)).astype(np.float32), 9, 2).reshape(21, 3, 3, 3) / 9
bias = random.standard_normal(21).astype(np.float32) * np.float32(0.3)
TINY = [
    helper.make_node(
        "Conv", ["input", "weight", "bias"], ["low"], strides=[8, 8], kernel_shape=[3, 3], pads=[1, 1, 1, 1]
    ),
    helper.make_node("Shape", ["input"], ["shape"]),
    helper.make_node("Slice", ["shape", "from", "to"], ["side"]),
    helper.make_node("Concat", ["channels", "side"], ["sizes"], axis=0),
    resize("low", "out"),
]
CONSTANTS = [
    numpy_helper.from_array(weight, "weight"),
    numpy_helper.from_array(bias, "bias"),
    numpy_helper.from_array(np.array([2], np.int64), "from"),
    numpy_helper.from_array(np.array([4], np.int64), "to"),
    numpy_helper.from_array(np.array([1, 21], np.int64), "channels"),
]
IMAGE = [floats("input", 1, 3, "h", "w")]
save("tiny", TINY, IMAGE, [floats("out", 1, 21, "h", "w")], CONSTANTS)

# DJL 0.38's translator for segmentation reads the second output of a model, whichever that is.
save("tiny-second", TINY, IMAGE, [floats("low", 1, 21, "l", "m"), floats("out", 1, 21, "h", "w")], CONSTANTS)

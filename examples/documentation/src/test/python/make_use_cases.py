"""Writes the networks of docs/use-cases.md to src/test/resources/use-cases. Needs onnx and NumPy; run in examples/documentation.

None of them has learned anything: each tells classes apart by colour or brightness, so that the pages can be drawn by the tests
themselves and every result be known beforehand.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def save(name, channels, weights, bias, padding=0):
    weights = np.asarray(weights, np.float32)
    classes, kernel = weights.shape[0], weights.shape[2]
    graph = helper.make_graph(
        [helper.make_node("Conv", ["photo", "w", "b"], ["scores"], kernel_shape=[kernel, kernel],
                          pads=[padding] * 4)],
        name,
        [helper.make_tensor_value_info("photo", TensorProto.FLOAT, [1, channels, "h", "w"])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, classes, "h", "w"])],
        [numpy_helper.from_array(weights, "w"), numpy_helper.from_array(np.asarray(bias, np.float32), "b")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, f"src/test/resources/use-cases/{name}.onnx")


# Paper where the mean of 3 x 3 pixels, from 0 to 1, is brighter than 0.6, ink elsewhere.
mean = np.full((1, 3, 3, 3), 1 / 27)
save("handwriting", 3, np.concatenate([mean, -mean]), [-0.6, 0.6], padding=1)

# Cityscapes' 19 classes, of which four have a colour here: the nearest one wins (|c|^2 - 2 c.x, with the sign turned).
colours = {0: (128, 128, 128), 8: (40, 140, 40), 10: (130, 190, 250), 13: (200, 20, 20)}
weights, bias = np.zeros((19, 3, 1, 1)), np.full(19, -100.0)
for label, colour in colours.items():
    c = np.array(colour) / 255
    weights[label, :, 0, 0], bias[label] = 2 * c, -(c @ c)
save("street", 3, weights, bias)

# Glass, tissue from 0.3 on and dense tissue from 0.7 on, of one band from 0 to 1.
save("slide", 1, np.array([0, 1, 2]).reshape(3, 1, 1, 1), [0, -0.3, -1.0])

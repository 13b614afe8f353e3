package io.github.segmentation4j.onnx.internal.file;

/**
 * A node that ONNX defines for more element types than ONNX Runtime has kernels for, and that runs once its inputs are cast
 * to 32-bit floats.
 *
 * <p>Known is {@code GridSample}, of which ONNX Runtime 1.28 runs 32-bit floats alone. PyTorch's older exporter makes 64-bit
 * floats of the coordinates of deformable attention, which PyTorch itself computes in 32 bits: Mask2Former and OneFormer
 * come so. Coordinates run from -1 to 1; rounding moves a sample by at most 2^-25 of the sampled map's sides.
 *
 * @param output the name of what the node gives
 * @param sampledToo true if what is sampled may be of another type as well, so that it is cast too, and the result back
 */
public record KernelGap(String output, boolean sampledToo) {}

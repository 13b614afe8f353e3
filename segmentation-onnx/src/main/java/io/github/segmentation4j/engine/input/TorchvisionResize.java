package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;

/**
 * torchvision's {@code transforms.v2.functional.resize} on RGB tensors of uint8, every byte equal to torchvision 0.28 with
 * PyTorch 2.13 where PyTorch resizes such tensors as they are: on x86-64 with AVX2 or AVX-512, and on ARM64.
 *
 * <p>There the filters with antialiasing are Pillow's but for the digits of their weights, whatever the memory format of
 * the tensor ({@code aten/src/ATen/native/cpu/UpSampleKernel.cpp}, PyTorch 2.13). On other processors PyTorch filters
 * floats, and a sample may differ by one.
 */
final class TorchvisionResize {
    private TorchvisionResize() {}

    /**
     * Returns the resize of images of one size to another.
     *
     * @throws IllegalArgumentException if the filter is not one of torchvision's
     */
    static ByteResize of(ImageSize source, ImageSize target, Resampling filter) {
        return switch (filter) {
            case TORCHVISION_NEAREST ->
                NearestResize.of(
                        source.width(),
                        TorchvisionNearest.floor(source.width(), target.width()),
                        TorchvisionNearest.floor(source.height(), target.height()));
            case TORCHVISION_NEAREST_EXACT -> {
                boolean small = TorchvisionNearest.isSmall(target);
                yield NearestResize.of(
                        source.width(),
                        TorchvisionNearest.exact(source.width(), target.width(), small),
                        TorchvisionNearest.exact(source.height(), target.height(), small));
            }
            case TORCHVISION_BILINEAR -> filtered(source, target, FilterKernel.BILINEAR);
            case TORCHVISION_BICUBIC -> filtered(source, target, FilterKernel.BICUBIC);
            case TORCHVISION_LANCZOS -> filtered(source, target, FilterKernel.LANCZOS);
            default -> throw new IllegalArgumentException(filter + " is not a filter of torchvision");
        };
    }

    private static ByteResize filtered(ImageSize source, ImageSize target, FilterKernel kernel) {
        return TapsResize.of(source, target, kernel, FilterTaps.Precision.TORCH);
    }
}

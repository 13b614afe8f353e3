package io.github.segmentation4j.internal.raster;

import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/**
 * Where the samples of a raster lie that keeps every sample in an array element of its own, interleaved or in banks.
 *
 * @param bands the number of bands
 * @param banks for each band the bank that holds it
 * @param starts for each band the index of its sample of pixel (0, 0)
 * @param pixelStride the distance between a sample and the one to its right
 * @param rowStride the distance between a sample and the one below
 */
record ComponentLayout(int bands, int[] banks, int[] starts, int pixelStride, int rowStride) {

    /** Returns the layout of a raster, or null if its samples lie in another way. */
    static @Nullable ComponentLayout of(Raster raster) {
        if (!(raster.getSampleModel() instanceof ComponentSampleModel model)) {
            return null;
        }
        DataBuffer buffer = raster.getDataBuffer();
        int[] banks = model.getBankIndices();
        int[] starts = model.getBandOffsets();
        int origin = -raster.getSampleModelTranslateY() * model.getScanlineStride()
                - raster.getSampleModelTranslateX() * model.getPixelStride();
        for (int band = 0; band < starts.length; band++) {
            starts[band] += origin + buffer.getOffsets()[banks[band]];
        }
        return new ComponentLayout(starts.length, banks, starts, model.getPixelStride(), model.getScanlineStride());
    }

    /** Returns the index of the first sample of a row in a band. */
    int start(int band, int y) {
        return starts[band] + y * rowStride;
    }
}

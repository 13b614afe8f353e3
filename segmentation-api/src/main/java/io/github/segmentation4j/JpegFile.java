package io.github.segmentation4j;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG file (ITU-T T.81), given to the decoder with a plain header of ours ({@link JpegHeader}).
 *
 * @param content the file as the decoder shall see it
 * @param orientation how the picture lies in the file
 * @param flaw what keeps the picture from being whole
 * @param cost of decoding
 * @param colors what its components are
 * @param unusual a process of compression that a decoder may lack
 */
record JpegFile(
        byte[] content,
        Orientation orientation,
        @Nullable Flaw flaw,
        PhotoCost cost,
        JpegHeader.Colors colors,
        @Nullable String unusual)
        implements PhotoFile {
    /** The marker that every file begins with. */
    static final int START_OF_IMAGE = 0xFFD8;

    static JpegFile of(Bytes bytes) {
        JpegSegments segments = JpegSegments.of(bytes);
        JpegHeader.Colors colors = JpegHeader.colors(segments);
        Flaw flaw = segments.complete() && segments.mayHoldItsPicture() ? null : Flaw.TRUNCATED;
        return new JpegFile(
                JpegHeader.plain(segments, colors),
                segments.orientation(),
                flaw,
                segments.cost(),
                colors,
                segments.unusualProcess());
    }

    @Override
    public BufferedImage decode(ImageReader reader) throws IOException {
        return switch (colors) {
            case CMYK -> CmykJpeg.toRgb(reader.readRaster(0, null), false);
            case YCCK -> CmykJpeg.toRgb(reader.readRaster(0, null), true);
            case GRAY, YCBCR, RGB, OTHER -> reader.read(0);
        };
    }
}

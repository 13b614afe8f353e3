package io.github.segmentation4j.onnx.internal.image;

import io.github.segmentation4j.internal.raster.RgbRows;
import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.TensorLayout;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/**
 * Makes a network's input of an image, in the layout and element type that the network takes.
 *
 * <p>Filters on 8-bit samples have 256 results, so that normalizing is a look-up in one table for each channel, see
 * {@link SampleTables}; filters on floats are normalized value by value. Immutable and safe for use by any number of
 * threads.
 */
public final class Preprocessor {
    private static final int CHANNELS = SampleTables.CHANNELS;

    private final Preprocessing steps;
    private final SampleTables tables;

    /** Creates a preprocessor for these steps. */
    public Preprocessor(Preprocessing steps) {
        this.steps = steps;
        this.tables = new SampleTables(steps.normalization(), steps.elementType());
    }

    /** Returns where an image lies in the network's input. */
    public Geometry geometry(BufferedImage image) {
        return Geometry.of(steps, image.getWidth(), image.getHeight());
    }

    /**
     * Writes the input for an image.
     *
     * @param image an image of any type; it is read and never changed
     * @param geometry the geometry of the image by these steps
     * @param target takes the elements from index 0 on, in native byte order; its position and limit stay as they are
     * @throws IllegalArgumentException if the limit of {@code target} is below the size of the input
     */
    public void fill(BufferedImage image, Geometry geometry, ByteBuffer target) {
        long bytes = Math.multiplyExact(
                (long) CHANNELS * geometry.network().width(),
                (long) geometry.network().height() * steps.elementType().bytes());
        if (target.limit() < bytes) {
            throw new IllegalArgumentException("A buffer of " + target.limit() + " bytes was given, but " + bytes
                    + " are needed for 3 channels of " + geometry.network() + " in " + steps.elementType());
        }
        ByteBuffer elements = target.duplicate().order(target.order()).clear();
        InputWriter writer = InputWriter.of(tables, elements, rowLength(geometry));
        Frame frame = new Frame(geometry, writer);
        frame.surround();
        RgbRows rows = rows(image);
        RowSource source = (y, rgb) -> rows.read(y, rgb, 0);
        if (PyTorchResize.isFor(steps.resampling())) {
            PyTorchResize.run(
                    source,
                    geometry.image(),
                    geometry.resized(),
                    steps.resampling(),
                    inColorOrder(tables.scaled()),
                    frame::acceptFloats);
        } else {
            ByteResize.run(source, geometry.image(), geometry.resized(), steps.resampling(), frame::acceptSamples);
        }
    }

    private RgbRows rows(BufferedImage image) {
        return steps.alphaHandling() instanceof AlphaHandling.CompositeOn on
                ? RgbRows.compositedOn(image, on.rgb())
                : RgbRows.of(image);
    }

    private int rowLength(Geometry geometry) {
        int width = geometry.network().width();
        return steps.layout() == TensorLayout.NCHW ? width : Math.multiplyExact(width, CHANNELS);
    }

    /** Returns which of red, green and blue a channel of the network takes. */
    private int color(int channel) {
        return steps.channelOrder() == ChannelOrder.RGB ? channel : CHANNELS - 1 - channel;
    }

    private float[][] inColorOrder(float[][] perChannel) {
        float[][] perColor = new float[CHANNELS][];
        for (int channel = 0; channel < CHANNELS; channel++) {
            perColor[color(channel)] = perChannel[channel];
        }
        return perColor;
    }

    /** Puts the rows of the resized image where they belong in the input, and what surrounds them. */
    private final class Frame {
        private final Geometry geometry;
        private final InputWriter writer;
        private final int width;
        /** The input's columns that show the image: from {@code left} to before {@code right}. */
        private final int left;

        private final int right;
        private final int top;
        private final int bottom;
        private float[] plane = {};

        private Frame(Geometry geometry, InputWriter writer) {
            this.geometry = geometry;
            this.writer = writer;
            this.width = geometry.network().width();
            this.left = Math.max(geometry.keptX(), geometry.offsetX());
            this.right = Math.min(
                    geometry.keptX() + geometry.kept().width(),
                    geometry.offsetX() + geometry.resized().width());
            this.top = Math.max(geometry.keptY(), geometry.offsetY());
            this.bottom = Math.min(
                    geometry.keptY() + geometry.kept().height(),
                    geometry.offsetY() + geometry.resized().height());
        }

        /** Writes the rows above and below the image; those beside it are written with its rows. */
        private void surround() {
            for (int y = 0; y < geometry.network().height(); y++) {
                if (y < top || y >= bottom) {
                    for (int channel = 0; channel < CHANNELS; channel++) {
                        background(y, channel, 0, width);
                        put(y, channel);
                    }
                    putPixels(y);
                }
            }
        }

        private void acceptSamples(int y, int[] rgb) {
            int row = y + geometry.offsetY();
            if (row < top || row >= bottom) {
                return;
            }
            for (int channel = 0; channel < CHANNELS; channel++) {
                besides(row, channel);
                int first = (left - geometry.offsetX()) * CHANNELS + color(channel);
                writer.samples(channel, rgb, first, CHANNELS, index(channel, left), step(), right - left);
                put(row, channel);
            }
            putPixels(row);
        }

        private void acceptFloats(int y, float[] rgb) {
            int row = y + geometry.offsetY();
            if (row < top || row >= bottom) {
                return;
            }
            int count = right - left;
            if (plane.length < count) {
                plane = new float[count];
            }
            for (int channel = 0; channel < CHANNELS; channel++) {
                besides(row, channel);
                int in = (left - geometry.offsetX()) * CHANNELS + color(channel);
                for (int x = 0; x < count; x++, in += CHANNELS) {
                    plane[x] = tables.normalized(channel, rgb[in]);
                }
                writer.values(plane, 0, 1, index(channel, left), step(), count);
                put(row, channel);
            }
            putPixels(row);
        }

        private void besides(int y, int channel) {
            background(y, channel, 0, left);
            background(y, channel, right, width);
        }

        /** Gathers what stands where the image is not: black within the kept part, padding around it. */
        private void background(int y, int channel, int from, int to) {
            int keptFrom = geometry.keptX();
            int keptTo = keptFrom + geometry.kept().width();
            boolean rowKept = y >= geometry.keptY()
                    && y < geometry.keptY() + geometry.kept().height();
            float black = tables.floats()[channel][0];
            float padding = padding(channel, black);
            int blackFrom = rowKept ? Math.max(from, keptFrom) : to;
            int blackTo = rowKept ? Math.max(blackFrom, Math.min(to, keptTo)) : to;
            constant(channel, padding, from, Math.min(blackFrom, to));
            constant(channel, black, blackFrom, Math.min(blackTo, to));
            constant(channel, padding, Math.max(blackTo, from), to);
        }

        private float padding(int channel, float otherwise) {
            if (!(steps.padding() instanceof Padding.Extend extend)) {
                return otherwise;
            }
            if (extend.fill() instanceof Padding.Fill.Input input) {
                return (float) input.value();
            }
            Padding.Fill.Color fill = (Padding.Fill.Color) extend.fill();
            int[] samples = {fill.red(), fill.green(), fill.blue()};
            return tables.floats()[channel][samples[color(channel)]];
        }

        private void constant(int channel, float value, int from, int to) {
            if (to > from) {
                writer.constant(value, index(channel, from), step(), to - from);
            }
        }

        private int index(int channel, int x) {
            return steps.layout() == TensorLayout.NCHW ? x : x * CHANNELS + channel;
        }

        private int step() {
            return steps.layout() == TensorLayout.NCHW ? 1 : CHANNELS;
        }

        /** Puts the row of a plane, if the layout has planes. */
        private void put(int y, int channel) {
            if (steps.layout() == TensorLayout.NCHW) {
                writer.put((channel * geometry.network().height() + y) * width, width);
            }
        }

        /** Puts a row of pixels, if the layout has the channels side by side. */
        private void putPixels(int y) {
            if (steps.layout() == TensorLayout.NHWC) {
                writer.put(y * width * CHANNELS, width * CHANNELS);
            }
        }
    }
}

package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.TensorLayout;

/**
 * Puts the rows of a resized image where they belong in a network's input, and what surrounds them: black within the part
 * that a crop keeps, padding around it. Immutable.
 */
final class InputFrame {
    private static final int OPAQUE = 255;

    private final Preprocessing steps;
    private final ChannelGroup group;
    private final SampleTables tables;
    private final Geometry geometry;
    private final int level;
    private final int width;

    /** The input's columns that show the image: from {@code left} to before {@code right}. */
    private final int left;

    private final int right;
    private final int top;
    private final int bottom;

    /**
     * Creates a frame.
     *
     * @param level what a sample of 1 in 255 is in the depth of the image: 1 for 8 bits, 257 for 16
     */
    InputFrame(Preprocessing steps, ChannelGroup group, SampleTables tables, Geometry geometry, int level) {
        this.steps = steps;
        this.level = level;
        this.group = group;
        this.tables = tables;
        this.geometry = geometry;
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

    /** Returns the number of elements that a writer's row needs to have. */
    int rowLength() {
        return steps.layout() == TensorLayout.NCHW ? width : Math.multiplyExact(width, group.channels());
    }

    /** Returns the first row of the resized image that is shown in the input's row {@code y} or below. */
    int firstRow(int y) {
        return Math.max(top, Math.min(bottom, y)) - geometry.offsetY();
    }

    /** Writes those of the input's rows from {@code fromRow} up to {@code toRow} that are above or below the image. */
    void surround(int fromRow, int toRow, InputWriter writer) {
        for (int y = fromRow; y < toRow; y++) {
            if (y < top || y >= bottom) {
                begin(y, writer);
                for (int place = 0; place < group.count(); place++) {
                    int channel = group.first() + place;
                    background(y, channel, 0, width, writer);
                    put(y, channel, writer);
                }
                putPixels(y, writer);
            }
        }
    }

    /** Writes a row of the resized image that is shown. */
    void accept(int y, SampleRow row, InputWriter writer) {
        int inputRow = y + geometry.offsetY();
        begin(inputRow, writer);
        for (int place = 0; place < group.count(); place++) {
            int channel = group.first() + place;
            besides(inputRow, channel, writer);
            int color = group.color(place);
            writer.samples(
                    channel,
                    row.values()[color],
                    left - geometry.offsetX(),
                    row.shifts()[color],
                    index(channel, left),
                    step(),
                    right - left);
            put(inputRow, channel, writer);
        }
        putPixels(inputRow, writer);
    }

    /**
     * Writes a row of the resized image that is shown.
     *
     * @param normalized scratch as long as a row of the input
     */
    void accept(int y, float[][] planes, float[] normalized, InputWriter writer) {
        int inputRow = y + geometry.offsetY();
        int count = right - left;
        int first = left - geometry.offsetX();
        begin(inputRow, writer);
        for (int place = 0; place < group.count(); place++) {
            int channel = group.first() + place;
            besides(inputRow, channel, writer);
            tables.normalize(channel, planes[group.color(place)], first, normalized, count);
            writer.values(normalized, index(channel, left), step(), count);
            put(inputRow, channel, writer);
        }
        putPixels(inputRow, writer);
    }

    private void besides(int y, int channel, InputWriter writer) {
        background(y, channel, 0, left, writer);
        background(y, channel, right, width, writer);
    }

    private void background(int y, int channel, int from, int to, InputWriter writer) {
        int keptFrom = geometry.keptX();
        int keptTo = keptFrom + geometry.kept().width();
        boolean rowKept =
                y >= geometry.keptY() && y < geometry.keptY() + geometry.kept().height();
        float black = tables.floats()[channel][0];
        float padding = padding(channel, black);
        int blackFrom = rowKept ? Math.max(from, keptFrom) : to;
        int blackTo = rowKept ? Math.max(blackFrom, Math.min(to, keptTo)) : to;
        constant(channel, padding, from, Math.min(blackFrom, to), writer);
        constant(channel, black, blackFrom, Math.min(blackTo, to), writer);
        constant(channel, padding, Math.max(blackTo, from), to, writer);
    }

    private float padding(int channel, float otherwise) {
        if (!(steps.padding() instanceof Padding.Extend extend)) {
            return otherwise;
        }
        if (extend.fill() instanceof Padding.Fill.Input input) {
            return (float) input.value();
        }
        Padding.Fill.Color fill = (Padding.Fill.Color) extend.fill();
        return tables.value(channel, level * sample(fill, channel));
    }

    private int sample(Padding.Fill.Color fill, int channel) {
        if (steps.channelOrder() == ChannelOrder.GRAY) {
            return ChannelRows.gray(fill.red(), fill.green(), fill.blue());
        }
        if (group.first() > 0 && steps.channelOrder() != ChannelOrder.BANDS) {
            return OPAQUE;
        }
        return switch (group.color(channel - group.first())) {
            case 0 -> fill.red();
            case 1 -> fill.green();
            default -> fill.blue();
        };
    }

    private void constant(int channel, float value, int from, int to, InputWriter writer) {
        if (to > from) {
            writer.constant(value, index(channel, from), step(), to - from);
        }
    }

    private int index(int channel, int x) {
        return steps.layout() == TensorLayout.NCHW ? x : x * group.channels() + channel;
    }

    private int step() {
        return steps.layout() == TensorLayout.NCHW ? 1 : group.channels();
    }

    /** Takes over what groups before this one have put into a row of pixels. */
    private void begin(int y, InputWriter writer) {
        if (group.first() > 0 && steps.layout() == TensorLayout.NHWC) {
            writer.load(y * rowLength(), rowLength());
        }
    }

    /** Puts the row of a plane, if the layout has planes. */
    private void put(int y, int channel, InputWriter writer) {
        if (steps.layout() == TensorLayout.NCHW) {
            writer.put((channel * geometry.network().height() + y) * width, width);
        }
    }

    /** Puts a row of pixels, if the layout has the channels side by side. */
    private void putPixels(int y, InputWriter writer) {
        if (steps.layout() == TensorLayout.NHWC) {
            writer.put(y * rowLength(), rowLength());
        }
    }
}

package io.github.segmentation4j.internal.raster;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.PackedColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/** Images of every type that the JDK can make and of custom ones, filled with noise. */
public final class SampleImages {
    private static final ColorSpace SRGB = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    private static final ColorSpace GRAY = ColorSpace.getInstance(ColorSpace.CS_GRAY);
    private static final ColorSpace LINEAR = ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB);
    private static final ColorSpace XYZ = ColorSpace.getInstance(ColorSpace.CS_CIEXYZ);

    private SampleImages() {}

    /** Returns for every kind of image, by name, what makes one of a width and height. */
    public static Map<String, BiFunction<Integer, Integer, BufferedImage>> kinds() {
        Map<String, BiFunction<Integer, Integer, BufferedImage>> kinds = new LinkedHashMap<>();
        for (int type = BufferedImage.TYPE_INT_RGB; type <= BufferedImage.TYPE_BYTE_INDEXED; type++) {
            int each = type;
            kinds.put("TYPE " + type, (w, h) -> new BufferedImage(w, h, each));
        }
        for (int bits = 1; bits <= 4; bits *= 2) {
            IndexColorModel palette = palette(bits, (1 << bits) - 1, true);
            kinds.put(
                    "binary palette of " + bits + " bits",
                    (w, h) -> new BufferedImage(w, h, BufferedImage.TYPE_BYTE_BINARY, palette));
        }
        kinds.put(
                "short palette",
                (w, h) -> new BufferedImage(w, h, BufferedImage.TYPE_BYTE_INDEXED, palette(8, 97, false)));
        kinds.put("palette of 12 bits", (w, h) -> of(palette(12, 4000, true), w, h));
        components(kinds);
        packed(kinds);
        kinds.put("reordered with gaps", SampleImages::reordered);
        kinds.put("banded with alpha", (w, h) -> banded(DataBuffer.TYPE_BYTE, w, h));
        kinds.put("banded, 16 bits, with alpha", (w, h) -> banded(DataBuffer.TYPE_USHORT, w, h));
        kinds.put("one bank, three bands of planes", SampleImages::planes);
        kinds.put("subclass of a component model", (w, h) -> of(new InvertedModel(), w, h));
        kinds.put("model of its own", (w, h) -> {
            ColorModel model = new RedBlueModel();
            return new BufferedImage(
                    model, Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, w, h, 1, null), false, null);
        });
        return kinds;
    }

    private static void components(Map<String, BiFunction<Integer, Integer, BufferedImage>> kinds) {
        String[] names = {"byte", "ushort", "short", "int", "float", "double"};
        for (int type = DataBuffer.TYPE_BYTE; type <= DataBuffer.TYPE_DOUBLE; type++) {
            for (ColorSpace space : new ColorSpace[] {GRAY, SRGB}) {
                int each = type;
                String name = names[type] + (space == GRAY ? " gray" : " RGB");
                kinds.put(name, (w, h) -> of(component(space, false, false, each), w, h));
                kinds.put(name + " with alpha", (w, h) -> of(component(space, true, false, each), w, h));
                kinds.put(name + " premultiplied", (w, h) -> of(component(space, true, true, each), w, h));
            }
        }
        kinds.put("4-bit gray", (w, h) -> of(shallow(GRAY, 4), w, h));
        kinds.put("RGB of 6, 7 and 3 bits", (w, h) -> of(shallow(SRGB, 6, 7, 3), w, h));
        kinds.put("gray of 12 bits", (w, h) -> of(shallowShort(GRAY, 12), w, h));
        kinds.put("linear RGB", (w, h) -> of(component(LINEAR, true, false, DataBuffer.TYPE_BYTE), w, h));
        kinds.put("CIE XYZ", (w, h) -> of(component(XYZ, false, false, DataBuffer.TYPE_BYTE), w, h));
    }

    private static void packed(Map<String, BiFunction<Integer, Integer, BufferedImage>> kinds) {
        int[][] masks = {
            {16, 0xF00, 0xF0, 0xF, 0xF000},
            {8, 0xE0, 0x1C, 0x03, 0},
            {32, 0x3FF00000, 0xFFC00, 0x3FF, 0xC0000000},
            {32, 0xFF000000, 0xFF0000, 0xFF00, 0xFF},
        };
        for (int[] m : masks) {
            for (boolean premultiplied : m[4] == 0 ? new boolean[] {false} : new boolean[] {false, true}) {
                int transfer =
                        m[0] == 8 ? DataBuffer.TYPE_BYTE : m[0] == 16 ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_INT;
                ColorModel model = new DirectColorModel(SRGB, m[0], m[1], m[2], m[3], m[4], premultiplied, transfer);
                String masksInHex = "%x %x %x %x".formatted(m[1], m[2], m[3], m[4]);
                kinds.put("packed " + masksInHex + (premultiplied ? " premultiplied" : ""), (w, h) -> of(model, w, h));
            }
        }
        DirectColorModel linear =
                new DirectColorModel(LINEAR, 24, 0xFF0000, 0xFF00, 0xFF, 0, false, DataBuffer.TYPE_INT);
        kinds.put("packed linear", (w, h) -> of(linear, w, h));
    }

    /** Fills the data of an image with noise, the invisible parts too. */
    public static BufferedImage filled(BufferedImage image, Random random) {
        DataBuffer data = image.getRaster().getDataBuffer();
        boolean real = data.getDataType() == DataBuffer.TYPE_FLOAT || data.getDataType() == DataBuffer.TYPE_DOUBLE;
        int mask = fullMask(image);
        for (int bank = 0; bank < data.getNumBanks(); bank++) {
            for (int i = 0; i < data.getSize(); i++) {
                if (real) {
                    data.setElemDouble(
                            bank,
                            i,
                            random.nextInt(8) == 0 ? random.nextInt(3) / 2.0 : random.nextDouble() * 1.4 - 0.2);
                } else {
                    data.setElem(bank, i, extremeOrAny(random) & mask);
                }
            }
        }
        return image;
    }

    private static int extremeOrAny(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> -1;
            default -> random.nextInt();
        };
    }

    /** Keeps samples of fewer bits than their array element within their range, as their color model demands. */
    private static int fullMask(BufferedImage image) {
        ColorModel model = image.getColorModel();
        boolean onePixelAnElement = !(model instanceof PackedColorModel) && !(model instanceof IndexColorModel);
        return onePixelAnElement && model.getComponentSize(0) < 8
                ? 0b111
                : onePixelAnElement && model.getComponentSize(0) == 12
                        ? 0xFFF
                        : model instanceof IndexColorModel && model.getPixelSize() == 12 ? 0xFFF : -1;
    }

    private static BufferedImage of(ColorModel model, int width, int height) {
        WritableRaster raster = model.createCompatibleWritableRaster(width, height);
        return new BufferedImage(model, raster, model.isAlphaPremultiplied(), null);
    }

    private static ColorModel component(ColorSpace space, boolean alpha, boolean premultiplied, int type) {
        int transparency = alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE;
        return new ComponentColorModel(space, alpha, premultiplied, transparency, type);
    }

    private static ColorModel shallow(ColorSpace space, int... bits) {
        return new ComponentColorModel(space, bits, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
    }

    private static ColorModel shallowShort(ColorSpace space, int... bits) {
        return new ComponentColorModel(space, bits, false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
    }

    private static IndexColorModel palette(int bits, int size, boolean alpha) {
        Random random = new Random(size);
        int[] colors = random.ints(size).toArray();
        int type = bits > 8 ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE;
        return new IndexColorModel(bits, size, colors, 0, alpha, -1, type);
    }

    private static BufferedImage reordered(int width, int height) {
        SampleModel samples = new PixelInterleavedSampleModel(
                DataBuffer.TYPE_BYTE, width, height, 7, 7 * width + 5, new int[] {3, 6, 0, 2});
        WritableRaster raster = Raster.createWritableRaster(samples, new Point());
        ColorModel model = component(SRGB, true, false, DataBuffer.TYPE_BYTE);
        return new BufferedImage(model, raster, false, null);
    }

    private static BufferedImage banded(int type, int width, int height) {
        SampleModel samples =
                new BandedSampleModel(type, width, height, width + 3, new int[] {2, 0, 1, 3}, new int[] {1, 0, 3, 2});
        WritableRaster raster = Raster.createWritableRaster(samples, new Point());
        return new BufferedImage(component(SRGB, true, true, type), raster, true, null);
    }

    private static BufferedImage planes(int width, int height) {
        int plane = width * height;
        SampleModel samples = new BandedSampleModel(
                DataBuffer.TYPE_BYTE, width, height, width, new int[3], new int[] {0, plane, 2 * plane});
        WritableRaster raster = Raster.createWritableRaster(samples, new Point());
        return new BufferedImage(component(SRGB, false, false, DataBuffer.TYPE_BYTE), raster, false, null);
    }

    /** Means the opposite of its samples, which only its own methods tell. */
    static final class InvertedModel extends ComponentColorModel {
        InvertedModel() {
            super(SRGB, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        }

        @Override
        public int getRGB(Object element) {
            return super.getRGB(element) ^ 0xFFFFFF;
        }
    }

    /** Keeps red in the low byte and blue in the high one; the green is their sum, the alpha their difference. */
    static final class RedBlueModel extends ColorModel {
        RedBlueModel() {
            super(16, new int[] {8, 8, 8, 8}, SRGB, true, false, Transparency.TRANSLUCENT, DataBuffer.TYPE_USHORT);
        }

        @Override
        public boolean isCompatibleRaster(Raster raster) {
            return raster.getNumBands() == 1 && raster.getTransferType() == DataBuffer.TYPE_USHORT;
        }

        @Override
        public int getRed(int pixel) {
            return pixel & 0xFF;
        }

        @Override
        public int getGreen(int pixel) {
            return (pixel + (pixel >> 8)) & 0xFF;
        }

        @Override
        public int getBlue(int pixel) {
            return (pixel >> 8) & 0xFF;
        }

        @Override
        public int getAlpha(int pixel) {
            return (pixel - (pixel >> 8)) & 0xFF;
        }
    }
}

package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Photos as cameras and programs leave them, read as Pillow reads them, and damaged.
 *
 * <p>{@code src/test/python/make_pillow_photos.py} says what each file is; it wrote them and what Pillow makes of them.
 */
class PillowPhotosTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 24;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orientation-1.png",
                "orientation-2.png",
                "orientation-3.png",
                "orientation-4.png",
                "orientation-5.png",
                "orientation-6.png",
                "orientation-7.png",
                "orientation-8.png",
                "exif-1.jpg",
                "exif-2.jpg",
                "exif-3.jpg",
                "exif-4.jpg",
                "exif-5.jpg",
                "exif-6.jpg",
                "exif-7.jpg",
                "exif-8.jpg",
                "orientation-6.tif",
                "palette-6.png",
                "bilevel-6.png",
                "gray4-8.png",
                "gray.jpg",
                "rgb444.jpg",
                "progressive.jpg",
                "bare444.jpg",
                "adobe-rgb.jpg",
                "profile.jpg",
                "profile.png",
                "gamma.png",
                "cmyk.jpg",
                "ycck.jpg",
                "cmyk-bare.jpg"
            })
    void photosEqualThoseOfPillow(String name) throws IOException {
        BufferedImage golden = ImageIO.read(new ByteArrayInputStream(bytes(name + ".upright.png")));
        assertSameRgb(golden, read(bytes(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "exif-6.jpg, 5", // TYPE_3BYTE_BGR
        "gray.jpg, 10", // TYPE_BYTE_GRAY
        "gray16-6.png, 11", // TYPE_USHORT_GRAY
        "bilevel-6.png, 12", // TYPE_BYTE_BINARY
        "gray4-8.png, 12",
        "palette-6.png, 13" // TYPE_BYTE_INDEXED
    })
    void theTypeOfTheImageStays(String name, int type) throws IOException {
        assertEquals(type, read(bytes(name)).getType());
    }

    @Test
    void sixteenBitsStaySixteenBits() throws IOException {
        BufferedImage lying = ImageIO.read(new ByteArrayInputStream(bytes("gray16-6.png")));
        BufferedImage upright = read(bytes("gray16-6.png"));
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertEquals(
                        lying.getRaster().getSample(x, y, 0),
                        upright.getRaster().getSample(HEIGHT - 1 - y, x, 0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb444.jpg", "exif-6.jpg", "progressive.jpg", "cmyk.jpg", "profile.jpg"})
    void everyTruncationIsRefused(String name) throws IOException {
        byte[] whole = bytes(name);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(
                    InvalidImageException.class, () -> read(cut), () -> cut.length + " of " + whole.length + " bytes");
        }
    }

    /** Pillow does without the last chunk too; what lies before it is needed to the last byte but its checksum. */
    @ParameterizedTest
    @ValueSource(strings = {"orientation-6.png", "palette-6.png"})
    void ofAPngFileAllButItsLastChunkIsNeeded(String name) throws IOException {
        byte[] whole = bytes(name);
        int end = whole.length - 12;
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length < end) {
                assertThrows(InvalidImageException.class, () -> read(cut), () -> cut.length + " bytes");
            } else {
                assertSameRgb(read(whole), read(cut));
            }
        }
    }

    /** These formats have no end that could be looked for, but a picture must be whole. */
    @ParameterizedTest
    @ValueSource(strings = {"bmp", "gif", "tiff"})
    void noPartOfAPictureIsTakenForTheWhole(String format) throws IOException {
        String source = format.equals("gif") ? "palette-6.png" : "orientation-1.png";
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(ImageIO.read(new ByteArrayInputStream(bytes(source))), format, encoded));
        byte[] whole = encoded.toByteArray();
        BufferedImage expected = read(whole);
        int refused = 0;
        for (int length = 0; length < whole.length; length++) {
            try {
                assertSameRgb(expected, read(Arrays.copyOf(whole, length)));
            } catch (InvalidImageException e) {
                refused++;
            }
        }
        assertTrue(refused > whole.length * 9 / 10, refused + " of " + whole.length + " cuts refused");
    }

    @Test
    void dataThatEndTooEarlyBeforeTheEndMarkerAreRefused() throws IOException {
        byte[] whole = bytes("rgb444.jpg");
        byte[] shortened = Arrays.copyOf(whole, whole.length - 100);
        shortened[shortened.length - 2] = (byte) 0xFF;
        shortened[shortened.length - 1] = (byte) 0xD9;
        InvalidImageException thrown = assertThrows(InvalidImageException.class, () -> read(shortened));
        assertEquals(
                "The photo is damaged, its compressed data end too early: save or download it again",
                thrown.getMessage());
    }

    /** The chunk stands for 1 GiB of text, which nobody asked for. */
    @Test
    void compressedNotesAreNotUnpacked() throws IOException {
        byte[] png = bytes("orientation-1.png");
        ByteArrayOutputStream note = new ByteArrayOutputStream();
        note.write("zTXtComment\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream packed = new DeflaterOutputStream(note)) {
            byte[] letters = new byte[1 << 20];
            Arrays.fill(letters, (byte) 'a');
            for (int i = 0; i < 1 << 10; i++) {
                packed.write(letters);
            }
        }
        CRC32 sum = new CRC32();
        sum.update(note.toByteArray());
        int header = 8 + 25;
        ByteBuffer file = ByteBuffer.allocate(png.length + note.size() + 8);
        file.put(png, 0, header).putInt(note.size() - 4).put(note.toByteArray()).putInt((int) sum.getValue());
        file.put(png, header, png.length - header);
        assertSameRgb(read(png), read(file.array()));
    }

    @Test
    void aStreamWithoutEndIsNotReadForEver() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return length;
            }
        };
        InvalidImageException thrown = assertThrows(InvalidImageException.class, () -> Photos.read(endless, 1));
        assertEquals(
                "The photo has more than 67108872 bytes, which no photo within the limits of 1 pixels and 1073741824"
                        + " bytes of samples needs: make it smaller",
                thrown.getMessage());
    }

    @Property
    void damagedPhotosAreReadOrRefusedInOneWay(
            @ForAll @IntRange(max = 5) int which, @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int bytes)
            throws IOException {
        String[] names = {
            "rgb444.jpg", "exif-6.jpg", "progressive.jpg", "ycck.jpg", "orientation-6.tif", "palette-6.png"
        };
        byte[] damaged = bytes(names[which]);
        Random random = new Random(seed);
        for (int i = 0; i < bytes; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        try {
            assertTrue(Photos.read(new ByteArrayInputStream(damaged), 1_000_000).getWidth() > 0);
        } catch (InvalidImageException e) {
            assertTrue(e.getMessage().startsWith("The photo "), e.getMessage());
        }
    }

    private static BufferedImage read(byte[] file) {
        return Photos.read(new ByteArrayInputStream(file));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream stream = PillowPhotosTest.class.getResourceAsStream("/photos/pillow/" + name)) {
            return stream.readAllBytes();
        }
    }

    private static void assertSameRgb(BufferedImage expected, BufferedImage actual) {
        assertEquals(expected.getWidth(), actual.getWidth());
        assertEquals(expected.getHeight(), actual.getHeight());
        byte[] expectedRow = new byte[3 * expected.getWidth()];
        byte[] actualRow = new byte[3 * expected.getWidth()];
        for (int y = 0; y < expected.getHeight(); y++) {
            RgbRows.of(expected).read(y, expectedRow, 0);
            RgbRows.of(actual).read(y, actualRow, 0);
            assertArrayEquals(expectedRow, actualRow, "row " + y);
        }
    }
}

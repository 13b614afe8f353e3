package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.segmentation4j.InvalidImageException.Kind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Supplier;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of photos that cannot be read, to programs and to people. */
class PhotoFailuresTest {
    private static final byte[] FOREIGN = "a format of its own".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), "png", out);
        return out.toByteArray();
    }

    private static InvalidImageException failure(byte[] content) {
        return assertThrows(InvalidImageException.class, () -> Photos.read(new ByteArrayInputStream(content)));
    }

    private static InvalidImageException failure(Path file) {
        return assertThrows(InvalidImageException.class, () -> Photos.read(file));
    }

    @Test
    void theKindTellsAProgramWhatIsWrong() throws IOException {
        byte[] whole = png(30, 20);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 0x55;
        assertEquals(Kind.MISSING, failure(folder.resolve("none.png")).kind());
        assertEquals(Kind.MISSING, failure(folder).kind());
        assertEquals(Kind.EMPTY, failure(new byte[0]).kind());
        assertEquals(
                Kind.TRUNCATED, failure(Arrays.copyOf(whole, whole.length - 20)).kind());
        assertEquals(Kind.DAMAGED, failure(damaged).kind());
        assertEquals(
                Kind.UNSUPPORTED,
                failure("text".getBytes(StandardCharsets.US_ASCII)).kind());
        PhotoLimits small = PhotoLimits.DEFAULT.withMaxPixels(599);
        InvalidImageException tooLarge =
                assertThrows(InvalidImageException.class, () -> Photos.read(new ByteArrayInputStream(whole), small));
        assertEquals(Kind.TOO_LARGE, tooLarge.kind());
        assertEquals(30, Photos.read(new ByteArrayInputStream(whole), 600).getWidth());
        InputStream broken = InputStream.nullInputStream();
        broken.close();
        assertEquals(
                Kind.UNREADABLE,
                assertThrows(InvalidImageException.class, () -> Photos.read(broken))
                        .kind());
    }

    @Test
    void noMessageSpeaksOfOurMethods() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jpg"), "text");
        PhotoLimits small = PhotoLimits.DEFAULT.withMaxPixels(1);
        byte[] photo = png(30, 20);
        for (String message : new String[] {
            failure(text).getMessage(),
            failure(Arrays.copyOf(photo, 60)).getMessage(),
            assertThrows(InvalidImageException.class, () -> Photos.read(new ByteArrayInputStream(photo), small))
                    .getMessage()
        }) {
            assertFalse(message.toLowerCase(Locale.ROOT).contains("photos."), message);
        }
    }

    @Test
    void limitsBelowOneAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PhotoLimits(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> PhotoLimits.DEFAULT.withMaxPixels(0));
        assertThrows(IllegalArgumentException.class, () -> PhotoLimits.DEFAULT.withMaxBytes(0));
        assertThrows(IllegalArgumentException.class, () -> PhotoLimits.DEFAULT.withMaxScans(-1));
    }

    @Test
    void wantOfMemoryIsNotDamage() throws IOException {
        Throwable memory = new OutOfMemoryError("Java heap space");
        InvalidImageException wrapped = failureOfPlugIn(() -> new ThrowingReader(new IIOException("odd", memory)));
        assertEquals(Kind.OUT_OF_MEMORY, wrapped.kind());
        InvalidImageException inNativeCode =
                failureOfPlugIn(() -> new ThrowingReader(new IIOException("Insufficient memory (case 4)")));
        assertEquals(Kind.OUT_OF_MEMORY, inNativeCode.kind());
    }

    @Test
    void whatAPlugInFindsWrongWithATiffFileIsNotWantOfAPlugIn() {
        byte[] zstandard = HexFormat.of()
                .parseHex("49492a0008000000" + "0300" + "000104000100000001000000" + "010104000100000001000000"
                        + "030104000100000050c30000" + "00000000");
        assertEquals(Kind.UNSUPPORTED, failure(zstandard).kind());
        Throwable memory = new OutOfMemoryError("Java heap space");
        assertEquals(Kind.OUT_OF_MEMORY, failureOfTiffPlugIn(zstandard, new IIOException("odd", memory)));
        assertEquals(Kind.DAMAGED, failureOfTiffPlugIn(zstandard, new IIOException("A frame ends too early")));
        assertEquals(Kind.UNSUPPORTED, failureOfTiffPlugIn(zstandard, new IIOException("Unsupported compression")));
    }

    private static Kind failureOfTiffPlugIn(byte[] content, IOException thrown) {
        ImageReaderSpi plugIn = new PlugIn(() -> new ThrowingReader(thrown)) {
            @Override
            public boolean canDecodeInput(Object source) throws IOException {
                return ((ImageInputStream) source).read() == 'I';
            }
        };
        Kind[] found = new Kind[1];
        withPlugIn(plugIn, () -> found[0] = failure(content).kind());
        return found[0];
    }

    @Test
    void aPlugInThatCannotBeLinkedIsNamedAndItsErrorKept() throws IOException {
        LinkageError missing = new NoClassDefFoundError("some/Codec");
        InvalidImageException e = failureOfPlugIn(() -> {
            throw missing;
        });
        assertEquals(Kind.UNSUPPORTED, e.kind());
        assertSame(missing, e.getCause());
        assertEquals(
                "The photo is of a format whose reader cannot be loaded (some/Codec): put all of that reader on the"
                        + " class path, or convert the photo to PNG",
                e.getMessage());
    }

    @Test
    void aPlugInThatFailsOnALookDoesNotHinderOthers() throws IOException {
        ImageReaderSpi failing = new PlugIn(() -> new ThrowingReader(new IIOException("never"))) {
            @Override
            public boolean canDecodeInput(Object source) {
                throw new NoSuchMethodError("some.Codec.look");
            }
        };
        byte[] photo = png(4, 3);
        withPlugIn(failing, () -> {
            assertEquals(
                    4,
                    assertDoesNotThrow(() -> Photos.read(new ByteArrayInputStream(photo)))
                            .getWidth());
            assertEquals(Kind.UNSUPPORTED, failure(FOREIGN).kind());
        });
    }

    @Test
    void messagesShowNeitherHashCodesNorControlCharacters() {
        assertEquals(
                "no pixels in BufferedImage or B here",
                Reasons.of(new IIOException("no pixels in java.awt.image.BufferedImage@1b2c3d or\n[B@7f here")));
        assertEquals("EOFException", Reasons.of(new EOFException()));
        assertEquals("a@b.org stays", Reasons.of(new IIOException("a@b.org stays")));
        assertEquals(203, Reasons.of(new IIOException("x".repeat(10_000))).length());
    }

    private static InvalidImageException failureOfPlugIn(Supplier<ImageReader> reader) throws IOException {
        InvalidImageException[] found = new InvalidImageException[1];
        withPlugIn(new PlugIn(reader), () -> found[0] = failure(FOREIGN));
        return found[0];
    }

    private static void withPlugIn(ImageReaderSpi spi, Runnable action) {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        registry.registerServiceProvider(spi);
        try {
            action.run();
        } finally {
            registry.deregisterServiceProvider(spi);
        }
    }

    private static class PlugIn extends ImageReaderSpi {
        private final Supplier<ImageReader> reader;

        PlugIn(Supplier<ImageReader> reader) {
            this.reader = reader;
            inputTypes = new Class<?>[] {ImageInputStream.class};
        }

        @Override
        public boolean canDecodeInput(Object source) throws IOException {
            byte[] start = new byte[FOREIGN.length];
            return ((ImageInputStream) source).read(start) == start.length && Arrays.equals(start, FOREIGN);
        }

        @Override
        public String[] getFormatNames() {
            return new String[] {"foreign"};
        }

        @Override
        public ImageReader createReaderInstance(Object extension) {
            return reader.get();
        }

        @Override
        public String getDescription(Locale locale) {
            return "a format of its own";
        }
    }

    private static final class ThrowingReader extends ImageReader {
        private final IOException thrown;

        ThrowingReader(IOException thrown) {
            super(null);
            this.thrown = thrown;
        }

        @Override
        public int getNumImages(boolean allowSearch) {
            return 1;
        }

        @Override
        public int getWidth(int imageIndex) {
            return 1;
        }

        @Override
        public int getHeight(int imageIndex) {
            return 1;
        }

        @Override
        public Iterator<ImageTypeSpecifier> getImageTypes(int imageIndex) {
            return Collections.emptyIterator();
        }

        @Override
        public IIOMetadata getStreamMetadata() {
            throw new UnsupportedOperationException();
        }

        @Override
        public IIOMetadata getImageMetadata(int imageIndex) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BufferedImage read(int imageIndex, ImageReadParam param) throws IOException {
            throw thrown;
        }
    }
}

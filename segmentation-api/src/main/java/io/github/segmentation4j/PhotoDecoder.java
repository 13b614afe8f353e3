package io.github.segmentation4j;

import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.PhotoFile.Flaw;
import io.github.segmentation4j.internal.tiff.TiffException;
import io.github.segmentation4j.internal.tiff.TiffLimits;
import io.github.segmentation4j.internal.tiff.TiffPhoto;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Decodes the bytes of one photo. */
final class PhotoDecoder {
    private final String name;
    private final PhotoLimits limits;

    /** Creates the decoder of a photo that messages call by a name. */
    PhotoDecoder(String name, PhotoLimits limits) {
        this.name = name;
        this.limits = limits;
    }

    /**
     * Returns the upright picture.
     *
     * @throws InvalidImageException if there is none, or if it exceeds the limits or the memory
     */
    BufferedImage decode(byte[] content) {
        if (content.length == 0) {
            throw new InvalidImageException(Kind.EMPTY, name + " is empty (0 bytes): save or download it again");
        }
        PhotoFile file = PhotoFile.of(content);
        PhotoCost cost = file.cost();
        if (cost != null) {
            check(cost, file);
        }
        if (TiffPhoto.isTiff(content)) {
            return decodeTiff(file);
        }
        BufferedImage alone = decodedAlone(file);
        return alone != null
                ? file.orientation().turnUpright(alone)
                : decodeByReaders(file, PhotoReaders.of(file.content()));
    }

    /** Decodes a TIFF file here, or, where it is of another kind, by a reader that knows it. */
    private BufferedImage decodeTiff(PhotoFile file) {
        try {
            TiffPhoto photo = TiffPhoto.open(file.content(), tiffLimits(limits));
            return orientation(photo.orientation(), photo::xmp).turnUpright(photo.decode());
        } catch (TiffException e) {
            boolean oldJpeg = e.kind() == TiffException.Kind.OLD_JPEG;
            if (e.kind() != TiffException.Kind.UNSUPPORTED && !oldJpeg) {
                throw failure(e, file);
            }
            try {
                byte[] content = file.content();
                return decodeByReaders(file, oldJpeg ? PhotoReaders.of(content) : PhotoReaders.plugInsOf(content));
            } catch (InvalidImageException byReaders) {
                if (byReaders.kind() != Kind.UNSUPPORTED) {
                    // The reader knows the format, so that its verdict is of the file.
                    byReaders.addSuppressed(e);
                    throw byReaders;
                }
                e.addSuppressed(byReaders);
                throw failure(e, file);
            }
        } catch (RuntimeException e) {
            throw failure(e, file);
        }
    }

    /** Returns what a TIFF file's own field says, or, where there is none, its XMP packet. */
    static Orientation orientation(int field, Supplier<byte[]> xmp) {
        if (field != TiffPhoto.NO_ORIENTATION) {
            return Orientation.ofTag(field);
        }
        OrientationNotes notes = new OrientationNotes();
        notes.xmp(new PhotoFile.Bytes(xmp.get()));
        return notes.orientation();
    }

    static TiffLimits tiffLimits(PhotoLimits limits) {
        return new TiffLimits(limits.maxPixels(), limits.maxBytes(), limits.maxScans());
    }

    private @Nullable BufferedImage decodedAlone(PhotoFile file) {
        try {
            return file.decodeAlone();
        } catch (DamagedPhotoException e) {
            throw new InvalidImageException(
                    e.flaw().kind(), name + " " + e.flaw().what(), e);
        }
    }

    /** Tries the readers that claim the file; if all fail, the first has the say. */
    private BufferedImage decodeByReaders(PhotoFile file, List<ImageReaderSpi> readers) {
        if (readers.isEmpty()) {
            throw new InvalidImageException(
                    Kind.UNSUPPORTED,
                    name + " "
                            + ForeignFormat.of(file.content())
                                    .map(ForeignFormat::advice)
                                    .orElseGet(
                                            () -> "is not an image of a format that can be read here ("
                                                    + PhotoReaders.formats()
                                                    + "): convert it to one of them, or put a reader for its format on the class path"));
        }
        InvalidImageException failure = null;
        for (ImageReaderSpi spi : readers) {
            try {
                return file.orientation().turnUpright(decodeBy(spi, file));
            } catch (IOException | RuntimeException | LinkageError e) {
                InvalidImageException found = failure(e, file);
                if (found == e || found.kind() == Kind.OUT_OF_MEMORY) {
                    throw found;
                }
                failure = failure == null ? found : failure;
            }
        }
        throw failure;
    }

    private BufferedImage decodeBy(ImageReaderSpi spi, PhotoFile file) throws IOException {
        ImageReader reader = spi.createReaderInstance();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file.content()))) {
            // Metadata are ignored: a compressed note of a few bytes may fill the memory.
            reader.setInput(stream, true, true);
            if (file.cost() == null) {
                check(new PhotoCost(reader.getWidth(0), reader.getHeight(0), 0, 1), file);
            }
            EarlyEnd earlyEnd = new EarlyEnd();
            reader.addIIOReadWarningListener(earlyEnd);
            BufferedImage image = file.decode(reader);
            if (earlyEnd.seen) {
                throw new InvalidImageException(
                        Kind.TRUNCATED,
                        name + " is damaged, its compressed data end too early: save or download it again");
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    private void check(PhotoCost cost, PhotoFile file) {
        cost.check(name, limits);
        Flaw flaw = file.flaw();
        if (flaw != null) {
            throw new InvalidImageException(flaw.kind(), name + " " + flaw.what());
        }
    }

    /** Says in our words what a decoder threw: they let all kinds of unchecked exceptions slip on damaged files. */
    private InvalidImageException failure(Throwable thrown, PhotoFile file) {
        if (thrown instanceof InvalidImageException ours) {
            return ours;
        }
        if (Reasons.isForWantOfMemory(thrown)) {
            return outOfMemory(name, thrown);
        }
        if (thrown instanceof TiffException tiff) {
            return new InvalidImageException(kind(tiff.kind()), name + " " + tiff.getMessage(), thrown);
        }
        if (thrown instanceof LinkageError) {
            return new InvalidImageException(
                    Kind.UNSUPPORTED,
                    name + " is of a format whose reader cannot be loaded (" + Reasons.of(thrown)
                            + "): put all of that reader on the class path, or convert the photo to PNG",
                    thrown);
        }
        if (file.unusual() != null) {
            return new InvalidImageException(
                    Kind.UNSUPPORTED,
                    name + " has " + file.unusual() + ", which the decoder of this JVM lacks (" + Reasons.of(thrown)
                            + "): save it again, for example as PNG",
                    thrown);
        }
        return new InvalidImageException(
                Reasons.isOfKind(thrown) ? Kind.UNSUPPORTED : Kind.DAMAGED,
                name + " is damaged or of a kind that cannot be decoded (" + Reasons.of(thrown)
                        + "): save it again, for example as PNG",
                thrown);
    }

    /** Returns our name for why a TIFF file cannot be read. */
    static Kind kind(TiffException.Kind kind) {
        return switch (kind) {
            case TRUNCATED -> Kind.TRUNCATED;
            case DAMAGED -> Kind.DAMAGED;
            case UNSUPPORTED, OLD_JPEG -> Kind.UNSUPPORTED;
            case TOO_LARGE -> Kind.TOO_LARGE;
            case UNREADABLE -> Kind.UNREADABLE;
        };
    }

    /** The memory of the Java heap, or of a decoder in native code, did not suffice. */
    static InvalidImageException outOfMemory(String name, Throwable thrown) {
        return new InvalidImageException(
                Kind.OUT_OF_MEMORY, name + " does not fit into memory: raise -Xmx or make the photo smaller", thrown);
    }

    /** Sees when a decoder fills up a picture whose data end too early, which it tells as a warning only. */
    private static final class EarlyEnd implements IIOReadWarningListener {
        /** Part of libjpeg's messages JWRN_HIT_MARKER and JWRN_JPEG_EOF, which the JDK passes on untranslated. */
        private static final String SIGN = "premature end";

        private boolean seen;

        @Override
        public void warningOccurred(ImageReader source, @Nullable String warning) {
            seen |= warning != null && warning.toLowerCase(Locale.ROOT).contains(SIGN);
        }
    }
}

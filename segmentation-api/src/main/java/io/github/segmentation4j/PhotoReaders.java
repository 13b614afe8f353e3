package io.github.segmentation4j;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Finds the readers of {@link ImageIO} that know the format of a file.
 *
 * <p>The JDK's own come first: what a photo looks like must not depend on what else is on the class path. A plug-in that
 * cannot be linked or fails on a look at the first bytes is passed over, since the file may be none of its business.
 */
final class PhotoReaders {
    private PhotoReaders() {}

    /** Returns the readers that claim the file, the JDK's own first; empty if there is none. */
    static List<ImageReaderSpi> of(byte[] content) {
        List<ImageReaderSpi> claiming = new ArrayList<>();
        Iterator<ImageReaderSpi> all = IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
        while (all.hasNext()) {
            ImageReaderSpi spi = all.next();
            if (claims(spi, content)) {
                claiming.add(spi);
            }
        }
        claiming.sort(Comparator.comparing(spi -> !isOfJdk(spi)));
        return claiming;
    }

    /** Returns the readers that claim the file and are not the JDK's own. */
    static List<ImageReaderSpi> plugInsOf(byte[] content) {
        return of(content).stream().filter(spi -> !isOfJdk(spi)).toList();
    }

    private static boolean isOfJdk(ImageReaderSpi spi) {
        return spi.getClass().getModule() == ImageIO.class.getModule();
    }

    private static boolean claims(ImageReaderSpi spi, byte[] content) {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            return spi.canDecodeInput(stream);
        } catch (IOException | RuntimeException | LinkageError notForThisFile) {
            return false;
        }
    }

    /** Returns the formats that can be read here, for a sentence. */
    static String formats() {
        return Arrays.stream(ImageIO.getReaderFormatNames())
                .map(format -> format.toUpperCase(Locale.ROOT))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}

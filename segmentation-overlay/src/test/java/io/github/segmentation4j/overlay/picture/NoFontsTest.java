package io.github.segmentation4j.overlay.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.overlay.Palette;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Text is drawn by a Java that has no display and is told of no font; for Latin letters it does not even load the classes
 * for fonts.
 */
class NoFontsTest {
    @TempDir
    Path folder;

    @Test
    void picturesAreTheSameWithoutFontsAndDisplay() throws IOException, InterruptedException, URISyntaxException {
        String output = drawWithoutFonts();
        assertEquals(String.valueOf(Drawing.fingerprint()), output);
        List<String> loaded = Files.readAllLines(folder.resolve("classes.txt"));
        assertTrue(loaded.stream().anyMatch(line -> line.contains(Lettering.class.getName())));
        List<String> fonts = loaded.stream()
                .filter(line -> line.contains(" sun.font.") || line.contains(" java.awt.Font "))
                .toList();
        assertEquals(List.of(), fonts);
    }

    @Test
    void textOfAnotherScriptIsDrawnWhateverFontsThereAre()
            throws IOException, InterruptedException, URISyntaxException {
        assertTrue(drawWithoutFonts("chinese").matches("[1-9][0-9]*"));
    }

    private String drawWithoutFonts(String... arguments) throws IOException, InterruptedException, URISyntaxException {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dsun.awt.fontconfig=" + folder.resolve("none.properties"),
                "-Duser.language=tr",
                "-Xlog:class+load:file=classes.txt",
                "-cp",
                String.join(
                        System.getProperty("path.separator"),
                        List.of(
                                Path.of("target", "test-classes")
                                        .toAbsolutePath()
                                        .toString(),
                                location(Picture.class),
                                location(LabelMap.class))),
                Drawing.class.getName()));
        command.addAll(List.of(arguments));
        Process java = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = java.waitFor(60, TimeUnit.SECONDS);
        java.destroyForcibly();
        assertTrue(ended);
        return Files.readString(output).strip();
    }

    /** The number is the picture itself: it changes only with the looks of lines, letters or legends. */
    @Test
    void picturesAreTheSameBytesOnEveryMachine() {
        assertEquals(1_284_452_816, Drawing.fingerprint());
    }

    private static String location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** A program that draws text of every kind. */
    static final class Drawing {
        private Drawing() {}

        public static void main(String[] arguments) {
            System.out.println(arguments.length == 0 ? fingerprint() : width());
        }

        /** Draws a Chinese word. */
        static int width() {
            return Lettering.of("\u9053\u8DEF", 20).width();
        }

        static int fingerprint() {
            ClassNames names = ClassNames.of("sky", "road", "IGNORED title");
            BufferedImage photo = Samples.photo(300, 200, new Random(1));
            LabelMap labels = Samples.manyClasses(300, 200, 3);
            BufferedImage picture = Picture.of(Palette.of(0xE69F00, 0x56B4E9, 0x009E73))
                    .withFill(0.5)
                    .withOutlines()
                    .withHalo()
                    .withNames(names)
                    .withLegend(Legend.of(names))
                    .draw(photo, labels);
            return Arrays.hashCode(
                    Samples.argb(SideBySide.of("photo", "all of it").draw(photo, picture)));
        }
    }
}

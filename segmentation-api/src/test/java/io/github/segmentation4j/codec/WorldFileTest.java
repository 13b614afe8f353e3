package io.github.segmentation4j.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidFileException;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldFileTest {
    @TempDir
    Path folder;

    /** A pixel of 0.5 whose upper left one has its centre at (100.25, 199.75): the image begins at (100, 200). */
    @Test
    void theLastTwoLinesAreTheCentreOfAPixel() throws IOException {
        Path file = folder.resolve("a.pgw");
        Files.writeString(file, "0.5\r\n0.0\r\n0.0\r\n-0.5\r\n100.25\r\n199.75\r\n");
        assertEquals(new AffineTransform(0.5, 0, 0, -0.5, 100, 200), OutlineFormat.readWorldFile(file));
    }

    @Test
    void linesAreInTheOrderADBECF() throws IOException {
        Path file = folder.resolve("a.jgw");
        Files.writeString(file, " 1\n2e0\n+3\n4\n5\n6\n\n");
        AffineTransform turned = OutlineFormat.readWorldFile(file);
        assertEquals(new Point2D.Double(5, 6), turned.transform(new Point2D.Double(0.5, 0.5), null));
        assertEquals(
                new Point2D.Double(1 * 7 + 3 * 9 + 5, 2 * 7 + 4 * 9 + 6),
                turned.transform(new Point2D.Double(7.5, 9.5), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1\n2\n3\n4\n5",
                "1\n2\n3\n4\n5\n6\n7",
                "1\n2\n2\n4\n5\n6",
                "1,5\n0\n0\n1\n0\n0",
                "1\n0\n0\nNaN\n0\n0"
            })
    void whatIsNoWorldFileIsRefused(String content) throws IOException {
        Path file = folder.resolve("b.pgw");
        Files.writeString(file, content);
        InvalidFileException error = assertThrows(InvalidFileException.class, () -> OutlineFormat.readWorldFile(file));
        assertTrue(error.getMessage().contains("b.pgw is not a world file that can be used, it "), error.getMessage());
    }

    @Test
    void photosAndMissingFilesAreRefused() throws IOException {
        Path file = folder.resolve("c.png");
        Files.write(file, new byte[10_000]);
        assertThrows(InvalidFileException.class, () -> OutlineFormat.readWorldFile(file));
        assertThrows(NoSuchFileException.class, () -> OutlineFormat.readWorldFile(folder.resolve("none.pgw")));
    }
}

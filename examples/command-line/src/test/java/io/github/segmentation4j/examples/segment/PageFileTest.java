package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.examples.segment.page.PageClass;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page whose disk gets full on the way. */
class PageFileTest {
    private static final List<PageClass> CLASSES = List.of(new PageClass("cat", 0, true));

    @TempDir
    private Path folder;

    private static void add(PageFile page) {
        page.add(
                Path.of("cat.png"),
                new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB),
                LabelMap.copyOf(2, 1, new int[2]),
                Optional.empty());
    }

    /** Takes a number of bytes and no more. */
    private static final class FullDisk extends OutputStream {
        private final OutputStream disk;
        private int free;

        FullDisk(OutputStream disk, int free) {
            this.disk = disk;
            this.free = free;
        }

        @Override
        public void write(int b) throws IOException {
            if (free == 0) {
                throw new IOException("No space left on device");
            }
            free--;
            disk.write(b);
        }

        @Override
        public void close() throws IOException {
            disk.close();
        }
    }

    @Test
    void isGivenUpWhenTheDiskIsFull() throws IOException {
        Path file = folder.resolve("page.html");
        Files.writeString(file, "earlier");
        long head = lengthOfAPage();
        try (PageFile page = PageFile.begin(
                file, false, CLASSES, 0.5, path -> new FullDisk(Files.newOutputStream(path), (int) head))) {
            CommandException e = assertThrows(CommandException.class, () -> {
                for (int i = 0; i < 100; i++) {
                    add(page);
                }
            });
            assertEquals(file + " cannot be written: No space left on device", e.getMessage());
            add(page);
            assertFalse(page.finish());
        }

        assertEquals("earlier", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    private long lengthOfAPage() throws IOException {
        Path file = folder.resolve("whole.html");
        try (PageFile page = PageFile.begin(file, false, CLASSES, 0.5)) {
            add(page);
            assertTrue(page.finish());
        }
        long length = Files.size(file);
        Files.delete(file);
        return length;
    }

    @Test
    void leavesNothingWhenItCannotEvenBegin() throws IOException {
        Path file = folder.resolve("page.html");

        CommandException e = assertThrows(
                CommandException.class,
                () -> PageFile.begin(file, false, CLASSES, 0.5, path -> new FullDisk(Files.newOutputStream(path), 10)));

        assertEquals(file + " cannot be written: No space left on device", e.getMessage());
        assertEquals(List.of(), files());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}

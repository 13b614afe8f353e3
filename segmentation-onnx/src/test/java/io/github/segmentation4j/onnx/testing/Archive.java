package io.github.segmentation4j.onnx.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Test resources that are kept in a zip file, since exporters write ten times as much text as small networks have weights. */
public final class Archive {
    private Archive() {}

    /** Unpacks a resource of the class path into a folder, which it makes. */
    public static Path unpack(String resource, Path folder) throws IOException {
        try (InputStream in = Archive.class.getResourceAsStream(resource);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
        return folder;
    }
}

package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the outputs of a run depend on, in one number: the version of the program, the model, how it is run, which colors are
 * drawn, and the photo. An output that carries the same number need not be made again.
 *
 * <p>A model is known by its content and by that of the files beside it whose names begin with its own, in which exporters put
 * weights; what its other files say is in the decisions about it. A photo is known by its name, its length and the time of its
 * last change, which is how {@code make} and {@code rsync} know files.
 */
final class RunDigest {
    private static final String ALGORITHM = "SHA-256";
    private static final char SEPARATOR = ' ';
    private static final int BUFFER_BYTES = 1 << 16;

    private final byte[] run;

    private RunDigest(byte[] run) {
        this.run = run;
    }

    /**
     * Returns the digest of everything but the photo.
     *
     * @throws CommandException if the model cannot be read any more
     */
    static RunDigest of(ModelOptions options, Segmenter segmenter, OverlayStyle style) {
        Text text = new Text();
        List<String> names = segmenter.classNames().names();
        try {
            text.add(new VersionFile().getVersion()[0]);
            for (Path file : weights(options, segmenter)) {
                text.add(file);
            }
        } catch (IOException e) {
            throw CommandException.failure("The model cannot be read a second time: " + Reasons.of(e), e);
        }
        if (segmenter instanceof OnnxSegmenter known) {
            for (Decision decision : known.describe().decisions()) {
                if (decision.origin() != Decision.Origin.RUNTIME) {
                    text.add(decision.subject()).add(decision.value());
                }
            }
        }
        text.add(String.valueOf(options.tiles()));
        text.add(String.valueOf(style.alpha()));
        for (int label = 0; label < names.size(); label++) {
            text.add(names.get(label)).add(style.color(label).orElse(""));
        }
        return new RunDigest(text.digest());
    }

    private static List<Path> weights(ModelOptions options, Segmenter segmenter) throws IOException {
        if (options.file().isEmpty()) {
            return List.of(); // The one that travels with the program, of which there is one for each version.
        }
        Path model = segmenter instanceof OnnxSegmenter known
                ? Path.of(known.describe().model())
                : options.file().get();
        if (!Files.isRegularFile(model)) {
            return List.of();
        }
        Path folder = model.toAbsolutePath().resolveSibling("");
        String name = FileNames.name(model);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> FileNames.name(file).startsWith(name) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the digest of an output of a photo, in letters and digits; nothing if there is no such file. */
    Optional<String> of(Path photo) {
        try {
            return Optional.of(HexFormat.of()
                    .formatHex(new Text()
                            .add(HexFormat.of().formatHex(run))
                            .add(FileNames.name(photo))
                            .add(String.valueOf(Files.size(photo)))
                            .add(String.valueOf(Files.getLastModifiedTime(photo).toMillis()))
                            .digest()));
        } catch (IOException e) {
            return Optional.empty(); // What is wrong with it is said when it is read.
        }
    }

    /**
     * Returns the photos that an earlier run has not done, or not of the same, and says how many it has.
     *
     * @param records are told of those that it has
     */
    List<Outputs> left(List<Outputs> outputs, List<PhotoRecords> records, Report report) {
        List<Outputs> left = new ArrayList<>();
        for (Outputs each : outputs) {
            Optional<Tally> tally = isCurrent(each) ? tally(each) : Optional.empty();
            if (tally.isEmpty()) {
                left.add(each);
            } else {
                records.forEach(taker -> taker.done(each, tally.get(), true));
            }
        }
        int done = outputs.size() - left.size();
        if (done > 0) {
            report.print(List.of((done == 1 ? "1 photo has its outputs" : done + " photos have their outputs")
                    + " from an earlier run: --force makes them again"));
        }
        return left;
    }

    /** Returns true if all outputs of a photo are there and carry its digest. */
    private boolean isCurrent(Outputs outputs) {
        Optional<String> expected = of(outputs.photo().path());
        return expected.isPresent()
                && carries(outputs.format(), outputs.overlay(), expected.get())
                && outputs.labels()
                        .filter(file -> !carries(OverlayFormat.PNG, file, expected.get()))
                        .isEmpty();
    }

    /** Returns what an output carries that was made with a digest. */
    static String mark(String digest, Tally tally) {
        return digest + SEPARATOR + tally.text();
    }

    /** Returns how many pixels each class of a photo has, as its overlay says. */
    private static Optional<Tally> tally(Outputs outputs) {
        try {
            return outputs.format()
                    .digest(outputs.overlay())
                    .flatMap(mark -> Tally.parse(mark.substring(mark.indexOf(SEPARATOR) + 1)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean carries(OverlayFormat format, Path file, String digest) {
        try {
            return Files.isRegularFile(file)
                    && format.digest(file)
                            .filter(mark -> mark.startsWith(digest + SEPARATOR))
                            .isPresent();
        } catch (IOException e) {
            return false; // It is made again, and whatever is wrong with it is said then.
        }
    }

    /** Texts after each other, each with its length before it, so that no two lists of them are alike. */
    private static final class Text {
        private final MessageDigest digest;

        Text() {
            try {
                digest = MessageDigest.getInstance(ALGORITHM);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
            }
        }

        Text add(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
            return this;
        }

        void add(Path file) throws IOException {
            add(String.valueOf(Files.size(file)));
            byte[] buffer = new byte[BUFFER_BYTES];
            try (InputStream in = Files.newInputStream(file)) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    digest.update(buffer, 0, count);
                }
            }
        }

        byte[] digest() {
            return digest.digest();
        }
    }
}

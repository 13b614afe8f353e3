package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.examples.segment.probe.ContactSheet;
import io.github.segmentation4j.examples.segment.probe.ProbeResult;
import io.github.segmentation4j.examples.segment.probe.ProbeRun;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.file.SideCar;
import io.github.segmentation4j.overlay.Palette;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that try the common input conventions on photos. */
final class ProbeOptions {
    /** Colors for the contact sheet where nothing is known of the classes. */
    private static final int COLORS = 32;

    @Option(
            names = "--probe",
            paramLabel = "PHOTO",
            arity = "1..*",
            description =
                    "Try the common input conventions on these photos (files or folders) and rank them by evidence"
                            + " that needs no labels. It suggests and decides nothing.")
    private List<String> photos = new ArrayList<>();

    @Option(
            names = "--sheet",
            paramLabel = "FILE",
            converter = OptionTypes.FileOrFolder.class,
            description =
                    "Where --probe draws all conventions on all photos, a PNG file; probe.png in the current folder"
                            + " unless set.")
    private Optional<Path> sheet = Optional.empty();

    @Option(
            names = "--write",
            paramLabel = "FILE",
            converter = OptionTypes.FileOrFolder.class,
            description =
                    "Write the suggestion of --probe to this side-car, with what --spec, --processor, --placement, --size and --classes say.")
    private Optional<Path> sideCar = Optional.empty();

    /** True if photos are to be tried. */
    boolean isAsked() {
        if (photos.isEmpty() && (sheet.isPresent() || sideCar.isPresent())) {
            throw CommandException.usage("--sheet and --write belong to --probe: name the photos to try with it");
        }
        return !photos.isEmpty();
    }

    /** Tries the conventions, prints what was found and writes what was asked for. */
    void run(ModelOptions options, Path folder, Report report) {
        Path sheetFile = sheet.orElse(folder.resolve("probe.png"));
        OutputFile.check(sheetFile);
        sideCar.ifPresent(OutputFile::check);
        PhotoList list = PhotoList.of(photos);
        list.problems().forEach(report::error);
        Map<String, BufferedImage> images = new LinkedHashMap<>();
        for (Photo photo : list.photos()) {
            images.put(String.valueOf(photo.path().getFileName()), photo.read());
        }
        ModelSpec known = known(options);
        ProbeResult result = ProbeRun.run(
                options.file().orElseThrow(), known, images, convention -> report.detail("trying " + convention));
        report.print(result.lines());
        PngFile.write(ContactSheet.draw(result, palette(known)), sheetFile);
        report.print(List.of("", "Contact sheet: " + sheetFile));
        sideCar.ifPresent(file -> {
            SideCar.write(result.suggestedSpec(), file);
            report.print(List.of("Side-car:      " + file));
        });
    }

    private static ModelSpec known(ModelOptions options) {
        ModelSpec.Builder known = options.spec().map(ModelSpec::toBuilder).orElseGet(ModelSpec::builder);
        options.processor().ifPresent(known::processor);
        options.placement().ifPresent(known::placement);
        options.size().ifPresent(known::size);
        options.classNames().ifPresent(known::classNames);
        return known.build();
    }

    private static Palette palette(ModelSpec known) {
        return Palette.generated(known.classNames().map(ClassNames::size).orElse(COLORS));
    }
}

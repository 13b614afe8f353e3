package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.codec.CocoImage;
import io.github.segmentation4j.examples.segment.convert.FileKind;
import io.github.segmentation4j.examples.segment.convert.LabelSource;
import io.github.segmentation4j.examples.segment.convert.LabelSources;
import io.github.segmentation4j.examples.segment.convert.LabelWriter;
import io.github.segmentation4j.examples.segment.convert.LabelledImage;
import io.github.segmentation4j.overlay.Palette;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings labels from one format into another. */
@Command(
        name = "convert",
        sortOptions = false,
        usageHelpWidth = SubCommand.WIDTH,
        mixinStandardHelpOptions = true,
        versionProvider = VersionFile.class,
        description = {
            "Converts labels: label maps as PNG, .npy or run lengths, COCO annotations, COCO panoptic annotations and"
                    + " Labelme's files, into one another and into GeoJSON, SVG and YOLO's text files.",
            ""
        },
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every image was converted",
            "1:a file could not be read or written",
            "2:the arguments are wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  segment convert labels/ --to coco --classes cityscapes -o annotations.json",
            "  segment convert instances.json --to palette-png -o labels/"
        })
final class ConvertCommand extends SubCommand {
    /** The color of what has no name in PASCAL VOC's pictures. */
    private static final int VOID_COLOR = 0xE0E0C0;

    /** What photos are taken to be called where nobody says. */
    private static final String PHOTO_EXTENSION = ".jpg";

    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            converter = OptionTypes.FileOrFolder.class,
            description =
                    "Files of labels, folders of them, or one file of COCO. The PNG files of panoptic annotations lie"
                            + " in the folder that is called like the JSON file.")
    private List<Path> inputs = List.of();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            converter = OptionTypes.Format.class,
            completionCandidates = OptionTypes.Formats.class,
            description = "The format to write: ${COMPLETION-CANDIDATES}.")
    private FileKind format = FileKind.PNG;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "PATH",
            converter = OptionTypes.FileOrFolder.class,
            description =
                    "The folder for one file an image; with --to coco, coco-rle and coco-panoptic, the JSON file.")
    private Path output = Path.of("");

    @Option(
            names = "--classes",
            paramLabel = "NAMES",
            converter = OptionTypes.Vocabulary.class,
            description = "The names of the labels from 0: separated by commas, or a text file with one a line, or"
                    + " pascal_voc, cityscapes or ade20k. Files of COCO bring their own.")
    private Optional<ClassNames> classNames = Optional.empty();

    @Option(
            names = "--ignore",
            paramLabel = "LABEL",
            description = "Leave this label out of outlines and annotations, 0 for a background.")
    private Optional<Integer> ignored = Optional.empty();

    @Option(
            names = "--things",
            paramLabel = "CLASSES",
            split = ",",
            description = "Classes, by name or id, whose regions are segments of their own in coco-panoptic.")
    private List<String> things = List.of();

    @Option(
            names = "--simplify",
            paramLabel = "PIXELS",
            description = "Draw outlines with fewer corners, at most so far from the edges of pixels.")
    private Optional<Double> tolerance = Optional.empty();

    @Option(
            names = "--palette",
            paramLabel = "NAME",
            converter = OptionTypes.PaletteName.class,
            description = "The colors of palette-png and svg; unless set, those that fit the classes.")
    private Optional<PaletteChoice> palette = Optional.empty();

    @Option(
            names = "--photos",
            paramLabel = "FOLDER",
            converter = OptionTypes.FileOrFolder.class,
            description =
                    "Where the photos lie, which annotations name; unless set, a.png is taken for the labels of a.jpg."
                            + " A world file beside a photo gives geojson its coordinates.")
    private Optional<Path> photos = Optional.empty();

    private Map<String, String> photoNames = Map.of();

    /** For each image what its files are called. */
    private List<String> outputNames = List.of();

    ConvertCommand(Surroundings surroundings, OnnxModels models) {
        super(surroundings, models);
    }

    @Override
    int run(Report report) {
        photoNames = photos.map(ConvertCommand::namesByStem).orElse(Map.of());
        LabelSource source = source();
        ClassNames names = ignored.isPresent() ? ignoring(source.classNames(), ignored.get()) : source.classNames();
        LabelWriter writer = writer(names);
        source.notes().forEach(report::error);
        List<String> problems = new ArrayList<>(source.losses());
        outputNames = outputNames(source);
        showProgress(report, source.size());
        if (format.isOneFile()) {
            writeOne(source, writer, report);
        } else {
            writeEach(source, writer, problems, report);
        }
        problems.forEach(report::error);
        return problems.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private LabelSource source() {
        try {
            LabelSource source = LabelSources.of(inputs, classNames);
            if (format.namesClasses() && source.isNumbered()) {
                throw CommandException.usage("--to " + format.key()
                        + " names classes, but label maps only number them: list the names with --classes");
            }
            return source;
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CommandException.failure(inputs.get(0) + " cannot be read: " + Reasons.of(e), e);
        }
    }

    private static ClassNames ignoring(ClassNames names, int label) {
        if (label < 0 || label > LabelMap.MAX_LABEL) {
            throw CommandException.usage("--ignore " + label + " is not a label: give 0 to " + LabelMap.MAX_LABEL);
        }
        return names.ignoring(label);
    }

    private LabelWriter writer(ClassNames names) {
        Palette colors = palette.map(choice -> choice.palette(names.size())).orElseGet(() -> fitting(names));
        IntUnaryOperator rgb = label -> label < colors.size() ? colors.rgb(label) : VOID_COLOR;
        OptionalDouble pixels =
                tolerance.stream().mapToDouble(Double::doubleValue).findFirst();
        if (pixels.isPresent() && !(pixels.getAsDouble() >= 0 && Double.isFinite(pixels.getAsDouble()))) {
            throw CommandException.usage(
                    "--simplify " + pixels.getAsDouble() + " is not a distance: give pixels from 0");
        }
        try {
            return new LabelWriter(format, names, rgb, LabelWriter.labels(names, things), pixels);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--things: " + e.getMessage());
        }
    }

    private static Palette fitting(ClassNames names) {
        return names.size() > Palette.pascalVoc().size() ? Palette.pascalVoc() : Palette.of(names);
    }

    private void writeEach(LabelSource source, LabelWriter writer, List<String> problems, Report report) {
        makeFolder(output);
        Set<Path> taken = new HashSet<>();
        for (int i = 0; i < source.size(); i++) {
            try {
                if (!taken.add(source.path(i))) {
                    problems.add("Two images are called " + source.path(i) + ": only the first was converted");
                } else {
                    LabelledImage image = source.read(i);
                    Path file = output.resolve(outputNames.get(i) + format.extension());
                    writer.write(image.labels(), photo(image.name()), photos.orElse(inputs.get(0)), file);
                    report.detail(String.valueOf(file));
                }
            } catch (IOException e) {
                problems.add("Image " + (i + 1) + " cannot be converted: " + Reasons.of(e));
            } catch (SegmentationException | IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
            report.step();
        }
    }

    private void writeOne(LabelSource source, LabelWriter writer, Report report) {
        Iterator<CocoImage> images = IntStream.range(0, source.size())
                .mapToObj(index -> image(source, writer, index, report))
                .iterator();
        try {
            writer.write(() -> images, output);
        } catch (UncheckedIOException e) {
            throw CommandException.failure(
                    "An image cannot be read: " + Reasons.of(Objects.requireNonNull(e.getCause())), e);
        } catch (IOException e) {
            throw OutputFile.cannotWrite(output, e);
        } catch (IllegalArgumentException e) {
            throw CommandException.failure(String.valueOf(e.getMessage()), e);
        }
    }

    private CocoImage image(LabelSource source, LabelWriter writer, int index, Report report) {
        try {
            LabelledImage image = source.read(index);
            report.step();
            return new CocoImage(photoPath(source, image.name(), index), writer.outlines(image.labels()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> namesByStem(Path folder) {
        PhotoList list = PhotoList.ofFolder(folder);
        if (list.photos().isEmpty()) {
            throw CommandException.usage("--photos: " + String.join("; ", list.problems()));
        }
        Map<String, String> names = new HashMap<>();
        list.photos().forEach(photo -> names.putIfAbsent(FileNames.stem(photo.path()), FileNames.name(photo.path())));
        return names;
    }

    /** Returns the name of an image without extension, nor what this program adds to the names of labels it writes. */
    private static String stem(String name) {
        String stem = FileNames.stem(Path.of(name));
        String added = FileNames.stem(Path.of(OutputNames.LABELS));
        return stem.endsWith(added) && stem.length() > added.length()
                ? stem.substring(0, stem.length() - added.length())
                : stem;
    }

    /** Returns the start of the name of each image's file, which tells images of one name in two folders apart. */
    private List<String> outputNames(LabelSource source) {
        Set<Path> paths = new LinkedHashSet<>();
        for (int i = 0; i < source.size(); i++) {
            paths.add(withoutSuffix(source.path(i)));
        }
        List<Path> distinct = List.copyOf(paths);
        List<String> names = OutputNames.distinct(distinct, Collections.nCopies(distinct.size(), output));
        Map<Path, String> byPath = new HashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            byPath.put(distinct.get(i), names.get(i));
        }
        return IntStream.range(0, source.size())
                .mapToObj(i -> Objects.requireNonNull(byPath.get(withoutSuffix(source.path(i)))))
                .toList();
    }

    /** Returns a path whose name lacks what this program adds to the names of labels it writes. */
    private static Path withoutSuffix(Path path) {
        String name = FileNames.name(path);
        String extension = FileNames.extension(path);
        return path.resolveSibling(stem(name) + (extension.isEmpty() ? "" : "." + extension));
    }

    /** Returns the photo as one file for all images names it: with its folders where its name alone tells it from no other. */
    private String photoPath(LabelSource source, String name, int index) {
        String photo = photo(name);
        String stem = stem(name);
        if (outputNames.get(index).equals(stem)) {
            return photo;
        }
        Path folder = source.path(index).getParent();
        return (folder == null ? "" : FileNames.name(folder) + "/") + photo;
    }

    /** Returns the name of the photo whose labels have this name. */
    private String photo(String name) {
        String stem = stem(name);
        String known = photoNames.get(stem);
        if (known != null) {
            return known;
        }
        return name.endsWith(PHOTO_EXTENSION) ? name : stem + PHOTO_EXTENSION;
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw CommandException.failure("The folder " + folder + " cannot be made: " + Reasons.of(e), e);
        }
    }
}

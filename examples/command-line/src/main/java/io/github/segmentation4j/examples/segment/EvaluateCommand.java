package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.codec.LabelFormat;
import io.github.segmentation4j.examples.segment.evaluate.Evaluation;
import io.github.segmentation4j.examples.segment.evaluate.ImagePairs;
import io.github.segmentation4j.examples.segment.evaluate.Remap;
import io.github.segmentation4j.examples.segment.evaluate.ScoreFiles;
import io.github.segmentation4j.examples.segment.evaluate.ScorePage;
import io.github.segmentation4j.examples.segment.evaluate.TruthKind;
import io.github.segmentation4j.examples.segment.evaluate.TruthReader;
import io.github.segmentation4j.metrics.ConfusionMatrix;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import io.github.segmentation4j.overlay.Palette;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores a model, or labels made elsewhere, against the truth. */
@Command(
        name = "evaluate",
        sortOptions = false,
        usageHelpWidth = SubCommand.WIDTH,
        mixinStandardHelpOptions = true,
        versionProvider = VersionFile.class,
        description = {
            "Segments the photos of a folder and scores the labels against true ones: accuracy, IoU, Dice, precision and"
                    + " recall of each class, and their means over the data set.",
            ""
        },
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every image was scored",
            "1:an image could not be scored, or something failed",
            "2:the arguments are wrong"
        },
        footerHeading = "%nExample:%n",
        footer = "  segment evaluate --model fcn-resnet50.onnx --ignore 255 --html scores.html JPEGImages"
                + " SegmentationClass")
final class EvaluateCommand extends SubCommand {
    /** Labels of a byte, where nobody says how many classes there are. */
    private static final int BYTE_CLASSES = 256;

    @Parameters(
            index = "0",
            paramLabel = "IMAGES",
            converter = OptionTypes.FileOrFolder.class,
            description = "The folder of the photos; with --predictions, that of PNG files with labels.")
    private Path images = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "LABELS",
            converter = OptionTypes.FileOrFolder.class,
            description =
                    "The folder of the true labels: for a.jpg a file a.png in the photo's size, whose gray samples,"
                            + " palette indices or colors --truth explains. Both folders may hold folders, one for each city"
                            + " say.")
    private Path labels = Path.of("");

    @Option(
            names = {"-m", "--model"},
            paramLabel = "FILE",
            converter = OptionTypes.Model.class,
            description = "The ONNX model or its folder; unless set, the bundled one.")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--predictions", description = "IMAGES holds labels that were made elsewhere; run no model.")
    private boolean predictions;

    @Option(
            names = "--truth",
            paramLabel = "KIND",
            converter = OptionTypes.Truth.class,
            completionCandidates = OptionTypes.Truths.class,
            description = "What the files of true labels hold: ${COMPLETION-CANDIDATES}. ids, unless set: class ids."
                    + " ade20k: 0 for other, class ids and one. cityscapes-ids, cityscapes-train-ids: labelIds and"
                    + " labelTrainIds files, under their own names. binary: 0 and 255. colors: those of --palette.")
    private Optional<TruthKind> truth = Optional.empty();

    @Option(
            names = "--remap",
            paramLabel = "RULES",
            converter = OptionTypes.Rules.class,
            description = "True labels that stand for others: 7=0,8=1,0=ignore, or a text file with one rule a line.")
    private Remap remap = Remap.none();

    @Option(
            names = "--palette",
            paramLabel = "NAME",
            converter = OptionTypes.PaletteName.class,
            description = "The colors of --truth colors; unless set, those that fit the classes.")
    private Optional<PaletteChoice> palette = Optional.empty();

    @Option(
            names = "--ignore",
            paramLabel = "LABEL",
            description = "Leave out pixels of this true label, such as 255; unless set, the label that the model's"
                    + " class names ignore.")
    private Optional<Integer> ignored = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "Write all scores and counts as JSON.")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the scores of each class as CSV.")
    private Optional<Path> csv = Optional.empty();

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with all scores and the worst images.")
    private Optional<Path> html = Optional.empty();

    @Mixin
    private ModelSettings settings = new ModelSettings();

    EvaluateCommand(Surroundings surroundings, OnnxModels models) {
        super(surroundings, models);
    }

    /** How the labels of an image come about. */
    private interface Prediction {
        LabelMap of(Path image) throws IOException;
    }

    @Override
    int run(Report report) {
        if (predictions && model.isPresent()) {
            throw CommandException.usage("--model and --predictions exclude each other: labels are made here or there");
        }
        if (palette.isPresent() && truth.orElse(TruthKind.IDS) != TruthKind.COLORS) {
            throw CommandException.usage("--palette gives the colors of --truth colors, which is not set");
        }
        ModelOptions options = settings.of(model);
        List<String> problems = new ArrayList<>();
        List<Path> list = images(problems);
        if (predictions) {
            ClassNames names = options.classNames().orElseGet(EvaluateCommand::numbered);
            return finish(
                    score(list, LabelFormat.png()::read, names, problems, report),
                    problems,
                    "Labels of " + images,
                    report);
        }
        try (OnnxSegmenter segmenter = models().open(options)) {
            report.detail("model " + segmenter);
            Evaluation found = score(
                    list,
                    photo -> segmenter.segment(new Photo.InFile(photo).read()),
                    segmenter.classNames(),
                    problems,
                    report);
            String title = model.map(FileNames::name).orElse("The bundled model") + " on " + images;
            return finish(found, problems, title, report);
        }
    }

    private static ClassNames numbered() {
        return ClassNames.of(IntStream.range(0, BYTE_CLASSES)
                .mapToObj(label -> "class " + label)
                .toList());
    }

    /** Returns the photos or predictions of the folder and of those in it. */
    private List<Path> images(List<String> problems) {
        if (!Files.isDirectory(images)) {
            return photos(images, problems);
        }
        List<Path> found = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        try {
            for (Path folder : ImagePairs.folders(images)) {
                found.addAll(predictions ? labelFiles(folder) : photos(folder, empty));
            }
        } catch (IOException e) {
            problems.add("The folder " + images + " cannot be read: " + Reasons.of(e));
        }
        if (found.isEmpty() && problems.isEmpty()) {
            problems.add(
                    predictions
                            ? "The folder " + images + " holds no labels: no file in it ends in .png"
                            : empty.get(0));
        }
        return found;
    }

    private static List<Path> photos(Path folder, List<String> problems) {
        PhotoList list = PhotoList.ofFolder(folder);
        problems.addAll(list.problems());
        return list.photos().stream().map(Photo::path).toList();
    }

    private static List<Path> labelFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && FileNames.extension(file).equalsIgnoreCase("png")
                            && !FileNames.name(file).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private TruthReader reader(ClassNames names) {
        if (truth.isEmpty() && names.names().equals(ClassNames.ade20k().names())) {
            throw CommandException.usage("The classes are those of ADE20K, whose files count them from 1, while others"
                    + " count from 0, and neither is told from the numbers: say --truth ade20k, or --truth ids");
        }
        OptionalInt left = ignored.isPresent() ? OptionalInt.of(ignored.get()) : names.ignoredLabel();
        if (ignored.isPresent() && (ignored.get() < 0 || ignored.get() > LabelMap.MAX_LABEL)) {
            throw CommandException.usage(
                    "--ignore " + ignored.get() + " is not a label: give 0 to " + LabelMap.MAX_LABEL);
        }
        TruthKind kind = truth.orElse(TruthKind.IDS);
        try {
            return kind == TruthKind.COLORS
                    ? new TruthReader(kind, names, left, remap, colors(names)::rgb)
                    : new TruthReader(kind, names, left, remap, label -> 0);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }

    private Palette colors(ClassNames names) {
        return palette.map(choice -> choice.palette(names.size())).orElseGet(() -> Palette.of(names));
    }

    private Evaluation score(
            List<Path> list, Prediction prediction, ClassNames names, List<String> problems, Report report) {
        TruthReader reader = reader(names);
        ConfusionMatrix empty = ConfusionMatrix.of(names.size());
        Evaluation evaluation = new Evaluation(
                names,
                reader.ignoredLabel().isPresent()
                        ? empty.ignoring(reader.ignoredLabel().getAsInt())
                        : empty);
        ImagePairs pairs = new ImagePairs(
                Files.isDirectory(images) ? images : images.resolveSibling(""), labels, truth.orElse(TruthKind.IDS));
        showProgress(report, list.size());
        for (Path image : list) {
            try {
                Path file = pairs.truth(image)
                        .orElseThrow(() -> CommandException.failure(
                                "There is no file " + pairs.expected(image) + " with the true labels of " + image,
                                null));
                evaluation.add(pairs.name(image), reader.read(file), prediction.of(image));
            } catch (IOException e) {
                problems.add(image + " cannot be scored: " + Reasons.of(e));
            } catch (SegmentationException | CommandException e) {
                problems.add(String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException e) {
                problems.add(image + " cannot be scored: " + e.getMessage());
            }
            report.step();
        }
        return evaluation;
    }

    private int finish(Evaluation found, List<String> problems, String title, Report report) {
        problems.forEach(report::error);
        if (found.images().isEmpty()) {
            report.error("No image of " + images + " could be scored against " + labels);
            return ExitCode.SOFTWARE;
        }
        report.print(ScoreFiles.table(found));
        json.ifPresent(file -> write(file, ScoreFiles.json(found)));
        csv.ifPresent(file -> write(file, ScoreFiles.csv(found)));
        html.ifPresent(file -> write(file, ScorePage.of(found, title)));
        return problems.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void write(Path file, String text) {
        OutputFile.write(file, temporary -> Files.writeString(temporary, text));
    }
}

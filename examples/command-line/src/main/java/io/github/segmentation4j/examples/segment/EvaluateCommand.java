package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.codec.LabelPng;
import io.github.segmentation4j.examples.segment.evaluate.Evaluation;
import io.github.segmentation4j.examples.segment.evaluate.ScoreFiles;
import io.github.segmentation4j.examples.segment.evaluate.ScorePage;
import io.github.segmentation4j.metrics.ConfusionMatrix;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
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
            description = "The folder of the true labels: for a.jpg a file a.png whose gray samples or palette indices"
                    + " are class ids, in the photo's size.")
    private Path labels = Path.of("");

    @Option(
            names = {"-m", "--model"},
            paramLabel = "FILE",
            converter = OptionTypes.FileOrFolder.class,
            description = "The ONNX model or its folder; unless set, the bundled one.")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--predictions", description = "IMAGES holds labels that were made elsewhere; run no model.")
    private boolean predictions;

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
        ModelOptions options = settings.of(model);
        PhotoList list = PhotoList.ofFolder(images);
        List<String> problems = new ArrayList<>(list.problems());
        if (predictions) {
            ClassNames names = options.classNames().orElseGet(EvaluateCommand::numbered);
            return finish(
                    score(list, LabelPng::read, names, problems, report), problems, "Labels of " + images, report);
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

    private Evaluation score(
            PhotoList list, Prediction prediction, ClassNames names, List<String> problems, Report report) {
        ConfusionMatrix empty = ConfusionMatrix.ofClasses(names.size());
        OptionalInt left = ignored.isPresent() ? OptionalInt.of(ignored.get()) : names.ignoredLabel();
        Evaluation evaluation = new Evaluation(names, left.isPresent() ? ignoring(empty, left.getAsInt()) : empty);
        showProgress(report, list.photos().size());
        for (Photo photo : list.photos()) {
            Path image = photo.path();
            Path truth = labels.resolve(FileNames.stem(image) + ".png");
            try {
                if (!Files.exists(truth)) {
                    throw CommandException.failure(
                            "There is no file " + truth + " with the true labels of " + image, null);
                }
                evaluation.add(FileNames.name(image), LabelPng.read(truth), prediction.of(image));
            } catch (IOException e) {
                problems.add(image + " cannot be scored: " + Reasons.of(e));
            } catch (SegmentationException | CommandException e) {
                problems.add(String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException e) {
                problems.add(image + " cannot be scored against " + truth + ": " + e.getMessage());
            }
            report.step();
        }
        return evaluation;
    }

    private static ConfusionMatrix ignoring(ConfusionMatrix empty, int label) {
        if (label < 0 || label > LabelMap.MAX_LABEL) {
            throw CommandException.usage("--ignore " + label + " is no label: give 0 to " + LabelMap.MAX_LABEL);
        }
        return empty.ignoring(label);
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

package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.SizeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code segment} with its options. */
@Command(
        name = "segment",
        sortOptions = false,
        usageHelpWidth = 100,
        mixinStandardHelpOptions = true,
        versionProvider = VersionFile.class,
        description = {
            "Colors the objects in photos by what they are, and tells how much of the photo each takes.",
            "",
            "PHOTO-overlay.png is written beside each PHOTO. Without a PHOTO, the bundled one is taken and the overlay"
                    + " goes into the current folder. Without --model, a small network for people in parts is used:"
                    + " background, skin, hair, clothes, footwear, bag. Nothing is downloaded.",
            ""
        },
        parameterListHeading = "Photos:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all went well",
            "1:a photo, the model or an output failed; the other photos are done",
            "2:the arguments are wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  segment holiday.jpg",
            "  segment holiday.jpg -o colored.png --labels labels.png --alpha 0.7",
            "  segment photos/ -o overlays/ --show hair,skin",
            "  segment street.jpg --model fcn-resnet50.onnx --size none"
        })
final class SegmentCommand implements Callable<Integer> {
    private static final String DEFAULT_ALPHA = "0.5";

    @Parameters(
            paramLabel = "PHOTO",
            arity = "0..*",
            description = "Photos, or folders of photos; folders in them are not entered, and pictures that an earlier"
                    + " run wrote are left out.")
    private List<String> photos = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            converter = OptionTypes.FileOrFolder.class,
            description = "Where the overlay goes, a PNG file. With several photos or a folder: a folder, made if it is"
                    + " missing. Photos that would share a name keep their extension in it.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            converter = OptionTypes.FileOrFolder.class,
            description = "Write the class ids as well, as the samples of a gray PNG file of 8 bits, or 16 where the"
                    + " model has more than 256 classes. With several photos or a folder: a folder, as for -o.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--alpha",
            paramLabel = "OPACITY",
            defaultValue = DEFAULT_ALPHA,
            converter = OptionTypes.Alpha.class,
            description = "Opacity of the colors, from 0 to 1; ${DEFAULT-VALUE} unless set.")
    private double alpha;

    @Option(
            names = "--palette",
            paramLabel = "NAME",
            converter = OptionTypes.PaletteName.class,
            description = "pascal_voc, cityscapes, ade20k, generated or color-blind-safe. Unless set, the one that fits"
                    + " the names of the model's classes or else their number.")
    private Optional<PaletteChoice> palette = Optional.empty();

    @Option(
            names = "--show",
            paramLabel = "CLASS",
            split = ",",
            description = "Draw only these classes, names or ids separated by commas. Unless set, all but the"
                    + " background.")
    private List<String> shown = new ArrayList<>();

    @Option(
            names = {"-m", "--model"},
            paramLabel = "FILE",
            converter = OptionTypes.FileOrFolder.class,
            description = "An ONNX model instead of the bundled one. FCN and DeepLabV3 as torchvision exports them run"
                    + " as they are, and so does a model with Hugging Face's config.json and preprocessor_config.json"
                    + " beside it.")
    private Optional<Path> model = Optional.empty();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            converter = OptionTypes.PresetName.class,
            completionCandidates = OptionTypes.PresetNames.class,
            description = "Run --model by the conventions of a known network, where it does not describe itself:"
                    + " ${COMPLETION-CANDIDATES}.")
    private Optional<Preset> preset = Optional.empty();

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = OptionTypes.Size.class,
            description =
                    "The size at which the network sees a photo: a short edge (520), a width and height (640x480),"
                            + " or none for the photo as it is. Unless set, the model's own. The outputs always have the"
                            + " photo's size.")
    private Optional<SizeRule> size = Optional.empty();

    @Option(
            names = "--classes",
            paramLabel = "NAMES",
            converter = OptionTypes.Vocabulary.class,
            description = "Names for the model's classes, one for each: separated by commas, or a text file with one a"
                    + " line, or pascal_voc, cityscapes or ade20k.")
    private Optional<ClassNames> classNames = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but errors.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print how the model is run, how long each step takes, and where errors come from.")
    private boolean verbose;

    private final Surroundings surroundings;
    private final Models models;

    private SegmentCommand(Surroundings surroundings, Models models) {
        this.surroundings = surroundings;
        this.models = models;
    }

    /**
     * Runs the command line.
     *
     * @return the exit code: 0, 1 or 2
     */
    static int execute(Surroundings surroundings, Models models, String... arguments) {
        SegmentCommand command = new SegmentCommand(surroundings, models);
        return new CommandLine(command)
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                // A photo may be called @home.jpg.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, args) -> refuse(surroundings, e))
                .setExecutionExceptionHandler((e, line, parsed) -> command.fail(e))
                .execute(arguments);
    }

    private static int refuse(Surroundings surroundings, CommandLine.ParameterException e) {
        surroundings.err().println(Report.oneLine(e) + "; segment --help lists the options");
        return ExitCode.USAGE;
    }

    private int fail(Exception e) {
        try (Report report = new Report(surroundings, quiet, verbose)) {
            report.error(e);
        }
        return e instanceof CommandException known ? known.exitCode() : ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() {
        if (preset.isPresent() && model.isEmpty()) {
            throw CommandException.usage("--preset says how a model is run: name its file with --model");
        }
        PhotoList list = photos.isEmpty() ? PhotoList.bundled(surroundings.folder()) : PhotoList.of(photos);
        List<Outputs> planned = OutputPlan.of(list, output, labels);
        try (Report report = new Report(surroundings, quiet, verbose)) {
            list.problems().forEach(report::error);
            List<Outputs> writable = writable(list, planned, report);
            int done = writable.isEmpty() ? 0 : segment(list, writable, report);
            return done == planned.size() && list.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private int segment(PhotoList list, List<Outputs> outputs, Report report) {
        try (Segmenter segmenter = models.open(new ModelOptions(model, preset, size, classNames))) {
            report.detail("model " + segmenter);
            OverlayStyle style = OverlayStyle.of(segmenter.classNames(), alpha, palette, shown);
            SegmentationRun run = new SegmentationRun(segmenter, style, report);
            if (list.single()) {
                return run.single(outputs.get(0));
            }
            if (surroundings.terminal() && !quiet) {
                report.showProgress(outputs.size());
            }
            int done = run.several(outputs);
            if (done > 0) {
                report.print(
                        List.of("", "Overlays: " + output.map(Path::toString).orElse("beside the photos")));
                labels.ifPresent(folder -> report.print(List.of("Labels:   " + folder)));
            }
            return done;
        }
    }

    /** Makes the folders that are named and missing, and drops the photos whose outputs cannot be written. */
    private List<Outputs> writable(PhotoList list, List<Outputs> planned, Report report) {
        if (!list.single() && !planned.isEmpty()) {
            output.ifPresent(SegmentCommand::makeFolder);
            labels.ifPresent(SegmentCommand::makeFolder);
        }
        List<Outputs> writable = new ArrayList<>();
        for (Outputs outputs : planned) {
            try {
                outputs.files().forEach(WholeFile::check);
                writable.add(outputs);
            } catch (CommandException e) {
                report.error(e);
            }
        }
        return writable;
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw CommandException.failure("The folder " + folder + " cannot be made: " + Reasons.of(e), e);
        }
    }
}

package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.TiledSegmenter;
import io.github.segmentation4j.examples.segment.page.PageClass;
import io.github.segmentation4j.model.Tiles;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
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
        commandListHeading = "%nOther commands, each with a --help of its own:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  segment holiday.jpg",
            "  segment holiday.jpg -o colored.png --labels labels.png --alpha 0.7",
            "  segment photos/ -o overlays/ --show hair,skin",
            "  segment photos/ -o overlays/ --html photos.html --confidence",
            "  segment street.jpg --model fcn-resnet50.onnx --size none",
            "  segment panorama.jpg --model fcn-resnet50.onnx --tiles",
            "  segment giant.tif --model slide.onnx --tiles -o giant-labels.tif",
            "  segment inspect street.onnx"
        })
final class SegmentCommand implements Callable<Integer> {
    private static final String DEFAULT_ALPHA = "0.5";
    private static final Set<String> HELP = Set.of("-h", "--help");

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
            description =
                    "Where the overlay goes, a PNG or JPEG file. With several photos or a folder: a folder, made if it is"
                            + " missing. Photos that would share a name keep their extension in it. With --tiles and one"
                            + " TIFF file of any size: where its labels go, a TIFF file; a run that was stopped goes on.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = OptionTypes.Overlays.class,
            description = "Format of overlays that -o does not name a file for: png, which keeps every pixel, or jpg,"
                    + " which is smaller and sooner written. Unless set, png.")
    private Optional<OverlayFormat> format = Optional.empty();

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
            converter = OptionTypes.Model.class,
            description = "An ONNX model, or the folder that holds it, instead of the bundled one. FCN and DeepLabV3 as"
                    + " torchvision exports them run as they are, and so do models with the files of Hugging Face or"
                    + " mmdeploy beside them; segment inspect FILE tells what is known of one.")
    private Optional<Path> model = Optional.empty();

    @Option(
            names = "--force",
            description =
                    "Make the outputs of all photos. Unless set, a run over several photos leaves those out whose outputs"
                            + " an earlier run has made of the same photo with the same model and options; with --html it takes all.")
    private boolean force;

    @Option(
            names = "--shares",
            paramLabel = "FILE",
            converter = OptionTypes.FileOrFolder.class,
            description =
                    "Write the share of each class in each photo to this CSV file, a line a photo and a column a class,"
                            + " those of an earlier run included.")
    private Optional<Path> shares = Optional.empty();

    @Option(
            names = "--jsonl",
            description =
                    "Print one line of JSON for each photo on standard output, as soon as it is done, and nothing else"
                            + " there.")
    private boolean jsonLines;

    @Mixin
    private PageOptions page = new PageOptions();

    @Mixin
    private ModelSettings settings = new ModelSettings();

    @Mixin
    private TileOptions tiles = new TileOptions();

    @Mixin
    private Speech speech = new Speech();

    private final Surroundings surroundings;
    private final Models models;

    private SegmentCommand(Surroundings surroundings, Models models) {
        this.surroundings = surroundings;
        this.models = models;
    }

    /**
     * Runs the command line.
     *
     * <p>A sub-command counts as one only as the first argument; elsewhere, and behind {@code ./}, the same word is the
     * name of a photo.
     *
     * @return the exit code: 0, 1 or 2
     */
    static int execute(Surroundings surroundings, Models models, String... arguments) {
        SegmentCommand command = new SegmentCommand(surroundings, models);
        CommandLine line = new CommandLine(command);
        List<SubCommand> others = List.of(
                new InspectCommand(surroundings, new OnnxModels()),
                new TensorCommand.Input(surroundings, new OnnxModels()),
                new TensorCommand.Output(surroundings, new OnnxModels()),
                new VerifyCommand(surroundings, new OnnxModels()),
                new EvaluateCommand(surroundings, new OnnxModels()),
                new ConvertCommand(surroundings, new OnnxModels()));
        List<CommandLine> lines = others.stream().map(CommandLine::new).toList();
        boolean help = Arrays.stream(arguments).anyMatch(HELP::contains);
        boolean first = arguments.length > 0
                && lines.stream().anyMatch(other -> other.getCommandName().equals(arguments[0]));
        if (first || help) {
            lines.forEach(other -> line.addSubcommand(other.getCommandName(), other));
        }
        return line.setOut(surroundings.out())
                .setErr(surroundings.err())
                // A photo may be called @home.jpg.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, args) -> refuse(surroundings, e))
                .setExecutionExceptionHandler((e, failed, parsed) -> fail(surroundings, failed, e))
                .execute(arguments);
    }

    private static int refuse(Surroundings surroundings, CommandLine.ParameterException e) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        surroundings.err().println(Report.oneLine(e) + "; " + name + " --help lists the options");
        return ExitCode.USAGE;
    }

    private static int fail(Surroundings surroundings, CommandLine line, Exception e) {
        Speech speech = line.getCommand() instanceof SubCommand other
                ? other.speech()
                : ((SegmentCommand) line.getCommand()).speech;
        try (Report report = speech.report(surroundings)) {
            report.error(e);
        }
        return e instanceof CommandException known ? known.exitCode() : ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() {
        ModelOptions whole = settings.of(model);
        ModelOptions options = whole.inTiles(tiles.tiles(whole.size()));
        PhotoList list = photos.isEmpty() ? PhotoList.bundled(surroundings.folder()) : PhotoList.of(photos);
        if (output.filter(GiantRun::isNamed).isPresent()) {
            return giant(options, list, output.get());
        }
        if (tiles.level().isPresent()) {
            throw CommandException.usage(
                    "--level was given, but photos are read as they are: add -o with the name of a TIFF file,"
                            + " which takes the labels");
        }
        List<Outputs> planned = OutputPlan.of(list, output, format, labels);
        page.check(list);
        shares.ifPresent(OutputFile::check);
        try (Report report = speech.report(surroundings)) {
            if (jsonLines) {
                report.leaveOutputToPrograms();
            }
            list.problems().forEach(report::error);
            List<Outputs> writable = writable(list, planned, report);
            int done = writable.isEmpty() ? 0 : segment(options, list, writable, report);
            return done == planned.size() && list.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /** Writes the labels of one image that is never whole in memory. */
    private int giant(ModelOptions options, PhotoList list, Path file) {
        Tiles cut = options.tiles()
                .orElseThrow(
                        () -> CommandException.usage(
                                "-o " + file + " is the name of a TIFF file, which takes the labels"
                                        + " of an image that is seen in tiles: add --tiles, or end the name in .png, .jpg or .jpeg"));
        if (!list.single() || !list.problems().isEmpty() || !(list.photos().get(0) instanceof Photo.InFile photo)) {
            throw list.problems().isEmpty()
                    ? CommandException.usage("-o " + file + " takes the labels of one image: give one file")
                    : CommandException.failure(list.problems().get(0), null);
        }
        if (labels.isPresent() || format.isPresent() || page.file().isPresent() || shares.isPresent() || jsonLines) {
            throw CommandException.usage("-o " + file
                    + " takes labels and nothing is drawn: leave --labels, --format, --html, --shares and --jsonl out");
        }
        try (Report report = speech.report(surroundings);
                Segmenter whole = models.open(options)) {
            if (!(inTiles(whole, cut) instanceof TiledSegmenter segmenter)) {
                throw CommandException.usage("-o " + file + " needs a network that sees tiles");
            }
            OutputFile.check(file);
            OverlayStyle style = OverlayStyle.of(segmenter.classNames(), alpha, palette, shown);
            int level = tiles.level().orElse(0);
            String digest = RunDigest.of(options, whole, style).of(photo.path()).orElse("") + " " + level;
            report.detail("model " + whole);
            report.detail("in " + cut);
            new GiantRun(segmenter, style, level, report)
                    .run(photo.path(), file, digest, force, surroundings.terminal() && !speech.quiet());
            return ExitCode.OK;
        }
    }

    private int segment(ModelOptions options, PhotoList list, List<Outputs> outputs, Report report) {
        try (Segmenter whole = models.open(list.single() ? options : options.forManyPhotos())) {
            Segmenter segmenter =
                    options.tiles().map(cut -> inTiles(whole, cut)).orElse(whole);
            report.detail("model " + whole);
            options.tiles().ifPresent(cut -> report.detail("in " + cut));
            OverlayStyle style = OverlayStyle.of(segmenter.classNames(), alpha, palette, shown);
            Optional<RunDigest> digest =
                    list.single() ? Optional.empty() : Optional.of(RunDigest.of(options, whole, style));
            Optional<ShareFile> shareFile = shares.map(file -> new ShareFile(file, segmenter.classNames()));
            List<PhotoRecords> records = new ArrayList<>();
            shareFile.ifPresent(records::add);
            if (jsonLines) {
                records.add(new JsonLines(segmenter.classNames(), report));
            }
            Making making = new Making(segmenter, style, digest, records, list, report);
            int done = page.file()
                    .map(file -> withPage(making, file, outputs))
                    .orElseGet(() -> withoutPage(making, outputs));
            shareFile.ifPresent(table -> table.write(outputs));
            return done;
        }
    }

    /** What the outputs of all photos are made with. */
    private record Making(
            Segmenter segmenter,
            OverlayStyle style,
            Optional<RunDigest> digest,
            List<PhotoRecords> records,
            PhotoList list,
            Report report) {

        SegmentationRun run(Optional<PageFile> page) {
            return new SegmentationRun(segmenter, style, page, digest, records, report);
        }
    }

    private int withoutPage(Making making, List<Outputs> outputs) {
        List<Outputs> left = making.digest()
                .filter(run -> !force)
                .map(run -> run.left(outputs, making.records(), making.report()))
                .orElse(outputs);
        return outputs.size() - left.size() + segment(making, Optional.empty(), left);
    }

    private int withPage(Making making, Path file, List<Outputs> outputs) {
        List<PageClass> classes = making.style().pageClasses(making.segmenter().classNames());
        try (PageFile written = PageFile.begin(file, page.confidence(), classes, alpha)) {
            int done = segment(making, Optional.of(written), outputs);
            if (written.finish()) {
                making.report().print(List.of((making.list().single() ? "Page:    " : "Page:     ") + file));
            }
            return done;
        }
    }

    /** Returns what sees photos in tiles; a network of another kind than ONNX sees them as they are. */
    private static Segmenter inTiles(Segmenter whole, Tiles tiles) {
        return whole instanceof OnnxSegmenter network ? network.tiled(tiles) : whole;
    }

    private int segment(Making making, Optional<PageFile> written, List<Outputs> outputs) {
        SegmentationRun run = making.run(written);
        if (making.list().single()) {
            return run.single(outputs.get(0));
        }
        Report report = making.report();
        if (surroundings.terminal() && !speech.quiet()) {
            report.showProgress("photos", outputs.size());
        }
        int done = run.several(outputs);
        if (done > 0) {
            report.print(List.of("", "Overlays: " + output.map(Path::toString).orElse("beside the photos")));
            labels.ifPresent(folder -> report.print(List.of("Labels:   " + folder)));
        }
        return done;
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
                outputs.files().forEach(OutputFile::check);
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

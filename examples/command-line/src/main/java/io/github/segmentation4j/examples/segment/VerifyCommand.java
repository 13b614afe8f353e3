package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.onnx.OnnxSegmenter;
import io.github.segmentation4j.onnx.ParityCheck;
import io.github.segmentation4j.parity.ParityReport;
import io.github.segmentation4j.parity.ParityStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares a run with another program's. */
@Command(
        name = "verify",
        sortOptions = false,
        usageHelpWidth = SubCommand.WIDTH,
        mixinStandardHelpOptions = true,
        versionProvider = VersionFile.class,
        description = {
            "Says at which step the labels of a photo part from those of another program, Python say, how far, and why:"
                    + " from the photo to the network's input, from there to its scores, from there to the labels. Each"
                    + " step starts from what the other program had before it.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no step differs by more than rounding",
            "1:a step differs, or something failed",
            "2:the arguments are wrong"
        },
        footerHeading = "%nExample:%n",
        footer = "  segment verify --model m.onnx --photo p.jpg --input in.npy --scores out.npy --labels labels.png")
final class VerifyCommand extends SubCommand {
    @Option(
            names = {"-m", "--model"},
            paramLabel = "FILE",
            converter = OptionTypes.Model.class,
            description = "The ONNX model or its folder; unless set, the bundled one.")
    private Optional<Path> model = Optional.empty();

    @Option(
            names = "--photo",
            paramLabel = "FILE",
            required = true,
            converter = OptionTypes.FileOrFolder.class,
            description = "The photo that the other program had.")
    private Path photo = Path.of("");

    @Option(
            names = "--input",
            paramLabel = "FILE",
            converter = OptionTypes.FileOrFolder.class,
            description = "The network's input as the other program made it, written by numpy.save.")
    private Optional<Path> input = Optional.empty();

    @Option(
            names = "--scores",
            paramLabel = "FILE",
            converter = OptionTypes.FileOrFolder.class,
            description = "The network's output as the other program got it, written by numpy.save.")
    private Optional<Path> scores = Optional.empty();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            converter = OptionTypes.FileOrFolder.class,
            description =
                    "The labels that the other program ended with: a PNG file whose gray samples or palette indices"
                            + " are class ids, or written by numpy.save.")
    private Optional<Path> labels = Optional.empty();

    @Mixin
    private ModelSettings settings = new ModelSettings();

    VerifyCommand(Surroundings surroundings, OnnxModels models) {
        super(surroundings, models);
    }

    @Override
    int run(Report report) {
        if (input.isEmpty() && scores.isEmpty() && labels.isEmpty()) {
            throw CommandException.usage("There is nothing to compare with: give --input, --scores or --labels");
        }
        try (OnnxSegmenter segmenter = models().open(settings.of(model))) {
            report.detail("model " + segmenter);
            ParityCheck check = ParityCheck.of(segmenter);
            check = input.isPresent() ? check.withInput(input.get()) : check;
            check = scores.isPresent() ? check.withScores(scores.get()) : check;
            check = labels.isPresent() ? check.withLabels(labels.get()) : check;
            ParityReport found = check.compare(new Photo.InFile(photo).read());
            List<String> lines = new ArrayList<>();
            lines.add(verdict(found));
            lines.add("");
            found.toString().lines().forEach(lines::add);
            report.print(lines);
            return found.agrees() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private static String verdict(ParityReport found) {
        Optional<ParityStep> first = found.firstDifference();
        return first.isEmpty()
                ? "Both runs agree."
                : "The first difference is in the "
                        + first.get().subject().name().toLowerCase(Locale.ROOT) + ": "
                        + first.get().likelyCause();
    }
}

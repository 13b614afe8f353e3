package io.github.segmentation4j.examples.segment;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.model.MissingSetting;
import io.github.segmentation4j.model.ModelDescription;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how a model is run. */
@Command(
        name = "inspect",
        sortOptions = false,
        usageHelpWidth = SubCommand.WIDTH,
        mixinStandardHelpOptions = true,
        versionProvider = VersionFile.class,
        description = {
            "Tells how a model is run: what was decided, from where it is known, and what else was possible. Where"
                    + " something is missing, drafts the side-car that says it.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the model runs as it is",
            "1:a setting is missing, or the model cannot be run at all",
            "2:the arguments are wrong"
        })
final class InspectCommand extends SubCommand {
    @Parameters(
            paramLabel = "MODEL",
            converter = OptionTypes.Model.class,
            description = "An ONNX model, or the folder that holds it.")
    private Path model = Path.of("");

    @Mixin
    private ModelSettings settings = new ModelSettings();

    @Mixin
    private ProbeOptions probe = new ProbeOptions();

    @Option(names = "--json", description = "Print a JSON object instead of a table.")
    private boolean json;

    InspectCommand(Surroundings surroundings, OnnxModels models) {
        super(surroundings, models);
    }

    @Override
    int run(Report report) {
        ModelOptions options = settings.of(Optional.of(model));
        if (probe.isAsked()) {
            probe.run(options, folder(), report);
            return ExitCode.OK;
        }
        ModelDescription description = models().describe(options);
        report.print(json ? json(description).lines().toList() : DescriptionTable.lines(description));
        return description.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static String json(ModelDescription description) {
        JsonArray decisions = new JsonArray();
        for (Decision decision : description.decisions()) {
            JsonObject one = new JsonObject();
            one.put("subject", decision.subject());
            one.put("value", decision.value());
            one.put("origin", decision.origin());
            one.put("alternatives", decision.alternatives());
            decisions.add(one);
        }
        JsonArray missing = new JsonArray();
        for (MissingSetting setting : description.missing()) {
            JsonObject one = new JsonObject();
            one.put("subject", setting.subject());
            one.put("side_car_key", setting.sideCarKey());
            one.put("builder_call", setting.builderCall());
            missing.add(one);
        }
        JsonObject whole = new JsonObject();
        whole.put("model", description.model());
        whole.put("complete", description.isComplete());
        whole.put("decisions", decisions);
        whole.put("missing", missing);
        return JsonWriter.indent("  ").string().object(whole).done();
    }
}

package io.github.segmentation4j.examples.segment;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import io.github.segmentation4j.ClassNames;

/** What came of each photo as one line of JSON on standard output, as soon as it is known. */
final class JsonLines implements PhotoRecords {
    private final ClassNames names;
    private final Report report;

    JsonLines(ClassNames names, Report report) {
        this.names = names;
        this.report = report;
    }

    @Override
    public void done(Outputs outputs, Tally tally, boolean earlier) {
        JsonStringWriter json = begin(outputs)
                .value("width", tally.width())
                .value("height", tally.height())
                .value("overlay", outputs.overlay().toString());
        outputs.labels().ifPresent(file -> json.value("labels", file.toString()));
        json.value("earlier", earlier).array("classes");
        for (Tally.Count count : tally.counts()) {
            json.object()
                    .value("label", count.label())
                    .value("name", names.name(count.label()))
                    .value("pixels", count.pixels())
                    .value("share", tally.share(count))
                    .end();
        }
        report.machine(json.end().end().done());
    }

    @Override
    public void failed(Outputs outputs, String reason) {
        report.machine(begin(outputs).value("error", reason).end().done());
    }

    private static JsonStringWriter begin(Outputs outputs) {
        return JsonWriter.string()
                .object()
                .value("photo", outputs.photo().path().toString());
    }
}

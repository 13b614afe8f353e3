package io.github.segmentation4j.codec;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.outline.Outlines;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Outlines as the annotations of Labelme: one polygon a region, under the name of its class.
 *
 * <p>The format has no holes. A hole is joined to the ring round it by a cut without width, which the polygon takes there and
 * back, so that it covers the pixels of the region and no others.
 */
final class LabelmeJson implements OutlineFormat {
    /** The release of Labelme whose files these are; another major one warns of them. */
    private static final String VERSION = "5.5.0";

    private final ClassNames names;
    private final String imagePath;

    LabelmeJson(ClassNames names, String imagePath) {
        this.names = Objects.requireNonNull(names, "names");
        this.imagePath = Objects.requireNonNull(imagePath, "imagePath");
    }

    @Override
    public void write(Outlines outlines, OutputStream out) throws IOException {
        var named = NamedOutlines.of(outlines, names);
        JsonWriter json = new JsonWriter(out);
        json.beginObject().name("version").value(VERSION);
        json.name("flags").beginObject().endObject();
        json.name("shapes").beginArray();
        for (Outline outline : named) {
            json.beginObject().name("label").value(names.name(outline.label()));
            json.name("points").beginArray();
            double[] points = SingleRing.of(outline);
            for (int i = 0; i < points.length; i += 2) {
                json.beginArray().value(points[i]).value(points[i + 1]).endArray();
            }
            json.endArray();
            json.name("group_id").nullValue();
            json.name("description").value("");
            json.name("shape_type").value("polygon");
            json.name("flags").beginObject().endObject();
            json.name("mask").nullValue().endObject();
        }
        json.endArray();
        json.name("imagePath").value(imagePath);
        json.name("imageData").nullValue();
        json.name("imageHeight").value(outlines.height());
        json.name("imageWidth").value(outlines.width());
        json.endObject();
        json.finish();
    }
}

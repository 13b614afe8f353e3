package io.github.segmentation4j.codec;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.outline.Outlines;
import io.github.segmentation4j.outline.Ring;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;

/** Outlines as GeoJSON, see {@link OutlineFormat#geoJson(ClassNames)}. */
final class GeoJson implements OutlineFormat {
    private final ClassNames names;
    private final AffineTransform transform;

    GeoJson(ClassNames names, AffineTransform transform) {
        this.names = Objects.requireNonNull(names, "names");
        this.transform = transform;
    }

    static GeoJson of(ClassNames names, AffineTransform corners) {
        double determinant = corners.getDeterminant();
        if (determinant == 0 || !Double.isFinite(determinant)) {
            throw new IllegalArgumentException(
                    corners + " was given, which gives pixels no area: give a transform that can be inverted");
        }
        return new GeoJson(names, new AffineTransform(corners));
    }

    @Override
    public void write(Outlines outlines, OutputStream out) throws IOException {
        List<Outline> named = NamedOutlines.of(outlines, names);
        JsonWriter json = new JsonWriter(out);
        json.beginObject().name("type").value("FeatureCollection");
        json.name("features").beginArray();
        for (Outline outline : named) {
            json.beginObject().name("type").value("Feature");
            json.name("id").value(outline.id());
            json.name("properties").beginObject();
            json.name("label").value(outline.label());
            json.name("name").value(names.name(outline.label()));
            json.name("area").value(outline.area());
            json.endObject();
            json.name("geometry").beginObject();
            json.name("type").value("Polygon");
            json.name("coordinates").beginArray();
            for (Ring ring : SimpleRings.of(outline)) {
                write(ring, json);
            }
            json.endArray().endObject().endObject();
        }
        json.endArray().endObject();
        json.finish();
    }

    /**
     * Writes a closed ring. With y pointing down an outer ring runs clockwise on the screen, which is counter-clockwise by
     * the numbers, with y taken to point up; a transform that mirrors turns it round.
     */
    private void write(Ring ring, JsonWriter json) throws IOException {
        boolean mirrored = transform.getDeterminant() < 0;
        double[] point = new double[2];
        json.beginArray();
        for (int i = 0; i <= ring.size(); i++) {
            int corner = (mirrored ? ring.size() - i : i) % ring.size();
            point[0] = ring.x(corner);
            point[1] = ring.y(corner);
            transform.transform(point, 0, point, 0, 1);
            json.beginArray().value(point[0]).value(point[1]).endArray();
        }
        json.endArray();
    }
}

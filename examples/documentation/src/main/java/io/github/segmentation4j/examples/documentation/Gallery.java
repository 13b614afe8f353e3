package io.github.segmentation4j.examples.documentation;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.overlay.Palette;
import io.github.segmentation4j.overlay.picture.Checkerboard;
import io.github.segmentation4j.overlay.picture.Comparison;
import io.github.segmentation4j.overlay.picture.Disagreement;
import io.github.segmentation4j.overlay.picture.HeatMap;
import io.github.segmentation4j.overlay.picture.Legend;
import io.github.segmentation4j.overlay.picture.Picture;
import io.github.segmentation4j.overlay.picture.SideBySide;
import io.github.segmentation4j.overlay.picture.Subject;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every kind of picture that docs/gallery.md shows, on one photo. */
final class Gallery {
    private static final int BACKGROUND = 0;
    private static final int SQUARES_IN_A_ROW = 8;

    /** Below these confidences the network is lost. */
    private static final float LOWEST_CONFIDENCE = 0.3f;

    private final BufferedImage photo;
    private final Segmentation result;
    private final LabelMap labels;
    private final LabelMap truth;
    private final ClassNames names;
    private final Palette palette;
    private final Map<String, BufferedImage> pictures = new LinkedHashMap<>();

    private Gallery(BufferedImage photo, Segmentation result, LabelMap truth, ClassNames names) {
        this.photo = photo;
        this.result = result;
        this.labels = result.labels();
        this.truth = truth;
        this.names = names;
        this.palette = Palette.colorBlindSafe(names.size());
    }

    /** Returns the pictures by the names of their files, without endings. */
    static Map<String, BufferedImage> of(BufferedImage photo, Segmentation result, LabelMap truth, ClassNames names) {
        Gallery gallery = new Gallery(photo, result, truth, names);
        gallery.drawLabels();
        gallery.drawSubject();
        gallery.drawComparisons();
        return gallery.pictures;
    }

    private void drawLabels() {
        Picture picture = Picture.of(palette).ignoring(BACKGROUND);
        Legend legend = Legend.of(names);
        add("fill", picture.withFill(0.5));
        add("outlines", picture.withOutlines());
        add("halo", picture.withOutlines().withHalo());
        add("outlines-and-fill", picture.withFill(0.35).withOutlines().withHalo());
        add("names", picture.withFill(0.35).withOutlines().withHalo().withNames(names));
        Picture plain = Picture.of(palette).withFill(0.5);
        add("legend-inside", picture.withFill(0.5).withLegend(legend.insideTopRight()));
        add("legend-beside", plain.withLegend(legend));
        add("legend-below", plain.withLegend(legend.below()));
        pictures.put("legend-alone", legend.draw(palette, labels));
    }

    private void add(String name, Picture picture) {
        pictures.put(name, picture.draw(photo, labels));
    }

    private void drawSubject() {
        Subject person =
                Subject.of(labels.remap(label -> label == BACKGROUND ? 0 : 1).mask(1));
        pictures.put("cut-out", half(person.cutOut(photo)));
        pictures.put("on-color", person.onColor(photo, 0xF0E442));
        pictures.put("on-gray", person.onGray(photo));
        pictures.put("on-blur", person.onBlur(photo));
    }

    /** Returns an image at half its size, since photos with transparency make large files. */
    private static BufferedImage half(BufferedImage image) {
        BufferedImage half = new BufferedImage(image.getWidth() / 2, image.getHeight() / 2, image.getType());
        Graphics2D pen = half.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(image, 0, 0, half.getWidth(), half.getHeight(), null);
        pen.dispose();
        return half;
    }

    private void drawComparisons() {
        BufferedImage filled =
                Picture.of(palette).ignoring(BACKGROUND).withFill(0.5).draw(photo, labels);
        pictures.put("side-by-side", SideBySide.of("photo", "labels").draw(photo, filled));
        pictures.put(
                "checkerboard",
                Checkerboard.of(photo.getWidth() / SQUARES_IN_A_ROW).draw(photo, filled));
        HeatMap heat = HeatMap.create().withRange(LOWEST_CONFIDENCE, 1).withScale("confidence");
        pictures.put("heat-map", heat.withAlpha(0.7).draw(photo, result.confidence()));
        pictures.put("disagreement", Disagreement.create().draw(photo, truth, labels));
        Picture compared =
                Picture.of(palette).ignoring(BACKGROUND).withFill(0.4).withOutlines();
        pictures.put("comparison", Comparison.of(compared).draw(photo, truth, labels));
    }
}

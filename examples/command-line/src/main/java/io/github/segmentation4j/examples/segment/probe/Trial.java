package io.github.segmentation4j.examples.segment.probe;

import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.Segmenter;
import java.util.ArrayList;
import java.util.List;

/**
 * A convention and what it made of each photo.
 *
 * @param convention how the network was fed
 * @param photos the evidence, photo by photo
 */
record Trial(Convention convention, List<PhotoEvidence> photos) {
    /** Checks that there is evidence, and copies it. */
    Trial {
        photos = List.copyOf(photos);
        if (photos.isEmpty()) {
            throw new IllegalArgumentException("A trial on no photo was given, but one at least is needed");
        }
    }

    /**
     * Runs a network on photos and their mirror images.
     *
     * @throws InferenceFailedException if the network fails
     */
    static Trial run(Convention convention, Segmenter segmenter, List<ProbePhoto> photos) {
        int classes = Math.max(2, segmenter.classNames().size());
        List<PhotoEvidence> evidence = new ArrayList<>();
        for (ProbePhoto photo : photos) {
            EdgeRanks edges = photo.edges();
            evidence.add(PhotoEvidence.of(
                    SampledLabels.of(
                            segmenter.segmentWithConfidence(photo.image()), classes, edges.width(), edges.height()),
                    SampledLabels.of(
                            segmenter.segmentWithConfidence(photo.mirrorImage()),
                            classes,
                            edges.width(),
                            edges.height()),
                    edges));
        }
        return new Trial(convention, evidence);
    }

    /** Returns the measures over all photos. */
    Measures measures() {
        return PhotoEvidence.measures(photos);
    }

    /** Returns the measures over a draw of photos, each as often as it was drawn. */
    Measures measures(int[] drawn) {
        List<PhotoEvidence> draw = new ArrayList<>();
        for (int photo : drawn) {
            draw.add(photos.get(photo));
        }
        return PhotoEvidence.measures(draw);
    }
}

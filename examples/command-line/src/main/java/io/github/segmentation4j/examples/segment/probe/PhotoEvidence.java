package io.github.segmentation4j.examples.segment.probe;

import java.util.List;

/**
 * What one convention made of one photo.
 *
 * @param agreement the labels of the photo against those of its mirror image
 * @param borders the borders of the labels against the photo's edges
 * @param confidence the mean confidence of the network
 * @param labels the labels on a small grid
 */
record PhotoEvidence(JointLabels agreement, BorderFit borders, double confidence, SampledLabels labels) {

    /** Returns the evidence from a photo and its mirror image, the latter's samples still mirrored. */
    static PhotoEvidence of(SampledLabels labels, SampledLabels ofMirrorImage, EdgeRanks edges) {
        double confidence = 0;
        for (float value : labels.confidences()) {
            confidence += value;
        }
        return new PhotoEvidence(
                JointLabels.of(labels, ofMirrorImage.mirrored()),
                BorderFit.of(labels, edges),
                confidence / labels.confidences().length,
                labels);
    }

    /** Returns the measures over several photos, each with the same weight. */
    static Measures measures(List<PhotoEvidence> photos) {
        JointLabels agreement = photos.get(0).agreement;
        BorderFit borders = photos.get(0).borders;
        double confidence = photos.get(0).confidence;
        for (PhotoEvidence photo : photos.subList(1, photos.size())) {
            agreement = agreement.plus(photo.agreement);
            borders = borders.plus(photo.borders);
            confidence += photo.confidence;
        }
        return new Measures(agreement.sharedInformation(), borders.value(), confidence / photos.size());
    }
}

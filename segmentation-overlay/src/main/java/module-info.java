/** Pictures of label maps: palettes, color maps, overlays. */
module io.github.segmentation4j.overlay {
    requires transitive io.github.segmentation4j;
    requires static jdk.incubator.vector;
    requires static org.jspecify;

    exports io.github.segmentation4j.overlay;
    exports io.github.segmentation4j.overlay.picture;
}

package io.github.segmentation4j.examples.segment;

import java.io.InputStream;

/** The files that travel with the program. */
final class Resources {
    private Resources() {}

    /** Opens a resource beside this class. */
    static InputStream open(String name) {
        InputStream stream = Resources.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException("The resource " + name + " is missing: build examples/command-line again");
        }
        return stream;
    }
}

/** The files that say what a model expects: side-cars, and what Hugging Face, mmdeploy and Ultralytics write. */
@NullMarked
package io.github.segmentation4j.model.file;

import org.jspecify.annotations.NullMarked;

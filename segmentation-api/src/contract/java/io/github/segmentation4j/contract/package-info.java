/** What every segmenter has to do, as tests that any of them can be put through. */
package io.github.segmentation4j.contract;

package io.github.segmentation4j.onnx.fuzz;

import io.github.segmentation4j.SegmentationException;
import java.util.Random;

/**
 * Tries damaged files, each made of a seed: the number of its try, from {@code fuzz.first} on (0 unless given). A failure
 * names the seed; {@code -Dfuzz.first=SEED -Dfuzz.tries=1} repeats it alone.
 */
final class FuzzTries {
    /** As many as the build says, 2,000 or with {@code -Pfuzz} 200,000, for all kinds of files together. */
    private static final int TRIES = Integer.getInteger("fuzz.tries", 2_000);

    private static final long FIRST = Long.getLong("fuzz.first", 0);

    /** So many damaged files of one kind are some of them good enough, and some too bad. */
    private static final int ENOUGH = 50;

    /** What is done with a damaged file. */
    interface Attempt {
        void make(Random random) throws Exception;
    }

    private FuzzTries() {}

    /** Makes a share of all tries; a {@link SegmentationException} is what a damaged file ought to end in, if in any. */
    static void make(double share, Attempt attempt) {
        long count = Math.max(1, (long) (TRIES * share));
        long accepted = 0;
        for (long seed = FIRST; seed < FIRST + count; seed++) {
            accepted += one(seed, attempt) ? 1 : 0;
        }
        boolean bothHappen = accepted > 0 && accepted < count;
        if (count >= ENOUGH && !bothHappen) {
            throw new AssertionError(
                    accepted + " of " + count + " damaged files were accepted, which tries too little");
        }
        System.getLogger(FuzzTries.class.getName())
                .log(System.Logger.Level.INFO, "{0} of {1} damaged files were accepted", accepted, count);
    }

    /** Returns whether the file was accepted. */
    private static boolean one(long seed, Attempt attempt) {
        try {
            attempt.make(new Random(seed));
            return true;
        } catch (SegmentationException e) {
            String message = String.valueOf(e.getMessage());
            if (message.isBlank() || message.chars().anyMatch(Character::isISOControl)) {
                throw new AssertionError("seed " + seed + ": a message that is not a line", e);
            }
            return false;
        } catch (Exception | Error e) {
            throw new AssertionError("seed " + seed, e);
        }
    }
}

package io.github.segmentation4j.engine.parity;

import java.util.Optional;

/**
 * What the comparison of one step has found.
 *
 * @param verdict whether both agree
 * @param compared what was held against what
 * @param difference how far they are apart; empty if they have not the same shape
 * @param ties how many labels differ where the scores of both are equal but for rounding
 * @param cause what explains the difference; empty if there is none
 */
public record StepResult(Verdict verdict, String compared, Optional<Comparison> difference, long ties, String cause) {

    /** Whether two results agree. */
    public enum Verdict {
        /** Everything is equal. */
        EQUAL,
        /** What differs, does by no more than rounding, or where the scores of two classes are equal but for it. */
        ROUNDING,
        /** Something differs. */
        DIFFERENT
    }

    /** Returns the result of numbers of the same shape. */
    static StepResult of(String compared, Comparison found, String cause) {
        Verdict verdict = found.isEqual() ? Verdict.EQUAL : found.isRounding() ? Verdict.ROUNDING : Verdict.DIFFERENT;
        return new StepResult(verdict, compared, Optional.of(found), 0, verdict == Verdict.DIFFERENT ? cause : "");
    }

    /** Returns the result of two things that cannot be compared one by one. */
    static StepResult otherShape(String compared, String cause) {
        return new StepResult(Verdict.DIFFERENT, compared, Optional.empty(), 0, cause);
    }
}

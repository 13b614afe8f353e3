package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.parity.ParityStep;
import java.util.Locale;
import java.util.Optional;

/** What the comparison of one step has found. */
record StepResult(
        Subject subject, Verdict verdict, String compared, Optional<Difference> difference, String likelyCause)
        implements ParityStep {
    private static final String INDENT = "\n          ";

    /** Beyond this many ulps their number says nothing that the numbers themselves do not. */
    private static final long MAX_ULPS = 1000;

    /** Returns the result of numbers of the same shape. */
    static StepResult of(Subject subject, String compared, Comparison found, String cause) {
        Verdict verdict = found.isEqual() ? Verdict.EQUAL : found.isRounding() ? Verdict.ROUNDING : Verdict.DIFFERENT;
        return new StepResult(
                subject, verdict, compared, Optional.of(found), verdict == Verdict.DIFFERENT ? cause : "");
    }

    /** Returns the result of two things that cannot be compared one by one. */
    static StepResult otherShape(Subject subject, String compared, String cause) {
        return new StepResult(subject, Verdict.DIFFERENT, compared, Optional.empty(), cause);
    }

    /** Returns the step in a few lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-8s  %s",
                subject.name().toLowerCase(Locale.ROOT),
                verdict == Verdict.ROUNDING
                        ? "equal but for rounding"
                        : verdict.name().toLowerCase(Locale.ROOT)));
        text.append(INDENT).append(compared);
        difference
                .filter(found -> found.differing() > 0)
                .ifPresent(found ->
                        text.append(INDENT).append(subject == Subject.LABELS ? labels(found) : numbers(found)));
        if (!likelyCause.isEmpty()) {
            text.append(INDENT).append("likely cause: ").append(likelyCause);
        }
        return text.toString();
    }

    private static String numbers(Difference found) {
        return String.format(
                Locale.ROOT,
                "%d of %d numbers differ (%s), most at channel %d, column %d, row %d: ours %s, theirs %s, %.3g apart%s",
                found.differing(),
                found.elements(),
                percent(found),
                found.channel(),
                found.x(),
                found.y(),
                (float) found.ours(),
                (float) found.reference(),
                found.largest(),
                found.ulps() <= MAX_ULPS ? " (" + found.ulps() + " ulps)" : "");
    }

    private static String labels(Difference found) {
        String count = String.format(
                Locale.ROOT,
                "%d of %d labels differ (%s), %d of them ties",
                found.differing(),
                found.elements(),
                percent(found),
                found.ties());
        return found.differing() == found.ties()
                ? count
                : count
                        + String.format(
                                Locale.ROOT,
                                "; the first other one at column %d, row %d: ours %d, theirs %d",
                                found.x(),
                                found.y(),
                                (int) found.ours(),
                                (int) found.reference());
    }

    private static String percent(Difference found) {
        double smallestShown = 0.0001;
        return found.share() < smallestShown
                ? "less than 0.01 %"
                : String.format(Locale.ROOT, "%.2f %%", 100 * found.share());
    }
}

package io.github.segmentation4j.model.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant by a word that is not known. */
final class Spelling {
    /** No known word has so many letters, nor half as many: what is longer was not mistyped. */
    private static final int MAX_LETTERS = 64;

    private Spelling() {}

    /** Returns the known word that a mistyped one resembles most, if at most a third of its letters is wrong. */
    static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > MAX_LETTERS) {
            return Optional.empty();
        }
        String plain = plain(word);
        return known.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(plain, plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(plain, plain(candidate)) <= Math.max(1, candidate.length() / 3));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    /** Returns how many letters must be put in, left out or replaced to turn one word into the other (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

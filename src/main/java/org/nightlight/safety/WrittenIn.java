package org.nightlight.safety;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** In which language somebody wrote, as far as its common little words tell. Pure; no more than a beginning is read. */
public final class WrittenIn {
    private static final int LONGEST = 4_000;
    private static final int LONGEST_WORD = 24;
    /** So many different little words tell; fewer may be a name or a title. */
    private static final int TELLING = 3;

    private static final Optional<Languages> LANGUAGES = known();

    private WrittenIn() {}

    /** Two letters such as {@code es}; empty where too little is said, or where two languages are as likely. */
    public static Optional<String> of(String words) {
        return LANGUAGES.flatMap(languages -> likeliest(languages, hits(languages, words)));
    }

    private static int[] hits(Languages languages, String words) {
        int[] hits = new int[languages.names().size()];
        Set<String> told = new HashSet<>();
        Fold fold = Fold.of(words.substring(0, Math.min(words.length(), LONGEST)));
        for (String word : fold.text(0, fold.length()).split("[^\\p{L}']+")) {
            if (word.length() < LONGEST_WORD && told.add(word)) {
                for (int language : languages.byWord().getOrDefault(word.replace("'", ""), Classes.NONE)) {
                    hits[language]++;
                }
            }
        }
        return hits;
    }

    private static Optional<String> likeliest(Languages languages, int[] hits) {
        int most = Arrays.stream(hits).max().orElse(0);
        boolean clear = Arrays.stream(hits).filter(count -> count == most).count() == 1;
        for (int i = 0; i < hits.length; i++) {
            if (hits[i] == most && most >= TELLING && clear) {
                return Optional.of(languages.names().get(i));
            }
        }
        return Optional.empty();
    }

    /** Where the words cannot be read nothing is told: screening, which reads them too, holds every message then. */
    private static Optional<Languages> known() {
        try {
            return Optional.of(Languages.builtIn("language.yaml"));
        } catch (IOException | RuntimeException none) {
            return Optional.empty();
        }
    }
}

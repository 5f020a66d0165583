package org.nightlight.safety;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** A handful of plain phrases, until the rule pack stands. */
final class FirstWords implements Layer {
    private record Phrase(String words, Level level, Concern type) {}

    private static final List<Phrase> PHRASES = List.of(
            new Phrase("kill myself", Level.S3, Concern.SUIC),
            new Phrase("dont want to be here anymore", Level.S3, Concern.SUIC),
            new Phrase("don't want to be here anymore", Level.S3, Concern.SUIC),
            new Phrase("hits me", Level.S3, Concern.PHYS),
            new Phrase("hit me", Level.S3, Concern.PHYS),
            new Phrase("hurts me", Level.S3, Concern.PHYS),
            new Phrase("touches me", Level.S3, Concern.SEXA),
            new Phrase("is breaking the door", Level.S4, Concern.DANG));

    @Override
    public String version() {
        return "first-words";
    }

    @Override
    public void read(Statement statement, Deadline deadline, Consumer<Finding> sink) {
        for (Statement.Part part : statement.parts()) {
            deadline.check();
            String text = part.raw().toLowerCase(Locale.ROOT);
            for (Phrase phrase : PHRASES) {
                int at = text.indexOf(phrase.words());
                if (at >= 0) {
                    sink.accept(new Finding(
                            phrase.level(),
                            Set.of(phrase.type()),
                            new Reason(
                                    "first." + phrase.type(),
                                    part.where(),
                                    at,
                                    at + phrase.words().length())));
                }
            }
        }
    }
}

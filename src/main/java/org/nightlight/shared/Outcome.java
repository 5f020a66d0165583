package org.nightlight.shared;

import java.util.function.Function;

/** What became of a change that somebody asked for. A refusal is a value with its reason, not an exception. */
public sealed interface Outcome<T> {
    /** It was done, or had been done before; {@code value} is how things stand now. */
    record Done<T>(T value) implements Outcome<T> {}

    /**
     * Nothing was changed.
     *
     * @param field the form field that the reason belongs to; empty when it belongs to the whole
     * @param reason a plain sentence for the person who asked
     */
    record Refused<T>(String field, String reason) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(String field, String reason) {
        return new Refused<>(field, reason);
    }

    /** For callers that have checked before: the value. @throws IllegalStateException with the field of a refusal */
    default T orThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Refused<T>(String field, String reason) ->
                throw new IllegalStateException("refused" + (field.isEmpty() ? "" : " for " + field));
        };
    }

    default <U> Outcome<U> map(Function<T, U> next) {
        return switch (this) {
            case Done<T>(T value) -> new Done<>(next.apply(value));
            case Refused<T>(String field, String reason) -> new Refused<>(field, reason);
        };
    }
}

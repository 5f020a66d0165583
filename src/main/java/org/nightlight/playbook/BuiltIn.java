package org.nightlight.playbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The default playbook, from inside the program; read once. */
final class BuiltIn {
    private static final String PATH = "/playbook/storytailor.yaml";
    static final String DOCUMENT = document();
    static final Playbook PLAYBOOK = switch (PlaybookReader.readWithoutFloor(DOCUMENT)) {
        case Reading.Sound(Playbook playbook) -> playbook;
        case Reading.Faulty(var faults) ->
            throw new IllegalStateException(faults.getFirst().sentence());
    };

    private BuiltIn() {}

    private static String document() {
        try (InputStream in = BuiltIn.class.getResourceAsStream(PATH)) {
            if (in == null) {
                throw new IllegalStateException("the program was packed without " + PATH);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

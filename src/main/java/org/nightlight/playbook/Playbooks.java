package org.nightlight.playbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The playbooks of this desk. */
public final class Playbooks {
    private static final String BUILT_IN = "/playbook/storytailor.yaml";

    private Playbooks() {}

    /** The default playbook, from inside the program. */
    public static Playbook builtIn() {
        return BuiltIn.PLAYBOOK;
    }

    /** The default playbook as written. */
    public static String builtInDocument() {
        try (InputStream in = Playbooks.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("the program was packed without " + BUILT_IN);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class BuiltIn {
        static final Playbook PLAYBOOK = switch (PlaybookReader.readDefault(builtInDocument())) {
            case Reading.Sound(Playbook playbook) -> playbook;
            case Reading.Faulty(var faults) ->
                throw new IllegalStateException(faults.getFirst().sentence());
        };
    }
}

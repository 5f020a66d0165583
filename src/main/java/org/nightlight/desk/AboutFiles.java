package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.nightlight.privacy.Enclosure;

/** What a writer is asked about the files of a reply. */
final class AboutFiles {
    private AboutFiles() {}

    static List<BeforeSending.Warning> warnings(BeforeSending.Asking asking) {
        List<BeforeSending.Warning> warnings = new ArrayList<>();
        List<Enclosure> files = asking.enclosed().files();
        // Heeded for these very files alone.
        String which =
                asking.enclosed().ids().stream().map(id -> Long.toString(id)).collect(Collectors.joining("-"));
        if (asking.unseen()) {
            warnings.add(new BeforeSending.Warning(
                    "files-" + which,
                    say("Other files go with it than you saw", "Van otros archivos de los que viste"),
                    files.isEmpty()
                            ? say(
                                    "The files of your draft were removed in another tab. None goes with the reply.",
                                    "Los archivos de tu borrador se quitaron en otra pestaña. Con la respuesta no va ninguno.")
                            : say("With the reply go: %s.", "Con la respuesta van: %s.")
                                    .formatted(names(files))));
        }
        List<Enclosure> unread = files.stream()
                .filter(file -> file.sight() == Enclosure.Sight.PICTURE || file.sight() == Enclosure.Sight.CLOSED)
                .toList();
        if (!unread.isEmpty()) {
            warnings.add(new BeforeSending.Warning(
                    "unread-" + which,
                    say("We could not look inside a file", "No pudimos mirar dentro de un archivo"),
                    say(
                                    "The desk cannot read what is in %s. Check it yourself: nothing about another child or family, and"
                                            + " nothing that this person may not have.",
                                    "No se puede leer lo que hay en %s. Revísalo: nada sobre otro menor u otra familia, y nada que esta persona no"
                                            + " deba tener.")
                            .formatted(names(unread))));
        }
        List<Enclosure> telling = files.stream()
                .filter(file -> file.sight() == Enclosure.Sight.PICTURE_AS_IT_IS)
                .toList();
        if (!telling.isEmpty()) {
            warnings.add(new BeforeSending.Warning(
                    "telling-" + which,
                    say("A picture may tell where it was taken", "Una imagen puede decir dónde se tomó"),
                    say(
                                    "Out of %s the desk cannot take place, time and names that a camera writes into a picture, nor read"
                                            + " it. Save it as JPEG or PNG and attach that instead, or send it if you know that it may go.",
                                    "De %s no se pueden quitar el lugar, la hora y los nombres que una cámara escribe en la imagen, ni leerla."
                                            + " Guárdala como JPEG o PNG y adjunta esa, o envíala si sabes que puede salir.")
                            .formatted(names(telling))));
        }
        return warnings;
    }

    private static String names(List<Enclosure> files) {
        return files.stream().map(Enclosure::name).collect(Collectors.joining(", "));
    }
}

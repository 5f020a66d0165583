package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;

/** What to say to an agency on the phone. Short, so that it can be read while the call is being put through. */
final class PhoneScript {
    private PhoneScript() {}

    static List<String> lines(String organisation) {
        return List.of(
                say(
                        "If the child may be in danger now, call 911 first.",
                        "Si el menor puede estar en peligro ahora, llama primero al 911."),
                say(
                                "\u201cI am calling to report a concern for a child. I work for %s, and a message about it reached us.\u201d",
                                "En inglés, o pide a alguien que hable español: \u201cI am calling to report a concern for a child. I work for %s, and a message about it reached us.\u201d")
                        .formatted(organisation),
                say(
                        "Say when it came in, and read the words out as they stand. Add nothing to them.",
                        "Di cuándo llegó y lee las palabras tal como están. No les agregues nada."),
                say(
                        "Say what you do not know. Do not guess, and do not say what you think it means.",
                        "Di lo que no sabes. No supongas, y no digas lo que crees que significa."),
                say(
                        "Say what the child wishes, and that nobody at home was told by us.",
                        "Di lo que desea el menor, y que no avisamos a nadie en casa."),
                say(
                        "Ask for the intake number, for the name of whoever took the call, and whether they want it in writing.",
                        "Pide el número de recepción, el nombre de quien tomó la llamada y pregunta si lo quieren por escrito."));
    }
}

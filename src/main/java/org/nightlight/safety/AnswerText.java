package org.nightlight.safety;

/**
 * All the words of a mail to a child, as they would go out.
 *
 * @param country ISO 3166 code of the help card; empty where it is not known
 */
public record AnswerText(String language, String country, String text) {
    /** What every answer begins with, and so all that is shown beside the subject: it says nothing of what follows. */
    private static final String OPENING =
            "Hello, and thank you for your message. A person here has read it and has written"
                    + " back to you. You can read our answer below when you like.";

    private static final String OPENING_ES =
            "Hola, y gracias por tu mensaje. Aquí lo ha leído una persona y te contesta."
                    + " Puedes leer nuestra respuesta más abajo, cuando quieras.";

    static AnswerText of(String words, String language, HelpCard card, String chooser, String brand) {
        String opening = language.equals("es") ? OPENING_ES : OPENING;
        return new AnswerText(
                language,
                card.country(),
                opening + "\n\n" + words.strip() + "\n\n" + card.text(language, chooser) + "\n\n" + brand);
    }

    /** The same for every answer to everybody: neither the writer's own subject nor a word about what it holds. */
    public static String subject(long ticketId, String language) {
        return "Re: [#" + ticketId + "] " + (language.equals("es") ? "Tu mensaje" : "Your message");
    }

    /** SHA-256, in hex. */
    public String hash() {
        return AnswerStore.hash(text);
    }
}

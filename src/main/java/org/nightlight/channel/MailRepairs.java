package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.stream.Collectors;

/** What the reader of mail says of a mail, for a screen: the reader itself speaks English alone, as its answers are kept. */
final class MailRepairs {
    private static final String TYPE = "A Content-Type is malformed; the part was taken for ";
    private static final String CHARSET = "The charset is unknown; the text was taken for ";
    private static final String FAILED = "Reading the mail failed (";

    private MailRepairs() {}

    static String said(List<String> repairs) {
        return repairs.stream().map(MailRepairs::said).collect(Collectors.joining(". ")) + ".";
    }

    static String said(String found) {
        return say(found, spanish(found));
    }

    /** By what a mail was known as a machine’s. */
    static String machine(String reason) {
        return say(
                reason,
                switch (reason) {
                    case "delivery report" -> "informe de entrega";
                    case "empty Return-Path" -> "Return-Path vacío";
                    case "sent by a mail system" -> "enviado por un sistema de correo";
                    case "report of a mail system" -> "informe de un sistema de correo";
                    case "subject of an absence notice" -> "asunto de un aviso de ausencia";
                    case "words of an absence notice" -> "palabras de un aviso de ausencia";
                    default -> reason;
                });
    }

    private static String spanish(String found) {
        return switch (found) {
            case "The mail has no headers" -> "El correo no tiene cabeceras";
            case "Some header lines are malformed" -> "Algunas líneas de la cabecera están mal formadas";
            case "The mail names no sender" -> "El correo no nombra a quien lo envía";
            case "The mail names several senders; the first was taken" ->
                "El correo nombra a varias personas que lo envían; se tomó la primera";
            case "The mail has no Message-ID; one was made from its bytes" ->
                "El correo no tiene Message-ID; se hizo uno a partir de sus bytes";
            case "The date cannot be read" -> "La fecha no se puede leer";
            case "The HTML is very long; its end is not shown" -> "El HTML es muy largo; su final no se muestra";
            case "The HTML is too large or tangled to be shown; its text is shown instead" ->
                "El HTML es demasiado grande o enredado para mostrarlo; se muestra su texto";
            case "The text is very long; its end is only in the original" ->
                "El texto es muy largo; su final está solo en el original";
            case "A text part is very long; its end is only in the original" ->
                "Una parte de texto es muy larga; su final está solo en el original";
            case "A multipart has no usable boundary; it was taken for plain text" ->
                "Un multipart no tiene un límite que sirva; se tomó como texto simple";
            case "Parts are nested very deeply; the inner ones were not taken apart" ->
                "Hay partes dentro de partes a mucha profundidad; las de dentro no se separaron";
            case "Outlook's winmail.dat could not be unpacked; it is kept as a file" ->
                "El winmail.dat de Outlook no se pudo abrir; se guarda como archivo";
            case "A signed message could not be read to its end" -> "Un mensaje firmado no se pudo leer hasta el final";
            case "A forwarded message within the mail could not be read to its end" ->
                "Un mensaje reenviado dentro del correo no se pudo leer hasta el final";
            case "The mail has very many parts; the later ones are only in the original" ->
                "El correo tiene muchísimas partes; las últimas están solo en el original";
            case "The text was UTF-8, not the charset declared" -> "El texto era UTF-8, no la codificación declarada";
            case "Some bytes do not fit the charset declared" ->
                "Algunos bytes no encajan en la codificación declarada";
            case "A header is longer than any honest mail's" -> "Una cabecera es más larga que la de un correo honesto";
            case "A header line is longer than any honest mail's" ->
                "Una línea de la cabecera es más larga que la de un correo honesto";
            case "The mail has more headers than any honest mail" ->
                "El correo tiene más cabeceras que un correo honesto";
            case "The mail's structure cannot be followed" -> "La estructura del correo no se puede seguir";
            default -> beginning(found);
        };
    }

    private static String beginning(String found) {
        if (found.startsWith(TYPE)) {
            return "Un Content-Type está mal formado; la parte se tomó como " + found.substring(TYPE.length());
        }
        if (found.startsWith(CHARSET)) {
            return "La codificación es desconocida; el texto se tomó como " + found.substring(CHARSET.length());
        }
        return found.startsWith(FAILED) ? "Falló la lectura del correo (" + found.substring(FAILED.length()) : found;
    }
}

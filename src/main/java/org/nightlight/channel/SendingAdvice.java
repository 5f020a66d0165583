package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.sender.Dns;

/**
 * What a domain of ours publishes about its mail (SPF, RFC 7208; DKIM, RFC 6376; DMARC, RFC 7489), what is wrong with it, and what to
 * publish instead. Pure.
 */
public final class SendingAdvice {
    private SendingAdvice() {}

    public enum Standing {
        GOOD,
        /** It works, and could protect better. */
        WEAK,
        WRONG,
        /** DNS did not answer. */
        UNKNOWN
    }

    /**
     * One record.
     *
     * @param what such as {@code SPF: who may send}
     * @param found as it is published; empty for nothing
     * @param sentence what it means and what to do
     * @param name where to publish {@code value}; both null when nothing is to be published
     */
    public record Advice(
            String what,
            Standing standing,
            String found,
            String sentence,
            @Nullable String name,
            @Nullable String value) {}

    /** @param sender what is to be allowed to send, such as {@code include:sendgrid.net}; empty where nobody here knows */
    public static Advice spf(String domain, Dns.Texts asked, String sender) {
        String what = say("SPF: which machines may send", "SPF: qué máquinas pueden enviar");
        List<String> records = asked.texts().stream()
                .filter(text -> text.toLowerCase(Locale.ROOT).matches("v=spf1(?:\\s.*)?"))
                .toList();
        String proposed = "v=spf1 " + (sender.isEmpty() ? "include:…" : sender) + " -all";
        if (asked.unanswered()) {
            return unknown(what);
        }
        if (records.isEmpty()) {
            return new Advice(
                    what,
                    Standing.WRONG,
                    "",
                    say(
                                    "Nothing is published, so receivers cannot tell our mail from a stranger’s.",
                                    "No hay nada publicado, así que quien recibe no distingue nuestro "
                                            + "correo del de un extraño.")
                            + (sender.isEmpty()
                                    ? say(
                                            " Whoever runs the relay tells what to include.",
                                            " Quien administra el servidor de correo dice qué incluir.")
                                    : ""),
                    domain,
                    proposed);
        }
        if (records.size() > 1) {
            return new Advice(
                    what,
                    Standing.WRONG,
                    String.join(" | ", records),
                    say(
                            "Two records are an error, and receivers believe neither. Put all into one.",
                            "Dos registros son un error, y quien recibe no cree en ninguno. Pon todo en uno."),
                    null,
                    null);
        }
        String record = records.getFirst();
        String plain = record.toLowerCase(Locale.ROOT);
        if (plain.matches(".*\\s\\+?all(?:\\s.*)?")) {
            return new Advice(
                    what,
                    Standing.WRONG,
                    record,
                    say(
                            "It lets every machine in the world send in our name. End it with -all.",
                            "Deja que cualquier máquina del mundo envíe en nuestro nombre. Termínalo con -all."),
                    domain,
                    record.replaceAll("(?i)\\+?\\ball\\b", "-all"));
        }
        if (!sender.isEmpty() && !plain.contains(sender.toLowerCase(Locale.ROOT))) {
            return new Advice(
                    what,
                    Standing.WEAK,
                    record,
                    say(
                                    "What sends our mail is not named in it. It may be meant by another "
                                            + "part; if not, add ",
                                    "No nombra lo que envía nuestro correo. Puede que otra parte lo "
                                            + "incluya; si no, agrega ")
                            + sender + ".",
                    null,
                    null);
        }
        boolean strict = plain.matches(".*\\s[-~]all") || plain.contains("redirect=");
        return new Advice(
                what,
                strict ? Standing.GOOD : Standing.WEAK,
                record,
                strict
                        ? say(
                                "Receivers can tell which machines send our mail.",
                                "Quien recibe sabe qué máquinas envían nuestro correo.")
                        : say(
                                "It does not say what of others: end it with -all.",
                                "No dice qué hacer con las demás: termínalo con -all."),
                null,
                null);
    }

    /**
     * @param name where the key is published; null where this desk signs nothing
     * @param wanted the record that fits our key
     */
    public static Advice dkim(@Nullable String name, String wanted, Dns.Texts asked) {
        String what = say("DKIM: our signature", "DKIM: nuestra firma");
        if (name == null) {
            return new Advice(
                    what,
                    Standing.WEAK,
                    "",
                    say(
                            "This desk does not sign. Where the relay signs, all is well; else make a key "
                                    + "and name it in the settings (nightlight.dkim).",
                            "Esta mesa de ayuda no firma. Si firma el servidor de correo, está bien; si "
                                    + "no, crea una clave y nómbrala en los ajustes (nightlight.dkim)."),
                    null,
                    null);
        }
        if (asked.unanswered()) {
            return unknown(what);
        }
        String found = String.join(" | ", asked.texts());
        boolean fits = asked.texts().stream().anyMatch(text -> key(text).equals(key(wanted)));
        return fits
                ? new Advice(
                        what,
                        Standing.GOOD,
                        found,
                        say(
                                "Receivers can check that our mail is ours and unchanged.",
                                "Quien recibe puede comprobar que nuestro correo es nuestro y no se cambió."),
                        null,
                        null)
                : new Advice(
                        what,
                        Standing.WRONG,
                        found,
                        found.isEmpty()
                                ? say(
                                        "We sign, but nobody can check it: the key is not published.",
                                        "Firmamos, pero nadie puede comprobarlo: la clave no está publicada.")
                                : say(
                                        "We sign with another key than the one that is published, so our "
                                                + "mail looks forged.",
                                        "Firmamos con otra clave que la publicada, así que nuestro correo "
                                                + "parece falso."),
                        name,
                        wanted);
    }

    private static String key(String record) {
        return record.replaceAll("\\s", "").replaceAll("(?i).*\\bp=([^;]*).*", "$1");
    }

    public static Advice dmarc(String domain, Dns.Texts asked) {
        String what = say("DMARC: what receivers do with forged mail", "DMARC: qué hace quien recibe con correo falso");
        String name = "_dmarc." + domain;
        String proposed = "v=DMARC1; p=quarantine; rua=mailto:dmarc@" + domain;
        if (asked.unanswered()) {
            return unknown(what);
        }
        List<String> records = asked.texts().stream()
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith("v=dmarc1"))
                .toList();
        if (records.size() != 1) {
            return new Advice(
                    what,
                    Standing.WRONG,
                    String.join(" | ", records),
                    records.isEmpty()
                            ? say(
                                    "Nothing is published: mail that a stranger writes in our name to a "
                                            + "child or a parent is delivered.",
                                    "No hay nada publicado: se entrega el correo que un extraño escriba "
                                            + "en nuestro nombre a un niño, una madre o un padre.")
                            : say(
                                    "Two records are an error, and receivers believe neither.",
                                    "Dos registros son un error, y quien recibe no cree en ninguno."),
                    name,
                    proposed);
        }
        String record = records.getFirst();
        boolean protects = record.toLowerCase(Locale.ROOT).matches(".*;\\s*p\\s*=\\s*(?:quarantine|reject)\\b.*");
        return protects
                ? new Advice(
                        what,
                        Standing.GOOD,
                        record,
                        say(
                                "Receivers set forged mail in our name aside.",
                                "Quien recibe aparta el correo falso en nuestro nombre."),
                        null,
                        null)
                : new Advice(
                        what,
                        Standing.WEAK,
                        record,
                        say(
                                "Receivers only report. Once the reports show that all our own mail "
                                        + "passes, ask them to set the rest aside.",
                                "Quien recibe solo informa. Cuando los informes muestren que pasa todo "
                                        + "nuestro correo, pide que aparten el resto."),
                        name,
                        proposed);
    }

    private static Advice unknown(String what) {
        return new Advice(
                what,
                Standing.UNKNOWN,
                "",
                say("DNS did not answer. Ask again in a while.", "El DNS no respondió. Consulta otra vez en un rato."),
                null,
                null);
    }
}

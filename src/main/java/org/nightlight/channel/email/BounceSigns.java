package org.nightlight.channel.email;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads delivery reports: by RFC 3464 where the mail has such a part, else by what mail systems are known to write. */
final class BounceSigns {
    private static final int LOOKED_AT = 60_000;

    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.]*\\d)");
    private static final Pattern CODE = Pattern.compile("(?<![\\d.-])(4[0-9]{2}|5[0-9]{2})(?=[ -][#<\\w(])");
    private static final Pattern ADDRESS =
            Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}");
    private static final Pattern MESSAGE_ID =
            Pattern.compile("(?im)^[> \\t]{0,8}Message-ID:\\s{0,10}(<[^<>\\s]{1,990}>)");

    private static final Pattern SENDER = Pattern.compile(
            "(?i)(?:mailer-?daemon|postmaster|mail-?daemon|mdaemon|maildelivery|mail\\.?delivery|bounce|"
                    + "mail delivery (?:sub)?system|microsoftexchange[0-9a-f]{10,})");
    private static final Pattern SUBJECT = Pattern.compile(
            "(?iu)(?:undeliver(?:able|ed)|delivery (?:status notification|failure|failed|has failed|report|delayed|notification|problem|error|incomplete)|"
                    + "mail (?:delivery (?:failed|failure|system|error)|could not be delivered|system error|failure)|returned mail|message (?:undeliverable|delayed|status)|"
                    + "failure notice|failed (?:mail|delivery)|non[ -]?delivery|could not (?:send|deliver)|warning: (?:could not send|message)|nondeliverable|"
                    + "returned to sender|delayed mail|unzustellbar|nicht zugestellt|zustellung fehlgeschlagen|non remis|non distribu|échec de (?:la )?remise|"
                    + "no se (?:puede|pudo) entregar|no entregado|devuelto|non recapitabile|mancata consegna|onbestelbaar|niet bezorgd|não (?:entregue|é possível entregar)|"
                    + "kunde inte levereras|nie można dostarczyć|недоставлен|не удалось доставить|配信不能|配信できません|退信)");
    private static final Pattern SAYS_FAILED = Pattern.compile(
            "(?iu)(?:could ?n[o']t be delivered|was ?n[o']t delivered|delivery to the following|permanent(?:ly)? (?:error|failure|fatal|failed)|"
                    + "undeliverable|unable to deliver|not able to deliver|not be delivered|failed to deliver|qmail-send program|this message was created automatically by mail|"
                    + "delivery (?:has )?failed|transcript of session|following address(?:es)? (?:failed|had)|returned mail|konnte nicht zugestellt|n'a pas pu être|no se ha podido entregar|no pudo ser entregado)");
    private static final Pattern SOFT = Pattern.compile(
            "(?iu)(?:mailbox (?:is )?(?:full|size limit|quota)|mailbox (?:size )?limit exceeded|inbox is full|over ?quota|quota (?:exceeded|full)|exceed(?:s|ed|ing)? (?:\\w+ ){0,4}(?:quota|storage)|"
                    + "insufficient (?:system )?(?:storage|disk)|out of storage|disk full|temporar(?:y|ily)|delayed|still (?:being )?(?:retried|trying)|will (?:be )?retr(?:y|ied)|will keep trying|try again later|"
                    + "timed? ?out|connection refused|greylist|deferred|too many (?:connections|messages)|rate limit|retry timeout|not yet been delivered|you do not need to (?:resend|do anything)|this is a warning|postfach (?:ist )?voll|boîte (?:aux lettres )?pleine|buzón (?:está )?lleno)");
    private static final Pattern DELAY = Pattern.compile(
            "(?iu)(?:delayed|delay\\)|warning:|still (?:being )?(?:retried|trying)|will keep trying|not yet been delivered|will (?:be )?retr(?:y|ied)|you do not need to (?:resend|do anything))");
    private static final Pattern UNKNOWN = Pattern.compile(
            "(?iu)(?:user unknown|unknown (?:user|recipient|address|local|account)|no such (?:user|recipient|mailbox|address|person|account)|does ?n[o']t (?:exist|have an? )|do not exist|not (?:exist|found)|"
                    + "invalid (?:recipient|mailbox|address|user)|unrouteable|unrouted|recipient (?:address )?rejected|address rejected|mailbox (?:unavailable|not found|unknown)|was ?n[o']t found|account (?:has been |is )?(?:disabled|closed|inactive|suspended)|"
                    + "no mailbox|not a valid|bad destination|no longer (?:valid|in use|available|active|works)|unbekannt|existiert nicht|inconnu|desconocid|inexistente)");

    private BounceSigns() {}

    /**
     * @param statusParts text of every message/delivery-status part
     * @param returned message ids and headers found in returned or forwarded messages
     */
    static Bounce of(
            HeaderBlock headers,
            String subject,
            String text,
            List<String> statusParts,
            List<String> returned,
            String other) {
        String original = originalId(headers, returned, text, other);
        for (String part : statusParts) {
            Bounce bounce = standard(part, original, text);
            if (bounce.is()) {
                return bounce;
            }
        }
        if (!statusParts.isEmpty()) {
            return Bounce.NONE;
        }
        return byWording(headers, subject, StorableText.cut(text, LOOKED_AT), original);
    }

    private static Bounce standard(String part, @Nullable String original, String text) {
        @Nullable Map<String, String> chosen = null;
        for (Map<String, String> block : blocks(part)) {
            String action = block.getOrDefault("action", "").toLowerCase(Locale.ROOT);
            boolean about = block.containsKey("final-recipient")
                    || block.containsKey("original-recipient")
                    || block.containsKey("status");
            boolean failed = action.startsWith("fail");
            if (about && (failed || action.startsWith("delay") || action.isEmpty()) && (chosen == null || failed)) {
                chosen = block;
                if (failed) {
                    break;
                }
            }
        }
        if (chosen == null) {
            return Bounce.NONE;
        }
        String diagnostic = chosen.getOrDefault("diagnostic-code", "");
        String status = status(chosen.getOrDefault("status", ""), diagnostic);
        boolean delayed =
                chosen.getOrDefault("action", "").toLowerCase(Locale.ROOT).startsWith("delay");
        Bounce.Kind kind = delayed ? Bounce.Kind.SOFT : kind(status, diagnostic, text);
        String named = chosen.getOrDefault("final-recipient", chosen.getOrDefault("original-recipient", ""));
        Matcher address = ADDRESS.matcher(named);
        return new Bounce(kind, status, address.find() ? address.group() : null, original);
    }

    private static @Nullable String status(String stated, String diagnostic) {
        Matcher own = STATUS.matcher(stated);
        String status = own.find() ? own.group(1) : null;
        boolean vague = status == null || status.endsWith(".0.0");
        Matcher told = STATUS.matcher(diagnostic);
        if (vague && told.find() && !told.group(1).startsWith("2")) {
            return told.group(1);
        }
        if (status != null) {
            return status;
        }
        Matcher code = CODE.matcher(diagnostic);
        return code.find() ? code.group(1).charAt(0) + ".0.0" : null;
    }

    private static Bounce.Kind kind(@Nullable String status, String diagnostic, String text) {
        if (status == null) {
            String said = diagnostic.isBlank() ? StorableText.cut(text, LOOKED_AT) : diagnostic;
            return SOFT.matcher(said).find() && !UNKNOWN.matcher(said).find() ? Bounce.Kind.SOFT : Bounce.Kind.HARD;
        }
        boolean full = status.equals("5.2.2") || status.equals("5.3.1");
        boolean vagueButFull = status.equals("5.0.0")
                && SOFT.matcher(diagnostic).find()
                && !UNKNOWN.matcher(diagnostic).find();
        return status.startsWith("4") || full || vagueButFull ? Bounce.Kind.SOFT : Bounce.Kind.HARD;
    }

    private static Bounce byWording(HeaderBlock headers, String subject, String text, @Nullable String original) {
        String failed = headers.text("x-failed-recipients");
        boolean fromSystem = SENDER.matcher(headers.text("from")).find()
                || headers.text("return-path").equals("<>");
        boolean titled = SUBJECT.matcher(subject).find();
        boolean says = SAYS_FAILED.matcher(text).find();
        boolean absent = AutomaticSigns.of(headers, false).reason().startsWith("subject");
        int signs = (fromSystem ? 1 : 0) + (titled ? 1 : 0) + (says ? 1 : 0);
        if (failed.isEmpty()
                && (signs < 2
                        || absent
                        || !(fromSystem || headers.value("auto-submitted").startsWith("auto")))) {
            return Bounce.NONE;
        }
        String status = statusInText(text);
        boolean delayed = DELAY.matcher(subject).find();
        Bounce.Kind kind = delayed ? Bounce.Kind.SOFT : kind(status, "", text);
        return new Bounce(kind, status, recipient(headers, failed, text), original);
    }

    private static @Nullable String statusInText(String text) {
        Matcher status = STATUS.matcher(text);
        while (status.find()) {
            if (!status.group(1).startsWith("2")) {
                return status.group(1);
            }
        }
        if (UNKNOWN.matcher(text).find()) {
            return "5.1.1";
        }
        if (SOFT.matcher(text).find()) {
            return null;
        }
        Matcher code = CODE.matcher(text);
        return code.find() ? code.group(1).charAt(0) + ".0.0" : null;
    }

    private static @Nullable String recipient(HeaderBlock headers, String failed, String text) {
        Matcher stated = ADDRESS.matcher(failed);
        if (stated.find()) {
            return stated.group();
        }
        String ours = headers.text("to").toLowerCase(Locale.ROOT);
        Matcher address = ADDRESS.matcher(text);
        while (address.find()) {
            String found = address.group().toLowerCase(Locale.ROOT);
            if (!ours.contains(found) && !SENDER.matcher(found).find()) {
                return address.group();
            }
        }
        return null;
    }

    private static @Nullable String originalId(HeaderBlock headers, List<String> returned, String text, String other) {
        if (!returned.isEmpty()) {
            return returned.getFirst();
        }
        for (String place : List.of(other, text)) {
            Matcher id = MESSAGE_ID.matcher(StorableText.cut(place, LOOKED_AT));
            if (id.find()) {
                return id.group(1);
            }
        }
        List<String> referred = headers.messageIds("in-reply-to");
        return referred.isEmpty() ? null : referred.getFirst();
    }

    private static List<Map<String, String>> blocks(String part) {
        List<Map<String, String>> blocks = new ArrayList<>();
        Map<String, String> block = new LinkedHashMap<>();
        String last = "";
        for (String line : part.split("\n", 2000)) {
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                blocks.add(block);
                block = new LinkedHashMap<>();
            } else if (Character.isWhitespace(line.charAt(0)) && !last.isEmpty()) {
                block.computeIfPresent(last, (name, value) -> StorableText.cut(value + " " + line.strip(), 2000));
            } else if (colon > 0) {
                last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                block.putIfAbsent(last, line.substring(colon + 1).strip());
            }
        }
        blocks.add(block);
        return blocks;
    }
}

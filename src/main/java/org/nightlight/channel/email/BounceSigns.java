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
    /** In a report that does say what became of the mail. */
    private static final Pattern ACTION =
            Pattern.compile("(?im)^Action\\s{0,3}:\\s{0,10}(?:delivered|relayed|expanded)");

    private static final Pattern ADDRESS =
            Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}");
    private static final Pattern MESSAGE_ID =
            Pattern.compile("(?im)^[> \\t]{0,8}Message-ID:\\s{0,10}(<[^<>\\s]{1,990}>)");

    /** Where reports name the address that failed: alone on a line, before a colon, or as the receiver's server was asked. */
    private static final Pattern NAMED = Pattern.compile("(?im)(?:^[ \\t>*-]{0,12}<?(" + ADDRESS.pattern()
            + ")>?[ \\t]{0,4}(?::|\\.\\.\\.|$|, (?:error|status)|; failed)|(?:rcpt to|failed recipient|recipient|user)s?[: ]{1,3}<?("
            + ADDRESS.pattern() + "))");

    private static final Pattern HEADERS_AGAIN =
            Pattern.compile("(?im)^[ \\t>]{0,8}(?:received|return-path|message-id|from|x-[\\w-]{1,40}):.{0,2000}$");

    private static final Pattern SENDER = Pattern.compile(
            "(?i)(?:mailer-?daemon|_smtp_|mailserver|mail ?system|system administrator|imss@|postmaster|mail-?daemon|mdaemon|maildelivery|mail\\.?delivery|bounce|"
                    + "mail delivery (?:sub)?system|microsoftexchange[0-9a-f]{10,})");
    private static final Pattern SUBJECT = Pattern.compile(
            "(?iu)(?:undeliver(?:able|ed)|邮件传输失败|processing error|nameserver error|failed mail|邮件投递失败|系统退信|mail failed|returning (?:message |mail )?to sender|user unknown|automatically rejected|mail delivery warning|système de messagerie|non recensé|delivery (?:status notification|failure|failed|has failed|report|delayed|notification|problem|error|incomplete)|"
                    + "mail (?:delivery (?:failed|failure|system|error)|could not be delivered|system error|failure)|returned mail|message (?:undeliverable|delayed|status)|"
                    + "failure notice|failed (?:mail|delivery)|non[ -]?delivery|could not (?:send|deliver)|warning: (?:could not send|message)|nondeliverable|"
                    + "returned to sender|delayed mail|unzustellbar|nicht zugestellt|zustellung fehlgeschlagen|non remis|non distribu|échec de (?:la )?remise|"
                    + "no se (?:puede|pudo) entregar|no entregado|devuelto|non recapitabile|mancata consegna|onbestelbaar|niet bezorgd|não (?:entregue|é possível entregar)|"
                    + "kunde inte levereras|nie można dostarczyć|недоставлен|не удалось доставить|配信不能|配信できません|退信)");
    private static final Pattern SAYS_FAILED = Pattern.compile(
            "(?iu)(?:could ?n[o']t be delivered|could not deliver|(?:not|n[o']t) been delivered|attempting to deliver|no valid recipients|automatically rejected|failed (?:addresses|recipients?)|was postponed|been postponed|no such user|not a valid user|returned mail|无法投递|传输失败|不存在|was ?n[o']t delivered|delivery to the following|permanent(?:ly)? (?:error|failure|fatal|failed)|"
                    + "undeliverable|unable to deliver|not able to deliver|not be delivered|failed to deliver|qmail-send program|this message was created automatically by mail|"
                    + "delivery (?:has )?failed|transcript of session|following address(?:es)? (?:failed|had)|returned mail|konnte nicht zugestellt|n'a pas pu être|no se ha podido entregar|no pudo ser entregado)");
    private static final Pattern SOFT = Pattern.compile(
            "(?iu)(?:attempts will continue|continue to try|been postponed|full mailbox|mailbox (?:is )?(?:full|size limit|quota)|mailbox (?:size )?limit exceeded|inbox is full|over ?quota|quota (?:exceeded|full)|exceed(?:s|ed|ing)? (?:\\w+ ){0,4}(?:quota|storage)|"
                    + "insufficient (?:system )?(?:storage|disk)|out of storage|disk full|temporar(?:y|ily)|delayed|still (?:being )?(?:retried|trying)|will (?:be )?retr(?:y|ied)|will keep trying|try again later|"
                    + "timed? ?out|connection refused|greylist|deferred|too many (?:connections|messages)|rate limit|retry timeout|not yet been delivered|you do not need to (?:resend|do anything)|this is a warning|postfach (?:ist )?voll|boîte (?:aux lettres )?pleine|buzón (?:está )?lleno)");
    /** A full mailbox, whatever code it goes with: it may be emptied. */
    private static final Pattern FULL = Pattern.compile(
            "(?iu)(?:full mailbox|(?:mailbox|mailfolder|inbox|account|folder|disk) (?:is |'s )?(?:full|over)|exceed(?:s|ed|ing)? (?:\\w+ ){0,4}(?:quota|storage|allowed size|size limit|disk space)|over ?quota|"
                    + "quota (?:exceeded|full|exceed)|too much mail|out of storage|insufficient (?:system )?storage|postfach (?:ist )?voll|boîte (?:aux lettres )?pleine|buzón (?:está )?lleno)");

    private static final Pattern FINAL =
            Pattern.compile("(?i)permanent (?:fatal|failure|error)|fatal (?:delivery )?error");

    private static final Pattern ANSWERED = Pattern.compile("(?iu)^\\s{0,5}(?:re|aw|fwd?|wg|tr|rv|sv|antw|odp)\\s?:");

    private static final Pattern DELAY = Pattern.compile(
            "(?iu)(?:delayed|delay\\)|warning: (?:could|message|not)|still (?:being )?(?:retried|trying)|will keep trying|not yet been delivered|will (?:be )?retr(?:y|ied)|you do not need to (?:resend|do anything))");
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
            Bounce bounce = standard(part, headers, original, text);
            if (bounce.is()) {
                return bounce;
            }
        }
        if (statusParts.stream().anyMatch(part -> ACTION.matcher(part).find())) {
            return Bounce.NONE;
        }
        return byWording(headers, subject, StorableText.cut(text, LOOKED_AT), original, !returned.isEmpty());
    }

    private static Bounce standard(String part, HeaderBlock headers, @Nullable String original, String text) {
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
        return new Bounce(kind, status, recipient(chosen, headers, text), original, delayed);
    }

    private static @Nullable String recipient(Map<String, String> block, HeaderBlock headers, String text) {
        for (String field : List.of("final-recipient", "original-recipient")) {
            Matcher address = ADDRESS.matcher(block.getOrDefault(field, ""));
            if (address.find()) {
                return bare(address.group());
            }
        }
        return recipient(headers, "", StorableText.cut(text, LOOKED_AT));
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
        String said = diagnostic.isBlank() ? StorableText.cut(text, LOOKED_AT) : diagnostic;
        boolean full = FULL.matcher(said).find();
        if (status == null) {
            boolean lasting =
                    FINAL.matcher(said).find() || UNKNOWN.matcher(said).find();
            return full || SOFT.matcher(said).find() && !lasting ? Bounce.Kind.SOFT : Bounce.Kind.HARD;
        }
        boolean wrongAddress = status.startsWith("5.1.");
        boolean vague = status.equals("5.0.0")
                && SOFT.matcher(diagnostic).find()
                && !UNKNOWN.matcher(diagnostic).find();
        return status.startsWith("4")
                        || status.equals("5.2.2")
                        || status.equals("5.3.1")
                        || full && !wrongAddress
                        || vague
                ? Bounce.Kind.SOFT
                : Bounce.Kind.HARD;
    }

    private static Bounce byWording(
            HeaderBlock headers, String subject, String text, @Nullable String original, boolean returned) {
        String failed = headers.text("x-failed-recipients");
        if (failed.isEmpty() && !isSaid(headers, subject, text, returned)) {
            return Bounce.NONE;
        }
        String status = statusInText(text);
        boolean delayed = DELAY.matcher(subject).find()
                || DELAY.matcher(StorableText.cut(text, 2_000)).find();
        Bounce.Kind kind = delayed ? Bounce.Kind.SOFT : kind(status, "", text);
        return new Bounce(kind, status, recipient(headers, failed, text), original, delayed);
    }

    /** A mail system sent it and says so, or nobody but one would write so. */
    private static boolean isSaid(HeaderBlock headers, String subject, String text, boolean returned) {
        Automatic automatic = AutomaticSigns.of(headers, false, "");
        boolean system = SENDER.matcher(headers.text("from")).find()
                || headers.text("from").strip().endsWith("<>")
                || headers.text("return-path").replace(" ", "").equals("<>")
                || headers.text("return-path").toLowerCase(Locale.ROOT).contains("mailer-daemon");
        boolean titled = SUBJECT.matcher(subject).find();
        boolean says = SAYS_FAILED.matcher(text).find();
        boolean coded = CODE.matcher(text).find() || STATUS.matcher(text).find();
        boolean why =
                coded || FULL.matcher(text).find() || UNKNOWN.matcher(text).find();
        if (!automatic.certain()) {
            return false; // somebody's notice of absence
        }
        if (system) {
            return titled || says && (why || returned) || returned && why;
        }
        return titled
                        && says
                        && (coded || automatic.is())
                        && !ANSWERED.matcher(subject).find()
                || automatic.reason().startsWith("Auto-Submitted") && says && why;
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
        String report = HEADERS_AGAIN.matcher(text).replaceAll("");
        Matcher named = NAMED.matcher(report);
        while (named.find()) {
            String found = named.group(1) == null ? named.group(2) : named.group(1);
            if (isTheirs(found, ours)) {
                return bare(found);
            }
        }
        Matcher address = ADDRESS.matcher(report);
        while (address.find()) {
            if (isTheirs(address.group(), ours)) {
                return bare(address.group());
            }
        }
        return null;
    }

    private static boolean isTheirs(String address, String ours) {
        String found = address.toLowerCase(Locale.ROOT);
        return !ours.contains(found) && !SENDER.matcher(found).find();
    }

    private static String bare(String address) {
        return address.replaceFirst("(?i)^(?:['`]|smtp=|mailto=)", "");
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

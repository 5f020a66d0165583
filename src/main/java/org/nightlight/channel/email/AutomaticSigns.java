package org.nightlight.channel.email;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells whether a machine wrote a mail, by the headers of RFC 3834, RFC 2919 and custom, then by its subject. */
final class AutomaticSigns {
    private static final Pattern ABSENT =
            Pattern.compile("(?iu)^\\W{0,5}(?:(?:re|aw|fw|fwd|antw|sv|vs|odp)\\s?:\\s?)?\\W{0,5}(?:"
                    + "(?:automatic|automated|auto)[ -]?(?:reply|response|answer)|autoreply|autoresponse|out of (?:the )?office|i am out of (?:the )?office|"
                    + "on (?:vacation|annual leave|maternity leave|parental leave)|away from (?:my )?(?:mail|office|desk)|"
                    + "automatische antwort|automatisch(?:e|er)? (?:antwort|abwesenheit\\w*)|abwesenheitsnotiz|abwesenheitsnachricht|abwesend\\b|abwesenheit:|nicht im b[üu]ro|"
                    + "réponse automatique|reponse automatique|absence du bureau|absent du bureau|message d'absence|"
                    + "respuesta automática|respuesta automatica|fuera de (?:la )?oficina|ausente de la oficina|"
                    + "risposta automatica|fuori (?:sede|ufficio)|assente dall'ufficio|"
                    + "resposta automática|resposta automatica|ausência temporária|fora do escritório|"
                    + "automatisch antwoord|automatische beantwoording|afwezig(?:heid)?\\b|niet aanwezig|"
                    + "autosvar|automatiskt svar|automatisk svar|frånvaro|frånvarande|fravær|ikke til stede|automaattinen vastaus|poissa|"
                    + "automatyczna odpowiedź|odpowiedź automatyczna|autoodpowiedź|automatická odpověď|automatická odpoveď|"
                    + "automatikus válasz|răspuns automat|автоматический ответ|автоответ|otomatik yanıt|otomatik cevap|ofis dışında|"
                    + "自動返信|自動応答|不在通知|自动回复|自動回覆|자동 회신|부재중|αυτόματη απάντηση|câu trả lời tự động|trả lời tự động"
                    + ")");

    private static final Pattern ANSWER =
            Pattern.compile("(?iu)^\\W{0,5}(?:re|aw|antw|sv|vs|odp|ha|auto|res|rif|r)\\s?[:：]");

    /** Said in an answer's first lines, and said as a machine says it: that the mail cannot be read, and until when. */
    private static final Pattern AWAY = Pattern.compile("(?iu)(?:"
            + "(?:i am|i'm|i will be|we are) (?:currently |now )?(?:out of (?:the )?office|away from (?:my )?(?:office|desk|e-?mail)|on (?:annual |maternity |parental |sick )?leave)|"
            + "thank you for your (?:e-?mail|message)[.!,][^\\n]{0,60}\\n{0,2}[^\\n]{0,20}(?:out of (?:the )?office|on leave|away until)|"
            + "ich bin (?:derzeit |zur ?zeit |momentan |ab \\S{1,20} )?(?:nicht im (?:b[üu]ro|haus)|abwesend|im urlaub|nicht erreichbar)|"
            + "je suis (?:actuellement )?(?:absente?|en congés?|en vacances)\\b|"
            + "estoy fuera de la oficina|estaré fuera de la oficina|me encuentro fuera de la oficina|"
            + "sono (?:attualmente |momentaneamente )?(?:fuori (?:ufficio|sede)|assente|in ferie)\\b|"
            + "estou (?:ausente|fora do escritório|de férias)\\b|estarei ausente|"
            + "ik ben (?:momenteel |tot [^.\\n]{1,30} )?(?:niet op kantoor|afwezig|met vakantie|niet aanwezig)|"
            + "jag är (?:inte på kontoret|för närvarande|på semester|ledig)|jeg er (?:ikke på kontoret|ikke til stede|på ferie|for tiden)|"
            + "jestem (?:obecnie )?(?:nieobecn[ay]|na urlopie|poza biurem)|przebywam na urlopie|"
            + "(?:я|меня) (?:сейчас )?(?:в отпуске|нет на месте|не будет|отсутствую)|"
            + "(?:不在|休暇)(?:に|と|を|中)[^\\n]{0,30}(?:ご連絡|返信|対応))");

    private static final List<String> REPLY_HEADERS =
            List.of("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply-from", "x-mail-autoreply");

    private AutomaticSigns() {}

    static Automatic of(HeaderBlock headers, boolean deliveryReport, String text) {
        if (deliveryReport) {
            return certain("delivery report");
        }
        String submitted = headers.value("auto-submitted");
        if (!submitted.isEmpty() && !submitted.equals("no")) {
            return certain("Auto-Submitted: " + submitted);
        }
        String suppress = headers.text("x-auto-response-suppress");
        if (!suppress.isEmpty() && !suppress.equalsIgnoreCase("none")) {
            return certain("X-Auto-Response-Suppress: " + StorableText.cut(suppress, 80));
        }
        String precedence = headers.value("precedence").replace("-", "_");
        if (List.of("bulk", "list", "junk", "auto_reply").contains(precedence)) {
            return certain("Precedence: " + precedence);
        }
        if (headers.has("list-id")) {
            return certain("List-Id");
        }
        if (headers.has("list-unsubscribe")) {
            return certain("List-Unsubscribe");
        }
        for (String header : REPLY_HEADERS) {
            String value = headers.value(header);
            if (!value.isEmpty() && !value.equals("no") && !value.equals("false")) {
                return certain(header);
            }
        }
        if (headers.has("return-path")
                && headers.text("return-path").replace(" ", "").equals("<>")) {
            return certain("empty Return-Path");
        }
        return bySenderOrWords(headers, text);
    }

    private static Automatic bySenderOrWords(HeaderBlock headers, String text) {
        String from = headers.text("from").toLowerCase(Locale.ROOT);
        if (from.contains("mailer-daemon@") || from.contains("<>")) {
            return certain("sent by a mail system");
        }
        if (headers.value("content-type").equals("multipart/report")) {
            return certain("report of a mail system");
        }
        String subject = headers.text("subject");
        if (ABSENT.matcher(subject).find()) {
            return new Automatic(true, "subject of an absence notice", false);
        }
        boolean answer = ANSWER.matcher(subject).find() && (headers.has("in-reply-to") || headers.has("references"));
        return answer && AWAY.matcher(StorableText.cut(text.strip(), 600)).find()
                ? new Automatic(true, "words of an absence notice", false)
                : Automatic.NO;
    }

    private static Automatic certain(String reason) {
        return new Automatic(true, reason, true);
    }
}

package org.nightlight.channel.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How mail programs, in the languages that our customers most write, announce what they quote, and how people sign off. */
final class QuoteSigns {
    /** The longest piece of a line that is looked at; what follows is never a sign. */
    private static final int LOOKED_AT = 400;

    private static final String WROTE =
            "wrote|writes|schrieb|geschrieben|a écrit|ha scritto|escribió|escribio|escrito|escreveu|"
                    + "schreef|geschreven|skrev|skrifaði|kirjoitti|napisał|napisała|napisał\\(a\\)|napisana przez|napsal|napsala|napsal\\(a\\)|"
                    + "napísal|írta|ezt írta|a scris|написал|написала|написал\\(а\\)|пишет|написав|написа|yazdı|şunu yazdı|έγραψε|"
                    + "viết|đã viết|menulis|a crit|napisao|kirjutas|rašė|rakstīja|כתב|כתבה|كتب|يكتب";

    private static final Pattern ATTRIBUTION_END =
            Pattern.compile("(?iuU)(?:\\b|\\s|>|\\))(?:" + WROTE + ")\\b?\\)?(?:[^:：\\n]{0,120})[:：]\\s{0,5}$");

    private static final Pattern ATTRIBUTION_START = Pattern.compile(
            "(?iuU)^\\s{0,8}(?:[-_*]{1,10}\\s{0,3})?(?:on|am|le|il|el|em|op|den|dne|dnia|w dniu|kl\\.|på|på kl\\.|pada|a|at|în data|"
                    + "vào|tarihinde|στις|em|no dia|Στις|в|ср|пн|вт|чт|пт|сб|вс|W dniu|на|пише|mån|tis|ons|tors|fre|lör|sön|ma|ti|ke|"
                    + "to|pe|la|su|hétfő|kedd|szerda|në)\\b.{3,}");

    /** {@code 2026. 03. 01. 10:12 …, Anna a következőt írta:}: the day first, then the time, and no address. */
    private static final Pattern DAY_FIRST = Pattern.compile(
            "(?u)^\\s{0,8}(?=[^\\n]{0,40}(?:19|20)\\d{2}(?!\\d))\\d{1,4}\\s?[-/. ][^\\n]{3,40}\\d{1,2}[:.]\\d{2}.{3,}");

    /** {@code 2024-03-01 10:12 GMT+01:00 Ann <ann@…>:} and {@code 2024年3月1日 …:}, with no verb at all. */
    private static final Pattern DATED = Pattern.compile(
            "(?u)^\\s{0,8}\\d{4}\\s?[-/.年]\\s?\\d{1,2}\\s?[-/.月]\\s?\\d{1,2}.{0,120}[<＜(\\[].{1,80}@.{1,80}[>＞)\\]].{0,40}$");

    /** With no verb in whatever language: a day and a time, and an address in brackets right before the colon. */
    private static final Pattern TIMED_ADDRESS = Pattern.compile(
            "(?u)^\\s{0,8}(?=[^\\n]{0,160}\\d{1,2}[:.]\\d{2})(?=[^\\n]{0,160}\\d{4})[^\\n:]{0,60}[\\d:.]{1,8}[^\\n]{0,200}[<(][^<>()\\s]{1,120}@[^<>()\\s]{1,120}[>)]\\s{0,3}[:：]\\s{0,5}$");

    /** {@code ---- Ann wrote ----} and {@code On Mon, 2 Mar 2026 10:15:00 Ann <ann@…> wrote}, which end without a colon. */
    private static final Pattern NO_COLON = Pattern.compile("(?iu)^\\s{0,8}(?:-{2,10}[^\\n]{2,120}\\s(?:" + WROTE
            + ")\\s?-{2,10}|on [^\\n]{0,80}\\d[^\\n]{0,120}<[^<>\\s]{1,120}@[^<>\\s]{1,120}> (?:" + WROTE
            + "))\\s{0,5}$");

    private static final List<String> TOLD = Stream.concat(
                    Stream.of(WROTE.split("\\|")), Stream.of("写道", "寫道", "のメール", "さんは書きました", "작성"))
            .map(word -> word.replace("\\(", "(").replace("\\)", ")"))
            .toList();

    private static final Pattern CJK_WROTE =
            Pattern.compile("(?u)^.{0,160}(?:写道|寫道|のメール|さんは書きました|님이 작성|작성)\\s{0,3}[:：]?\\s{0,5}$");

    /** {@code Ann <ann@example.org> schrieb am …:}: name first. */
    private static final Pattern NAME_FIRST = Pattern.compile(
            "(?iuU)^\\s{0,8}[^:\\n]{2,120}\\s(?:" + WROTE + ")\\b[^\\n]{0,120}\\d[^\\n]{0,80}[:：]\\s{0,5}$");

    private static final String FROM =
            "from|von|de|da|van|från|fra|lähettäjä|od|от|kimden|feladó|gönderen|差出人|发件人|寄件者|보낸 사람|από|expéditeur|من|מאת";

    private static final Pattern SEPARATOR = Pattern.compile("(?iu)^\\s{0,8}>?\\s{0,3}[-_=*]{2,40}\\s{0,5}(?:"
            + "original message|original appointment|reply message|reply to message|forwarded message|forwarded by .{1,80}|"
            + "ursprüngliche nachricht|ursprüngliche mail|originalnachricht|original-nachricht|weitergeleitete nachricht|weitergeleitete mail|"
            + "message d'origine|message d’origine|message original|message transféré|message initial|"
            + "mensaje original|mensaje reenviado|mensagem original|mensagem encaminhada|"
            + "messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|originele bericht|"
            + "antwort nachricht|ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande|oprindelig meddelelse|oprindelig besked|videresendt besked|videresendt meddelelse|"
            + "opprinnelig melding|alkuperäinen viesti|välitetty viesti|wiadomość oryginalna|oryginalna wiadomość|"
            + "původní zpráva|eredeti üzenet|mesaj original|исходное сообщение|оригинальное сообщение|пересылаемое сообщение|"
            + "orijinal mesaj|özgün ileti|元のメッセージ|原始邮件|原始郵件|转发的邮件|원본 메시지|원본 메일"
            + ")\\s{0,5}(?:[-_=*]{0,40}|[-_=*]{2,40}\\s{0,5}(?:" + FROM + ")\\s{0,3}[:：].{0,300})\\s{0,5}$");

    private static final Pattern FORWARD_BEGINS = Pattern.compile(
            "(?iu)^\\s{0,8}(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:réexpédié|transféré)|"
                    + "inicio del mensaje reenviado|inizio messaggio inoltrato|begin doorgestuurd bericht|vidarebefordrat brev|original message processed by .{2,30})\\s{0,3}:?\\s{0,5}$");

    private static final Pattern FROM_LINE = Pattern.compile(
            "(?iu)^\\s{0,8}[*_]{0,2}\\s{0,2}(?:" + FROM + ")\\s{0,3}[*_]{0,2}[:：][*_]{0,2}\\s{0,5}\\S.{0,300}$");
    private static final Pattern HEAD_LINE = Pattern.compile(
            "(?iu)^\\s{0,8}[*_]{0,2}\\s{0,2}(?:sent|date|dato|to|cc|subject|reply-to|"
                    + "gesendet|datum|an|kopie|betreff|envoyé|envoye|envoyé le|à|objet|cc|enviado|enviado el|enviado em|enviada em|fecha|para|asunto|data|assunto|"
                    + "inviato|oggetto|a|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|lähetetty|vastaanottaja|aihe|päivämäärä|"
                    + "wysłano|do|temat|odesláno|komu|předmět|elküldve|címzett|tárgy|отправлено|кому|тема|дата|gönderildi|kime|konu|tarih|"
                    + "送信日時|宛先|件名|发送时间|收件人|主题|日期|傳送時間|收件者|主旨|보낸 날짜|받는 사람|제목|تم الإرسال|أرسلت|التاريخ|إلى|الموضوع|נשלח|אל|נושא|importance|priority)\\s{0,3}[*_]{0,2}[:：].{0,400}$");

    private static final Pattern SENT_FROM = Pattern.compile(
            "(?iu)^\\s{0,8}[*_]{0,2}(?:sent (?:from|via|with|using) (?:my |a |the |an )?[^.!?]{2,60}|"
                    + "get outlook for .{2,40}|outlook für .{2,20} (?:beziehen|herunterladen|holen)|télécharger outlook pour .{2,20}|obtener outlook para .{2,20}|obter o outlook para .{2,20}|"
                    + "scarica outlook per .{2,20}|outlook voor .{2,20} downloaden|hämta outlook för .{2,20}|hent outlook til .{2,20}|pobierz program outlook dla .{2,20}|download .{2,40} for .{2,30}|sent from (?:yahoo|mail|outlook|proton).{0,60}|"
                    + "(?:von|gesendet von|gesendet mit|diese nachricht wurde von) (?:meinem |mein |der |unterwegs).{0,80}(?:gesendet|geschickt)?|"
                    + "gesendet (?:von|mit|aus|über) .{2,60}|envoyé (?:de|depuis|à partir de|avec) .{2,60}|enviado (?:desde|do|a partir do|de|con|com) .{2,60}|"
                    + "inviato (?:da|dal|con) .{2,60}|(?:verstuurd|verzonden) (?:vanaf|vanuit|met|via) .{2,60}|skickat från .{2,60}|"
                    + "sendt fra .{2,60}|lähetetty .{2,60}|wysłane z .{2,60}|wysłano z .{2,60}|отправлено (?:с|из) .{2,60}|"
                    + "az .{2,40}(?:ról|ről|ból|ből) küldve|trimis (?:de pe|din|de la) .{2,60}|στάλθηκε από .{2,60}|(?:odoslané|odesláno|poslano|poslato) (?:z|ze|zo|s|sa) .{2,60}|надіслано з .{2,60}|изпратено от .{2,60}|أُ?رسلت? من .{2,60}|נשלח מ.{2,60}|"
                    + "iphone'umdan gönderildi|.{2,40}'?(?:imden|umdan|dan|den) gönderildi|iphoneから送信|发自我的.{2,40}|從我的.{2,40}傳送|나의 .{2,40}에서 보냄)[.!]?\\s{0,5}[*_]{0,2}$");

    /** A verb, a person or a reason: "Sent from my room because he took my phone" is told, not put there by a program. */
    private static final Pattern TELLS = Pattern.compile(
            "(?iuU)\\b(?:is|was|because|but|he|she|they|you|weil|ist|war|aber|denn|ich|er|sie|parce|mais|je|elle|porque|pero|yo|"
                    + "perché|però|omdat|maar|ik|hij|zij|mas|för att|eftersom|fordi|men|jag|jeg|han|hon|hun|koska|mutta|bo|ponieważ|ale|"
                    + "protože|mert|потому|но)\\b");

    private static final Pattern LINKED = Pattern.compile("\\s{0,3}<https?://[^<>\\s]{1,120}>\\s{0,3}$");

    private static final Pattern RULE =
            Pattern.compile("^\\s{0,4}(?:--|[—–―─]{1,60}|__{1,60}|---{1,60}|={3,60}|\\*{3,60}|~{3,60})\\s{0,4}$");

    private static final Pattern DISCLAIMER = Pattern.compile(
            "(?iu)^\\s{0,8}[*_]{0,2}(?:(?:this|the) (?:e-?mail|message|communication|information (?:contained|transmitted))[^\\n]{0,160}(?:confidential|intended|privileged)|"
                    + "confidentiality (?:notice|note)|disclaimer\\b|important notice:|diese e-?mail (?:enthält|und|kann)|"
                    + "ce (?:message|courriel|mail)[^\\n]{0,100}(?:confidentiel|destin)|este (?:mensaje|correo|e-?mail)[^\\n]{0,100}(?:confidencial|dirigid)|"
                    + "esta mensagem[^\\n]{0,100}(?:confidencia|destin)|questo messaggio[^\\n]{0,100}(?:riservat|confidenzial|destin)|"
                    + "dit bericht[^\\n]{0,100}(?:vertrouwelijk|bestemd)|please consider the environment|virus-free\\. www|"
                    + "you received this message because you are subscribed).{0,2000}$");

    private static final Pattern GLUED = Pattern.compile(
            "(.{0,200}?[^\\s-])[ -]{1,6}(On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}, .{8,160} wrote:)");

    private static final Pattern ADDRESS_OR_YEAR = Pattern.compile("\\S@\\S|(?:19|20)\\d{2}(?!\\d)|年");

    private static final Pattern TIME_OR_ADDRESS = Pattern.compile("\\d{1,2}[:.h]\\d{2}|\\S@\\S");

    private QuoteSigns() {}

    /** The lines, with an attribution that some program put behind the last words on a line of its own. */
    static List<String> withLeadsApart(String[] lines) {
        List<String> apart = new ArrayList<>(lines.length);
        for (String line : lines) {
            Matcher glued = line.endsWith("wrote:") && line.length() < LOOKED_AT ? GLUED.matcher(line) : null;
            if (glued != null && glued.matches()) {
                apart.add(glued.group(1));
                apart.add(glued.group(2));
            } else {
                apart.add(line);
            }
        }
        return apart;
    }

    static boolean isQuoted(String line) {
        String bare = line.stripLeading();
        return bare.startsWith(">") || bare.startsWith("|>") || (bare.startsWith("&gt;"));
    }

    /** Whether these one to four lines, joined, say who wrote what follows. */
    static boolean isAttribution(List<String> lines) {
        String joined = joined(lines);
        if (joined.length() < 8 || joined.length() > 380) {
            return false;
        }
        if (NO_COLON.matcher(joined).matches()) {
            return true;
        }
        char last = joined.charAt(joined.length() - 1);
        if (last != ':' && last != '：' && last < '\u3000' && !Character.isDigit(joined.charAt(0))) {
            return false;
        }
        // Plain look-ups first: the patterns below are slow on lines that only nearly match
        if (!joined.contains("@") && TOLD.stream().noneMatch(joined.toLowerCase(Locale.ROOT)::contains)) {
            return false;
        }
        boolean ends = ATTRIBUTION_END.matcher(joined).find();
        boolean dated = joined.chars().anyMatch(Character::isDigit) || joined.contains("@");
        return (ends && dated && ATTRIBUTION_START.matcher(joined).find())
                || (ends && DAY_FIRST.matcher(joined).matches())
                || (lines.size() <= 2 && NAME_FIRST.matcher(joined).matches())
                || (ends && joined.contains("@") && lines.size() <= 2)
                || DATED.matcher(joined).matches()
                || (last == ':' && TIMED_ADDRESS.matcher(joined).matches())
                || (dated && CJK_WROTE.matcher(joined).matches());
    }

    /** An attribution from its first word on, not only the tail of a wrapped one. */
    static boolean isWholeAttribution(List<String> lines) {
        String joined = joined(lines);
        return isAttribution(lines)
                && (ATTRIBUTION_START.matcher(joined).find()
                        || DAY_FIRST.matcher(joined).matches()
                        || NAME_FIRST.matcher(joined).matches()
                        || NO_COLON.matcher(joined).matches()
                        || TIMED_ADDRESS.matcher(joined).matches()
                        || CJK_WROTE.matcher(joined).matches());
    }

    /** As one line; the "mailto:" that some programs put into an address holds the colon that would end the attribution. */
    private static String joined(List<String> lines) {
        return seen(String.join(" ", lines).replace("<mailto:", "<").strip());
    }

    static boolean isColonEnded(String line) {
        String bare = line.strip();
        return bare.endsWith(":") || bare.endsWith("：");
    }

    /** A link, or the rest of one, that some program broke out of a quoted line. */
    static boolean isLinkAlone(String line) {
        String bare = line.strip().replaceFirst("\\s{0,3}>$", "");
        return bare.length() < 300
                && bare.indexOf(' ') < 0
                && (bare.contains("://") || bare.contains("=") || bare.endsWith(")"));
    }

    /** Whether the second line is the rest of the first: a full line that stops in the middle of a sentence, and a shorter one. */
    static boolean isWrapped(String line, String next) {
        String full = line.stripTrailing();
        String rest = next.strip();
        if (full.isEmpty()
                || rest.isEmpty()
                || rest.length() >= full.length()
                || ".?!:…。？！：".indexOf(full.charAt(full.length() - 1)) >= 0) {
            return false;
        }
        int space = rest.indexOf(' ');
        return full.length() > 55 && full.length() + 1 + (space < 0 ? rest.length() : space) > 70;
    }

    /** "From:" with an address, and right below it a day and a time. */
    static boolean isDatedSender(List<String> lines, int at) {
        return at + 1 < lines.size()
                && isFromLine(lines.get(at))
                && isHeadLine(lines.get(at + 1))
                && lines.get(at).contains("@")
                && ADDRESS_OR_YEAR.matcher(seen(lines.get(at + 1))).find()
                && TIME_OR_ADDRESS.matcher(seen(lines.get(at + 1))).find();
    }

    /** Names an address or a year, as programs do and people who tell of what somebody wrote do not. */
    static boolean isProgramsLead(String lead) {
        return ADDRESS_OR_YEAR.matcher(seen(lead)).find();
    }

    /** Holds a time of day or an address. */
    static boolean isDated(String line) {
        return TIME_OR_ADDRESS.matcher(seen(line)).find();
    }

    static boolean isSeparator(String line) {
        return SEPARATOR.matcher(seen(line)).matches()
                || FORWARD_BEGINS.matcher(seen(line)).matches();
    }

    static boolean isFromLine(String line) {
        return FROM_LINE.matcher(seen(line)).matches();
    }

    static boolean isHeadLine(String line) {
        return HEAD_LINE.matcher(seen(line)).matches();
    }

    static boolean isSentFrom(String line) {
        return line.length() < 160
                && !TELLS.matcher(line).find()
                && SENT_FROM.matcher(LINKED.matcher(line).replaceFirst("")).matches();
    }

    static boolean isRule(String line) {
        return RULE.matcher(seen(line)).matches();
    }

    static boolean isDisclaimer(String line) {
        return DISCLAIMER.matcher(seen(line)).matches();
    }

    private static String seen(String line) {
        return line.length() > LOOKED_AT ? line.substring(0, LOOKED_AT) : line;
    }
}

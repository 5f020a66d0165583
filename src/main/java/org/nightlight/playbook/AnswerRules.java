package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.regex.Pattern;

/** The words that an answer to a child must not have, and what to write instead. */
final class AnswerRules {
    /**
     * @param kept honest or kind ways to say what would else be found, such as "we can't keep it only between us"
     * @param words what is found in the rest
     */
    record Rule(Pattern kept, Pattern words, Instead advice) {
        String instead() {
            return say(advice.english(), advice.spanish());
        }

        String without(String text) {
            return kept.matcher(text).replaceAll(" … ");
        }
    }

    private record Instead(String english, String spanish) {}

    private static final String NOTHING = "(?!)";

    private static final Instead SECRECY = new Instead(
            "an answer promises nothing and no secrecy. Say that some people have to know",
            "una respuesta no promete nada, ni secreto. Di que algunas personas tienen que saberlo");
    private static final Instead PROBING = new Instead(
            "an answer does not ask for details or reasons. Leave it out",
            "una respuesta no pide detalles ni razones. Quítalo");
    private static final Instead METHOD = new Instead(
            "an answer names no harm and no way to do it. Say that it sounds hard",
            "una respuesta no nombra ningún daño ni la forma de hacerlo. Di que suena difícil");
    private static final Instead BLAME = new Instead(
            "an answer blames and judges nobody. Say that it is not the child's fault",
            "una respuesta no culpa ni juzga a nadie. Di que no es culpa del niño o niña");
    private static final Instead OUTCOME = new Instead(
            "nobody knows how it will end. Say what people here do next",
            "nadie sabe cómo termina. Di qué hacen ahora las personas de aquí");
    private static final Instead HOME = new Instead(
            "whoever is meant may be the one who does harm. An answer names nobody and sends the child to "
                    + "nobody at home; point to the help card",
            "esa persona puede ser quien hace daño. Una respuesta no nombra a nadie ni manda al niño o "
                    + "niña con nadie de casa; señala la tarjeta de ayuda");
    private static final Instead CLINICAL =
            new Instead("use a word that a child of eight uses", "usa una palabra que usa un niño o niña de ocho años");
    private static final Instead OFFICE = new Instead(
            "an answer never names a report, an agency or who looks into it. Say that some people who "
                    + "help have to know",
            "una respuesta nunca nombra una denuncia, una agencia ni a quien lo investiga. Di que algunas "
                    + "personas que ayudan tienen que saberlo");

    static final List<Rule> ALL = List.of(
            rule(
                    "(?:can't|cannot|can not) keep (?:it|this|that)(?: only| just)? (?:between us|(?:a )?secret)",
                    "secrets?|between (?:you and me|us)|(?:won't|will not|never|not) tell|no(?:body| one)(?: else)? "
                            + "(?:will|has to|needs to|can) (?:know|hear)|confidential(?:ly)?|promis(?:e|es|ed)|swear",
                    SECRECY),
            rule(
                    "no (?:lo )?podemos (?:guardar(?:lo| esto)? (?:solo )?entre nosotros|callar)",
                    "secretos?|entre (?:nosotros|tú y yo)|no (?:se )?lo (?:diré|diremos|contaré|contaremos|vamos a "
                            + "(?:decir|contar))|nadie (?:más )?(?:lo )?(?:sabrá|va a saber)|confidencial(?:es|mente)?"
                            + "|promet\\w*|prometo|juro|juramos",
                    SECRECY),
            rule(
                    NOTHING,
                    "why|what (?:did|do|does|has|have|is|was|happened)|how "
                            + "(?:many|often|long|much|old)|who (?:did|does|"
                            + "is|was|has)|when (?:did|was)|where (?:did|is|was|are)|describe|details?|tell (?:us|me) "
                            + "(?:more|what|who|when|where|how|why|about|everything|exactly)|(?:send|show|give) (?:us|me)"
                            + "|(?:photo|picture|pic|image|screenshot|video)s?|proof",
                    PROBING),
            rule(
                    NOTHING,
                    "por qué|cuánt[oa]s?|cuándo|dónde|quién fue|quiénes|qué (?:pasó|hizo|te hizo|te hicieron)|describe|"
                            + "descríbe\\w*|detalles?|cuéntanos (?:más|qué|cómo)|dinos "
                            + "(?:más|qué|quién|cuándo|dónde|cómo)"
                            + "|(?:manda|envía|mándanos|envíanos)|fotos?|imágenes|imagen|capturas?|vídeos?|videos?|pruebas?",
                    PROBING),
            rule(
                    NOTHING,
                    "kill\\w*|die|dies|died|dying|dead|death|cut|cuts|cutting|hang|hanged|hanging|pills?|overdos\\w*|"
                            + "knife|knives|guns?|shoot\\w*|razors?|blades?|ropes?|jump\\w*|poison\\w*|drown\\w*|"
                            + "suffocat\\w*|chok\\w*|bleach\\w*|burn\\w*|nooses?|blood\\w*|bleed\\w*|weapons?|"
                            + "(?:hurt|harm|hurting|harming) yourself|naked|nudes?|sex\\w*|touch\\w*|rap(?:e|ed)",
                    METHOD),
            rule(
                    NOTHING,
                    "mat(?:ar|arte|arme|as|ó)|mor(?:ir|irte|iste)|muert[eoa]s?|suicid\\w*|cort(?:ar|arte|es|as|e)|"
                            + "ahorc\\w*|pastillas?|sobredosis|cuchillos?|pistolas?|navajas?|cuchillas?|sogas?|saltar|"
                            + "venen\\w*|ahog\\w*|lejía|quem\\w*|sangr\\w*|armas?|hacerte "
                            + "daño|desnud\\w*|sexo|sexual\\w*|"
                            + "toc(?:ar|arte|ó|a)|viol(?:ar|ó|ación)",
                    METHOD),
            rule(
                    "(?:not|isn't|wasn't|never) (?:your|a child's) fault|none of (?:it|this|that) (?:is|was) your fault"
                            + "|not to blame|no one's fault",
                    "fault|you should(?:n't| not)? have|you shouldn't|you could have|you (?:made|let|caused|started|"
                            + "deserve\\w*)|you were wrong|asham\\w*|shame|blame\\w*|naughty|bad "
                            + "(?:kid|child|boy|girl|man|"
                            + "woman|person|people|guys?)|l(?:ie|ies|ied|ying|iars?)|monsters?|evil|disgusting|criminals?|"
                            + "pervert\\w*|creeps?|shock(?:ed|ing)|horrible|terrible",
                    BLAME),
            rule(
                    "no (?:es|fue|ha sido) (?:por )?(?:tu )?culpa(?: tuya)?|no (?:tienes|tuviste) (?:la "
                            + "|ninguna )?culpa"
                            + "|sin culpa",
                    "culpas?|culpable|deberías haber|debiste|tendrías que haber|tú (?:lo "
                            + ")?(?:hiciste|dejaste|causaste)|"
                            + "te lo (?:mereces|buscaste)|vergüenza|mal(?:o|a) (?:niño|niña|persona|hombre|mujer)|"
                            + "mentir\\w*|mientes|monstruos?|criminal\\w*|asqueros\\w*|horribles?|terribles?",
                    BLAME),
            rule(
                    NOTHING,
                    "everything(?: will|'ll| is going to)|(?:it|this|that|things?)(?: will|'ll| is going to| are going "
                            + "to) (?:all )?(?:be|get|stop|end|pass|go away|never)|(?:we|i)(?: will|'ll| "
                            + "are going to|'re "
                            + "going to| can) (?:stop|fix|save|rescue|protect|end|make sure|keep you|get you|solve)|you"
                            + "(?: will|'ll| are going to|'re going to) be|guarantee\\w*|never happen "
                            + "again|no(?:body| one)"
                            + " will|punish\\w*|jail|prison",
                    OUTCOME),
            rule(
                    NOTHING,
                    "todo (?:va a (?:estar|salir|ir)|estará|saldrá|irá)|(?:esto |eso )?(?:va a|van a) (?:mejorar|parar|"
                            + "acabar|terminar|pasar)|mejorará|parará|acabará|(?:te |lo )?(?:salvaremos|protegeremos|"
                            + "arreglaremos|pararemos|solucionaremos|vamos a (?:salvar|proteger|arreglar|parar|"
                            + "solucionar)\\w*)|estarás (?:a salvo|bien)|vas a estar|garanti\\w*|no volverá "
                            + "a|nunca más|"
                            + "nadie te (?:va a|hará|tocará)|castig\\w*|cárcel",
                    OUTCOME),
            rule(
                    NOTHING,
                    "parents?|mom|moms|mommy|mum|mums|mummy|mother\\w*|dad|dads|daddy|father\\w*|guardians?|step\\w+|"
                            + "famil(?:y|ies)|uncles?|aunts?|aunties?|grand(?:ma|pa|mother|father|parents?)s?|brothers?|"
                            + "sisters?|cousins?|boyfriend|girlfriend|babysitter|coach|(?:at|go|went) home",
                    HOME),
            rule(
                    NOTHING,
                    "padres?|madres?|mamá|mama|mami|papá|papa|papi|tutor(?:a|es|as)?|padrastro|madrastra|familia\\w*|"
                            + "tí[oa]s?|abuel[oa]s?|herman[oa]s?|prim[oa]s?|novi[oa]|niñera|entrenador(?:a)?|en (?:tu )?casa"
                            + "|a (?:tu )?casa",
                    HOME),
            rule(
                    NOTHING,
                    "suicid\\w*|self[- ]?harm\\w*|self[- ]?injur\\w*|depress\\w*|anxi\\w*|disorders?|diagnos\\w*|"
                            + "symptoms?|trauma\\w*|therap\\w*|psych\\w*|clinical\\w*|mental\\w*|ideation|abus\\w*|"
                            + "assault\\w*|molest\\w*|perpetrat\\w*|victims?|offend\\w*|disclos\\w*|incidents?|"
                            + "counsel\\w*|crisis|neglect\\w*",
                    CLINICAL),
            rule(
                    NOTHING,
                    "autolesi\\w*|depresi\\w*|deprimid\\w*|ansiedad|trastornos?|diagn\\w*|síntomas?|traum\\w*|terap\\w*|"
                            + "psic\\w*|psiq\\w*|clínic\\w*|mental\\w*|abus\\w*|agres\\w*|maltrat\\w*|víctimas?|incidentes?|"
                            + "crisis|negligen\\w*",
                    CLINICAL),
            rule(
                    NOTHING,
                    "report\\w*|police\\w*|agenc(?:y|ies)|authorit\\w*|investigat\\w*|child protect\\w*|cps|social "
                            + "(?:work\\w*|services?)|court\\w*|judges?|lawyers?|safety "
                            + "(?:team|officer)|(?:your|this|the) "
                            + "case|cybertip\\w*|ncmec",
                    OFFICE),
            rule(
                    NOTHING,
                    "denunci\\w*|report\\w*|policía\\w*|agencias?|autoridad\\w*|investig\\w*|protección de menores|"
                            + "trabajador(?:a|es)? social\\w*|servicios "
                            + "sociales|tribunal\\w*|juez\\w*|abogad\\w*|(?:tu|este|"
                            + "el) caso|equipo de seguridad",
                    OFFICE));

    private AnswerRules() {}

    private static Rule rule(String kept, String words, Instead instead) {
        // Typed without its accent a word is the same; but "quien" and "donde" ask only with one.
        String found = instead.equals(PROBING) ? words : unaccented(words);
        return new Rule(
                pattern(unaccented(kept)), pattern("(?<![\\p{L}\\d'])(?:" + found + ")(?![\\p{L}\\d])"), instead);
    }

    private static String unaccented(String words) {
        return words.replace("á", "[áa]")
                .replace("é", "[ée]")
                .replace("í", "[íi]")
                .replace("ó", "[óo]")
                .replace("ú", "[úu]");
    }

    /** For text in lower case. */
    private static Pattern pattern(String words) {
        return Pattern.compile(words.replace("\\w", "\\p{L}"));
    }
}

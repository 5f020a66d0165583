package org.nightlight.privacy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Postal addresses: a street with its number, a box, a town with its code; and whatever of one address follows the other. */
final class Addresses {
    private static final String W = "[\\p{L}][\\p{L}'’.-]{0,24}";
    private static final String ORDINAL = "\\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)";
    /** Endings that are streets and little else. */
    private static final String SURE =
            "street|str\\.|st\\.?|avenue|ave\\.?|av\\.|road|rd\\.?|lane|ln\\.?|drive|dr\\.?|boulevard|blvd\\.?|terrace|ter\\.?"
                    + "|parkway|pkwy\\.?|highway|hwy\\.?|crescent|cres\\.?|mews|trail|trl\\.?|alley|turnpike|expressway|freeway|quay|esplanade|parade|pde\\.?|crossing|bypass"
                    + "|causeway|gardens|gdns\\.?|grove|cul-de-sac";
    /** Endings that are words of every day too: the street's name must begin with a capital letter. */
    private static final String CAPITAL =
            "Court|Ct\\.?|Place|Pl\\.?|Way|Circle|Cir\\.?|Square|Sq\\.?|Close|Cl\\.?|Row|Walk|Hill|Rise|View|Park|Loop|Pike|Run|Path|Green|Vale|Gate"
                    + "|Heights|Hts\\.?|Ridge|Point|Pt\\.?|Plaza|Bend|Cove|Glen|Landing|Manor|Meadows?|Mill|Wharf|Yard|Chase|Croft|Drift|Fields?|Lea|Bank|Bridge|Commons?|Creek|Estates?|Fold|Garth"
                    + "|Hollow|Island|Junction|Key|Lakes?|Orchard|Oval|Pass|Passage|Spur|Strand|Trace|Valley|Villas?|Village|Vista|Wood|Woods|Wynd|Broadway|Embankment|Knoll|Springs?|Summit|Boardwalk|Cottages|Mall|End|Side|Brow|Dale|Down|Downs|Broadwalk";

    private static final String TURN =
            "(?:[,.]? ?(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West|Northeast|Northwest|Southeast|Southwest)(?![\\p{L}\\p{N}])\\.?)?";
    private static final String NUMBER =
            "(?<![\\p{L}\\p{N}.,$€£#/-])(?:No\\.? ?)?\\d{1,6}(?: ?½| 1/2)?(?:-?[A-Za-z](?![\\p{L}]))?(?:[-/–]\\d{1,5}[A-Za-z]?)?,? ";

    private static final Pattern STREET = Pattern.compile(
            NUMBER + "((?:(?:" + ORDINAL + "|" + W + ") ){1,4}?)(?i:" + SURE + ")(?![\\p{L}\\p{N}])" + TURN);
    private static final Pattern NUMBERED = Pattern.compile(NUMBER + "((?:[NSEWnsew]\\.? |North |South |East |West )?)"
            + ORDINAL + " (?i:" + SURE + ")(?![\\p{L}\\p{N}])" + TURN);
    private static final Pattern NAMED_STREET = Pattern.compile(NUMBER + "((?:\\p{Lu}[\\p{L}'’.-]{0,24} |" + ORDINAL
            + " ){1,4}?)(?:" + CAPITAL + ")(?![\\p{L}\\p{N}])" + TURN);
    private static final Pattern AHEAD_STREET = Pattern.compile(NUMBER
            + "(?:(?:[NSEW]|North|South|East|West)\\.? )?(?:(?:Avenue|Ave|Rue|Via|Calle|Camino|Paseo|Avenida|Boulevard|Place|Chemin|Impasse|Allée|Quai|Cours|rue|avenue|boulevard|place|chemin|impasse|allée|allee|quai|route|bis rue|bis, rue|ter rue)"
            + " (?:(?:of the|of|de la|de l['’]|de las|de los|du|des|de|d['’]|del|la|le|les|el) ?)?(?:\\p{L}[\\p{L}'’.-]{1,24})(?: (?:et |de |du |des |la )?\\p{Lu}[\\p{L}'’.-]{1,24}){0,3}"
            + "|(?:County (?:Road|Rd|Highway)|Co\\.? Rd|State (?:Road|Route|Highway)|SR|CR|FM|Highway|Hwy\\.?|US(?: Highway)?|Route|Rte\\.?|Interstate|Farm Road|Broadway) ?\\d{0,4}[A-Z]?)(?![\\p{L}\\p{N}])"
            + TURN);
    private static final Pattern BROADWAY = Pattern.compile(
            NUMBER
                    + "(?:(?:[NSEW]|North|South|East|West|Old|The) )?(?:Broadway|Bowery|Strand|Embankment|Esplanade|Parade|Riverside|Mall)(?![\\p{L}\\p{N}])");
    private static final Pattern GERMAN = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:(?:\\p{Lu}[\\p{L}.ß-]{1,25} ){0,2}?\\p{Lu}[\\p{L}.ß-]{0,30}?(?:[Ss]tra(?:ß|ss)e|[Ss]tr\\.|weg|Weg|platz|Platz|allee|Allee|gasse|Gasse|[Rr]ing|damm|Damm|ufer|Ufer|chaussee|Chaussee|steig|pfad|hof|stieg|markt|Markt|graben|berg|kamp|wall|promenade)"
                    + "|(?:Am|An der|An den|Auf dem|Auf der|Zum|Zur|Im|In der|In den|Unter den|Hinter der|Vor dem) \\p{Lu}[\\p{L}ß-]{2,25}(?: \\p{Lu}[\\p{L}ß-]{2,25})?"
                    + "|\\p{Lu}[\\p{L}-]{2,30}(?:straat|laan|gracht|plein|kade|dreef|singel|steenweg|gatan|vägen|vej|gade|gata|katu|veien))"
                    + ",? ?(?:Nr\\.? ?|No\\.? ?)?\\d{1,4}(?: ?[a-zA-Z](?![\\p{L}]))?(?: ?[-/–] ?\\d{1,4}[a-z]?)?(?![\\p{L}\\p{N}])");
    private static final Pattern SPANISH = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:(?i:calle|avenida|plaza|paseo|camino|carretera|ronda|traves[ií]a|callej[oó]n|urbanizaci[oó]n|carrer|jir[oó]n|rambla|glorieta|pasaje|avda|rua|praça|travessa|avinguda|passeig) |(?i:c/|c\\.|avda\\.|av\\.|plza\\.|pza\\.|pl\\.|p[ºo]\\.|pº|ctra\\.|urb\\.|jr\\.) ?)"
                    + "(?:(?:de los|de las|de la|del|de|da|do|dos|la|las|los|el|san|santa) ){0,2}(?:(?:\\p{L}[\\p{L}'’.ªº-]{1,24}|\\d{1,2}) (?:(?:de los|de las|de la|del|de|y|da|do|dos|e) )?){0,4}(?:\\p{L}[\\p{L}'’.ªº-]{0,24})?"
                    + ",? ?(?:n[º°o]\\.? ?|n[uú]m\\.? ?|n[uú]mero |#|nr\\.? ?)?\\d{1,4}(?: ?(?:bis|[A-Z](?![\\p{L}])))?(?:/\\d{1,4})?(?![\\p{L}\\p{N}])");
    private static final Pattern ITALIAN = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Ll]argo|[Vv]icolo|ul\\.|al\\.|os\\.) (?:(?:della|delle|dei|degli|del|di|de) )?\\p{Lu}[\\p{L}'’.-]{1,24}(?: \\p{Lu}[\\p{L}'’.-]{1,24}){0,3},? (?:n\\. ?)?\\d{1,4}(?:/?[A-Za-z](?![\\p{L}]))?(?![\\p{L}\\p{N}])");
    private static final Pattern BOX = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}])(?:p\\.? ?o\\.? ?box|post office box|postfach|apartado(?: de correos| postal)?|gpo box|private bag|locked bag|bo[iî]te postale|casella postale|postbus|rr ?\\d{1,3},? box|hc ?\\d{1,3},? box|psc ?\\d{1,5},? box|caixa postal|casilla)[ #:]{0,3}(?:no\\.? ?)?[a-z]?\\d{1,7}(?: \\d{2,4}){0,2}(?![\\p{L}\\p{N}])");
    private static final Pattern HOUSE = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:(?:The )?\\p{Lu}[\\p{L}'’-]{1,20} ){0,2}(?:Cottage|House|Farm|Lodge|Barn|Rectory|Vicarage|Villa|Manor|Hall|Grange|Bungalow|Mill|Court), (?:\\p{Lu}[\\p{L}'’-]{1,20} ){1,3}(?:Street|Road|Lane|Avenue|Drive|Close|Way|Hill|Green|Row|Square|Terrace)(?![\\p{L}\\p{N}])");
    private static final Pattern LIVES = Pattern.compile(
            "(?i:\\b(?:lives?|living|house is|home is|moved|stay(?:s|ing)?|wohn(?:e|t|en)|vivo|vive|vivimos) (?:at|on|in|to|en la|en el|en) )((?:\\p{Lu}[\\p{L}'’-]{1,24} ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Close|Crescent|Terrace|Way|Grove|Gardens)\\b\\.?)");

    private static final String STATE =
            "(?:AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
                    + "|Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming"
                    + "|NSW|VIC|QLD|WA|SA|TAS|ACT|NT|Victoria|Queensland|New South Wales|Tasmania|South Australia|Western Australia"
                    + "|ON|QC|BC|AB|MB|SK|NS|NB|NL|PE|YT|NU|Ontario|Quebec|Québec|British Columbia|Alberta|Manitoba|Saskatchewan|Nova Scotia|New Brunswick)";
    private static final String UK = "(?:[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|GIR ?0AA)";
    private static final String UK_ANY = "(?i:[a-z]{1,2}\\d[a-z\\d]? ?\\d[abd-hjlnp-uw-z]{2})";
    private static final String CANADA = "(?:[ABCEGHJ-NPRSTVXY]\\d[A-Z][ -]?\\d[A-Z]\\d)";
    private static final String TOWN =
            "(?:(?:St|Ft|Mt)\\. )?\\p{L}[\\p{L}'’-]{1,24}(?:[ -](?:(?:am|an der|im|bei|de la|de los|de las|de|del|la|upon|on|sur|en|le|les|under|by|of|in|the|next) )?(?:\\p{Lu}[\\p{L}'’-]{1,24}|Main|\\d{1,2})){0,3}";
    private static final Pattern TOWN_STATE_ZIP =
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:\\p{Lu}[\\p{L}'’.-]{1,24} ){0,2}\\p{Lu}[\\p{L}'’.-]{1,24},? " + STATE
                    + ",? \\d{4,5}(?:-\\d{4})?(?![\\p{N}])");
    private static final Pattern CODE_ALONE =
            Pattern.compile("(?<![\\p{L}\\p{N}-])(?:" + UK + "|" + CANADA + ")(?![\\p{L}\\p{N}-])");
    private static final Pattern ZIP = Pattern.compile(
            "(?i)(?<![\\p{L}])(?:zip(?: ?code)?|post ?code|postal code|plz|postleitzahl|c[oó]digo postal|c\\.?p\\.?)(?: ?(?:is|:|=|ist|es))? ?:? ?(\\d{4,5}(?:-\\d{4})?|"
                    + UK_ANY + "|(?i:[a-z]\\d[a-z] ?\\d[a-z]\\d))(?![\\p{L}\\p{N}])");
    private static final Pattern CODE_TOWN = Pattern.compile(
            "(?<![\\p{L}\\p{N}.,-])(?:D-|DE-|A-|CH-|E-|F-)\\d{4,5} \\p{Lu}[\\p{L}ß-]{2,25}(?:[ -](?:am |an der )?\\p{Lu}[\\p{L}-]{1,20})?");

    private static final String GAP = "(?:[ ,;/|·–-]{1,3}\\n?[ ]{0,2}|,?[ ]?\\r?\\n[ ]{0,2})";
    private static final Pattern UNIT = Pattern.compile(
            GAP
                    + "(?:(?i:apt\\.?|apartment|unit|suite|ste\\.?|flat|floor|fl\\.?|room|rm\\.?|lot|bldg\\.?|building|spc|space|trlr|trailer|po box|p\\.?o\\.? box|piso|puerta|planta|esc\\.?|escalera|portal|bloque|depto\\.?|departamento|int\\.?|interior|wohnung|whg\\.?|etage|stock|hinterhaus|appt?\\.?|appartement|bât\\.?|bâtiment|étage|level|villa|c/o) ?#?:? ?[\\p{L}\\p{N}ºª-]{1,6}(?: ?(?:st|nd|rd|th|floor))?|#\\s?[\\p{L}\\d-]{1,6}|\\d{1,2} ?[ºª°](?: ?(?i:izq(?:uierda|\\.)?|dcha\\.?|derecha|[a-h](?![\\p{L}])|\\d))?|\\d{1,2}\\. ?(?:OG|Stock|Etage)|(?i:bajo|ático|atico|2nd floor|1st floor|ground floor|basement|EG|DG)(?: ?[A-H](?![\\p{L}]))?)(?![\\p{L}\\p{N}])");
    private static final Pattern TAIL_STATE = Pattern.compile(GAP + "(?:" + TOWN + GAP + ")?(?:" + STATE
            + "|(?i:" + STATE + ")(?=,? \\d{5}))(?![\\p{L}\\p{N}])(?:" + GAP + "(?:\\d{5}(?:-\\d{4})?|\\d{4}|" + CANADA
            + "))?(?![\\p{N}])");
    private static final Pattern TAIL_CODE_TOWN = Pattern.compile(
            GAP + "(?:(?:D|DE|A|AT|CH|E|ES|F|FR|I|NL)-)?\\d{4,5}(?:-\\d{3})?(?: [A-Z]{2})?,? " + TOWN + "(?![\\p{N}])");
    private static final Pattern TAIL_POSTCODE = Pattern.compile("(?:" + GAP + TOWN + "){0,3}?" + GAP + "(?:" + UK_ANY
            + "|" + CANADA + "|(?i:" + CANADA + ")|\\d{5}(?:-\\d{4})?)(?![\\p{L}\\p{N}])");
    private static final Pattern TAIL_TOWN = Pattern.compile(
            "\\G[ ]?, ?\\n?(?:(?:St|Ft|Mt)\\. )?\\p{Lu}[\\p{L}'’-]{1,24}(?:[ -](?:(?:upon|on|de|del|la|am|an der) )?\\p{Lu}[\\p{L}'’-]{1,24}){0,2}(?![\\p{L}\\p{N}])");
    private static final Pattern TAIL_LAND = Pattern.compile(
            GAP
                    + "\\(?(?i:usa|u\\.s\\.a\\.|united states(?: of america)?|uk|u\\.k\\.|united kingdom|england|scotland|wales|northern ireland|ireland|canada|australia|new zealand|germany|deutschland|spain|españa|france|italy|italia|austria|österreich|switzerland|schweiz|netherlands|mexico|méxico)(?![\\p{L}\\p{N}])\\)?");
    private static final Pattern HEAD_UNIT = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}])(?:(?:flat|apt\\.?|apartment|unit|suite|room|floor|level|villa|shop|studio)\\.? ?#?[\\p{L}\\d]{1,4}(?:, \\p{L}[\\p{L}'’ -]{2,28})?|(?:the )?[\\p{L}'’-]{2,20}(?: [\\p{L}'’-]{2,20})? (?:house|court|cottage|mansions|lodge|heights|towers?))[ ,/]{1,3}$|(?i)(?<![\\p{L}\\p{N}])(?:flat|apt\\.?|unit|suite)\\.? $");

    private Addresses() {}

    static void find(String text, List<Found> found) {
        boolean digits = text.chars().anyMatch(c -> c >= '0' && c <= '9');
        if (digits) {
            streets(STREET, true, text, found);
            streets(NUMBERED, false, text, found);
            streets(NAMED_STREET, false, text, found);
            streets(AHEAD_STREET, false, text, found);
            streets(BROADWAY, false, text, found);
            streets(GERMAN, false, text, found);
            streets(SPANISH, false, text, found);
            streets(ITALIAN, false, text, found);
            streets(BOX, false, text, found);
            whole(TOWN_STATE_ZIP, 0, text, found);
            whole(CODE_ALONE, 0, text, found);
            whole(ZIP, 1, text, found);
            whole(CODE_TOWN, 0, text, found);
        }
        streets(HOUSE, false, text, found);
        Matcher lives = LIVES.matcher(text);
        while (lives.find()) {
            found.add(new Found(lives.start(1), extended(text, lives.end(1)), PersonalType.ADDRESS));
        }
    }

    private static void whole(Pattern pattern, int group, String text, List<Found> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(new Found(matcher.start(group), matcher.end(group), PersonalType.ADDRESS));
        }
    }

    private static void streets(Pattern pattern, boolean checked, String text, List<Found> found) {
        Matcher matcher = pattern.matcher(text);
        int from = 0;
        while (from <= text.length() && matcher.find(from)) {
            if (checked && !streetName(matcher.group(1))) {
                from = matcher.start() + 1;
                continue;
            }
            int start = opened(text, matcher.start());
            int end = extended(text, matcher.end());
            found.add(new Found(start, end, PersonalType.ADDRESS));
            from = Math.max(end, matcher.end());
        }
    }

    /** Between a number and "street" stands a name: no "12 of the best books on the road". */
    private static boolean streetName(String words) {
        String[] parts = words.strip().split(" ");
        boolean capital = Character.isUpperCase(parts[0].charAt(0)) || Character.isDigit(parts[0].charAt(0));
        if (!capital && parts.length > 2) {
            return false;
        }
        for (String part : parts) {
            String folded = Folding.folded(part);
            int known = Lexicon.core().of(folded);
            if (folded.equals("i") || folded.startsWith("i'")) {
                return false;
            }
            if ((known & Lexicon.FUNCTION) != 0 && Character.isLowerCase(part.charAt(0)) || UNITS.contains(folded)) {
                return false;
            }
        }
        return true;
    }

    private static final java.util.Set<String> UNITS = java.util.Set.of(
            "minutes",
            "minute",
            "hours",
            "hour",
            "days",
            "day",
            "weeks",
            "week",
            "months",
            "month",
            "years",
            "year",
            "times",
            "kids",
            "children",
            "people",
            "stories",
            "books",
            "miles",
            "km",
            "metres",
            "meters",
            "am",
            "pm",
            "percent",
            "story",
            "and");

    /** Where a unit or a house's name stands before the number. */
    private static int opened(String text, int start) {
        int floor = Math.max(0, start - 48);
        int line = text.lastIndexOf('\n', Math.max(0, start - 1));
        Matcher head = HEAD_UNIT.matcher(text).region(line >= floor && line < start ? line + 1 : floor, start);
        head.useTransparentBounds(true);
        return head.find() ? head.start() : start;
    }

    /** As far as units, town, state, code and country follow. */
    private static int extended(String text, int from) {
        int end = from;
        for (int i = 0; i < 2; i++) {
            end = past(UNIT, text, end);
        }
        int before = end;
        end = past(TAIL_STATE, text, end);
        if (end == before) {
            end = past(TAIL_CODE_TOWN, text, end);
        }
        if (end == before) {
            end = past(TAIL_POSTCODE, text, end);
        }
        if (end == before) {
            end = past(TAIL_TOWN, text, end);
            end = past(TAIL_STATE, text, end);
            if (end > before) {
                end = past(TAIL_POSTCODE, text, end);
            }
        }
        return past(TAIL_LAND, text, end);
    }

    private static int past(Pattern pattern, String text, int end) {
        Matcher matcher = pattern.matcher(text).region(end, Math.min(text.length(), end + 160));
        matcher.useTransparentBounds(true);
        return matcher.lookingAt() ? matcher.end() : end;
    }
}

package org.nightlight.privacy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What only its surroundings make personal: a date after "born", a number after "I am", a school, a file, a body's data. */
final class Cues {
    private static final String MONTH =
            "(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?"
                    + "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\\.?";
    private static final Pattern DATE = Pattern.compile(
            "(?iu)(?<![\\p{L}\\p{N}./-])(?:(?:19|20)\\d\\d[-./]\\d{1,2}[-./]\\d{1,2}|\\d{1,2}[-./ ]\\d{1,2}[-./ ](?:19|20)?\\d\\d"
                    + "|" + MONTH
                    + " \\d{1,2}(?:st|nd|rd|th)?(?:,? ?(?:of )?(?:19|20)\\d\\d)?|\\d{1,2}(?:st|nd|rd|th|\\.)?(?: of| de)? "
                    + MONTH + "(?:,?(?: de| del)? (?:19|20)\\d\\d)?|(?:in |year )?(?:19|20)\\d\\d)(?![\\p{L}\\p{N}])");
    private static final Pattern BIRTH = Pattern.compile(
            "(?iu)(?<![\\p{L}])(?:born|birth ?-?da(?:y|te)|date of birth|d\\.?o\\.?b\\.?|b-?day|geboren|geb\\.|geburtsdatum|geburtstag|nacid[oa]|naci[oó]|nacimiento|cumplea[nñ]os|nac[ií]|né[e]? le|birthdate)(?![\\p{L}])");
    private static final Pattern BORN_AFTER = Pattern.compile(
            "(?iu)^ ?(?:is|was|,)? ?(?:my|her|his|our|their|\\p{L}{2,12}(?:['’]s)?)? ?(?:birth ?-?day|date of birth|b-?day|geburtstag|cumplea[nñ]os)");
    private static final String COUNT =
            "(?:\\d{1,2}(?:[.,]5|½)?|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)";
    private static final Pattern AGE = Pattern.compile(
            "(?iu)(?<![\\p{L}\\p{N}.,$€£])(?:(?:i ?['’]?a?m|she ?['’]?i?s|he ?['’]?i?s|who is|who's|they are|is|are|was|turn(?:s|ed|ing)?|aged?|age ?[:=]|age is|soy|tengo|tiene|bin|ist|wird) (?:only |just |almost |nearly |about )?("
                    + COUNT + ")"
                    + "(?= ?(?:[.,!?;)\\n]|$|and |but |now|years?|yrs?|yo\\b|y/o|months|jahre|años|old|und |y |next |this |today|in \\p{L}+ grade))"
                    + "(?: ?-?(?:years?|yrs?|months|jahre|años)(?: ?-?old| alt)?)?|(" + COUNT
                    + ")(?: |-)?(?:years?|yrs?|months?|yo|y/o|jahre|jährige[rn]?|años)(?: |-)?(?:old|alt|de edad)?(?![\\p{L}]))");
    private static final Pattern AGE_WORDS = Pattern.compile(
            "(?iu).*(?:old|alt|edad|yo|y/o|jährig|yrs|year-|age|aged|turn|i ?['’]?a?m\\b|tengo|tiene|soy|he|she|who|bin).*");
    private static final Pattern IN_BRACKETS =
            Pattern.compile("\\p{Lu}[\\p{L}'’-]{1,30},? \\((?:age )?([1-9]|1[0-7])(?: ?(?:yo|years?|yrs?))?\\)");
    private static final Pattern FIELD = Pattern.compile(
            "(?iu)(?<![\\p{L}])(?:age|alter|edad|âge)(?: is)? ?[:=-]? ?(\\d{1,2})(?![\\p{N}+]|[-–]\\d)");
    private static final Pattern NOT_AGE = Pattern.compile(
            "(?iu)^ ?(?:days?|minutes?|hours?|weeks?|%|stories|books|times|dollars|euros?|am|pm|o'clock|of|chapters|subscription|plan|warranty|ago)");
    private static final String N = "\\p{Lu}[\\p{L}'’.-]{0,24}";
    private static final Pattern SCHOOL = Pattern.compile("(?<![\\p{L}\\p{N}])(?:"
            + "(?:(?:St|Mt|Ft|Dr|Ste)\\.? )?(?:" + N
            + "(?: (?:of|the|and|de|for|&|at))? ){1,4}(?:(?:(?:Elementary|Primary|Middle|High|Junior|Infants?|Grammar|Prep|Preparatory|Preschool|Pre-School|Montessori|Secondary|Nursery|Charter|Magnet|Catholic|Lutheran|Public|Community|International|Country Day|Waldorf|Intermediate|Comprehensive|Boarding|Language|Independent|C of E|CE|RC|Senior|Day|State) (?:and )?){1,4}(?:School|Academy|College|Schools)|Elementary|Primary|Montessori|Grammar|Preschool)"
            + "|(?:(?:St|Mt)\\.? )?(?:" + N
            + "(?: (?:of|the|and|&))? ){1,4}(?:School|Academy|Kindergarten|Daycare|Day Care|Preschool|Gymnasium|Grundschule|Realschule|Hauptschule|Gesamtschule|College)"
            + "|(?:P\\.?S\\.?|M\\.?S\\.?|I\\.?S\\.?|J\\.?H\\.?S\\.?) ?#?\\d{1,3}"
            + "|(?:Colegio|Escuela|CEIP|C\\.E\\.I\\.P\\.|IES|I\\.E\\.S\\.|Instituto|Guardería|École|Ecole|Collège|Lycée|Grundschule|Realschule|Gymnasium|Kita|Kindergarten|Gesamtschule|Scuola)(?: (?:de la|de los|de|del|la|el|San|Santa|am|an der|in der|im|du|des|St\\.))* ?(?:"
            + N + "(?: |(?![\\p{L}]))){1,3}"
            + "|" + N + "(?:schule|-Schule|-Gymnasium|-Grundschule|gymnasium|grundschule|kindergarten)"
            + ")(?![\\p{L}\\p{N}])");
    private static final Pattern LOWER_SCHOOL = Pattern.compile(
            "(?u)(?:goes? to|attends?|attending|go to|at|from|in|student at|pupil at|teach at|teaches at) ((?!(?:the|my|our|his|her|a|an|this|your|their|primary|elementary|middle|high|any|another) )[a-z][a-z'’.-]{1,20}(?: [a-z][a-z'’.-]{2,20})?) ((?:elementary|primary|middle|high|prep|junior high|infant|grammar)(?: school)?|academy|montessori)(?![\\p{L}])");
    private static final Pattern FILE = Pattern.compile(
            "(?iu)(?<![\\p{L}\\p{N}/])[\\p{L}\\p{N}_][\\p{L}\\p{N}_()' .-]{0,60}?\\.(?:jpe?g|png|gif|heic|heif|webp|bmp|tiff?|mp4|mov|m4v|avi|mkv|webm|3gp|wmv|mp3|m4a|wav|aac|ogg|opus|flac|amr)(?![\\p{L}\\p{N}])");
    private static final Pattern BODY = Pattern.compile(
            "(?iu)(?<![\\p{L}])(?:finger ?prints?|thumb ?prints?|hand ?prints?|palm ?prints?|voice ?prints?|face ?prints?|retina(?:l)?|iris|facial|face ?id|dna|genetic|gait|biometric)"
                    + "(?: (?:scan|template|code|hash|profile|sample|data|id|record|sequence|embedding|vector|image|token|result|string|signature))*(?: (?:is|was|file|for \\p{L}{2,20}))?(?: ?[:=#]| is| was|,)? ?"
                    + "([\"'“]?(?=[^ \\n]{0,200}\\d)[A-Za-z0-9+/=_.-]{8,200}|[\"'“]?[ACGT]{8,200}|\\[-?\\d[\\d., e-]{6,400}\\])");

    private Cues() {}

    static void find(String text, List<Found> found) {
        if (text.chars().anyMatch(c -> c >= '0' && c <= '9')) {
            births(text, found);
        }
        ages(text, found);
        all(SCHOOL, 0, PersonalType.SCHOOL, text, found);
        Matcher lower = LOWER_SCHOOL.matcher(text);
        while (lower.find()) {
            if (!Lexicon.core().isWord(lower.group(1), Lexicon.core().of(lower.group(1)))
                    || lower.group(1).contains(" ")) {
                found.add(new Found(lower.start(1), lower.end(2), PersonalType.SCHOOL));
            }
        }
        if (text.indexOf('.') >= 0) {
            files(text, found);
        }
        all(BODY, 0, PersonalType.BIOMETRIC, text, found);
    }

    private static void births(String text, List<Found> found) {
        Matcher birth = BIRTH.matcher(text);
        Matcher date = DATE.matcher(text);
        while (birth.find()) {
            int to = Math.min(text.length(), birth.end() + 48);
            date.region(birth.end(), to);
            date.useTransparentBounds(true);
            if (date.find()) {
                found.add(new Found(date.start(), date.end(), PersonalType.DATE_OF_BIRTH));
            }
            int back = Math.max(0, birth.start() - 48);
            date.region(back, birth.end());
            while (date.find()) {
                String between = text.substring(date.end(), birth.end());
                if (BORN_AFTER.matcher(between).find() && between.length() < 32) {
                    found.add(new Found(date.start(), date.end(), PersonalType.DATE_OF_BIRTH));
                }
            }
        }
    }

    private static void ages(String text, List<Found> found) {
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            found.add(new Found(field.start(1), field.end(1), PersonalType.AGE));
        }
        Matcher bracket = IN_BRACKETS.matcher(text);
        while (bracket.find()) {
            found.add(new Found(bracket.start(1), bracket.end(1), PersonalType.AGE));
        }
        Matcher age = AGE.matcher(text);
        while (age.find()) {
            int group = age.group(1) != null ? 1 : 2;
            String after = text.substring(age.end(), Math.min(text.length(), age.end() + 16));
            if (AGE_WORDS.matcher(age.group()).matches()
                    && !NOT_AGE.matcher(after).find()
                    && !plainYears(age.group(), after)) {
                found.add(new Found(age.start(group), age.end(), PersonalType.AGE));
            }
        }
    }

    /** "for 3 years" says how long; "3 years old" how old. */
    private static boolean plainYears(String words, String after) {
        return words.matches("(?iu)^(?:is|are|was)? ?\\S+ ?-?(?:years?|months?|yrs?)$")
                && !after.startsWith("-old")
                && !after.startsWith(" old");
    }

    private static void files(String text, List<Found> found) {
        Matcher file = FILE.matcher(text);
        while (file.find()) {
            int blank = text.lastIndexOf(' ', file.end() - 1);
            String words = file.group();
            int start = words.indexOf(' ') >= 0 && blank > file.start() ? blank + 1 : file.start();
            if (file.end() - start > 4) {
                found.add(new Found(start, file.end(), PersonalType.MEDIA));
            }
        }
    }

    private static void all(Pattern pattern, int group, PersonalType type, String text, List<Found> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            int end = matcher.end(group);
            while (end > matcher.start(group) && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            found.add(new Found(matcher.start(group), end, type));
        }
    }
}

package org.nightlight.privacy;

import java.util.Locale;

/** What is shown of a child's name where many see it. Pure. */
public final class FirstName {
    /** Where no first name can be told from the rest. */
    static final String NONE = "A child";

    private FirstName() {}

    /** The first name alone; of {@code Smith, Emma} the second word. What may be a mailbox or a user name is no name. */
    public static String of(String name) {
        String plain = name.strip();
        int comma = plain.indexOf(',');
        String first = comma < 0 ? plain : plain.substring(comma + 1).strip();
        first = first.split("\\s+", 2)[0];
        boolean isName = !first.isEmpty() && first.chars().allMatch(FirstName::isOfAName);
        return isName && !isMailbox(plain) ? first : NONE;
    }

    /** For "Dear …": the first letters alone, also of what may be a mailbox. */
    public static String greeting(String name) {
        String first = of(name);
        return first.equals(NONE) ? name.strip().split("[^\\p{L}\\p{M}]+", 2)[0] : first;
    }

    /** Without a display name, somebody is called like the part before the sign of their address. */
    static boolean isMailbox(String name) {
        return !name.contains(" ") && name.equals(name.toLowerCase(Locale.ROOT)) && !hasNoCase(name);
    }

    private static boolean hasNoCase(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT));
    }

    private static boolean isOfAName(int sign) {
        return Character.isLetter(sign)
                || Character.getType(sign) == Character.NON_SPACING_MARK
                || sign == '-'
                || sign == '\''
                || sign == '\u2019';
    }
}

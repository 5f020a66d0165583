package org.nightlight.ticket;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.nightlight.staff.StaffMember;

/** Whom of the staff a note names: an @ with a whole name, with the part of an address before its @, or with a first name that one person has. Pure. */
final class Mentioned {
    private Mentioned() {}

    /** Each once, in the order of the text. Of several who would do, the one of the longest name is meant. */
    static Set<StaffMember> in(String text, Collection<StaffMember> staff) {
        Set<StaffMember> mentioned = new LinkedHashSet<>();
        String lower = text.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf('@'); at >= 0; at = lower.indexOf('@', at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1))) {
                mentioned.addAll(after(lower.substring(at + 1), staff));
            }
        }
        return mentioned;
    }

    private static List<StaffMember> after(String rest, Collection<StaffMember> staff) {
        int longest = 0;
        List<StaffMember> best = new ArrayList<>();
        for (StaffMember one : staff) {
            for (String name : names(one)) {
                if (name.length() >= longest && begins(rest, name)) {
                    if (name.length() > longest) {
                        best.clear();
                        longest = name.length();
                    }
                    if (!best.contains(one)) {
                        best.add(one);
                    }
                }
            }
        }
        return best.size() == 1 ? best : List.of(); // nobody is told who may not be meant
    }

    private static List<String> names(StaffMember one) {
        String name = one.name().toLowerCase(Locale.ROOT);
        String email = one.email().value().toLowerCase(Locale.ROOT);
        return List.of(name, name.split("\\s+", 2)[0], email.substring(0, email.indexOf('@')));
    }

    private static boolean begins(String rest, String name) {
        return !name.isEmpty()
                && rest.startsWith(name)
                && (rest.length() == name.length() || !Character.isLetterOrDigit(rest.charAt(name.length())));
    }
}

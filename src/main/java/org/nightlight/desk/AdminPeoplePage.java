package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Staff, their roles and teams: {@code GET /desk/admin/people}.
 *
 * @param invitation a link just made for a new member of staff, shown this once; null otherwise
 */
public record AdminPeoplePage(
        Chrome chrome,
        List<Person> people,
        Invite invite,
        @Nullable String invitation,
        Map<String, String> faults) {

    /** A member of staff with the roles and teams to choose from, theirs chosen. */
    public record Person(
            long id,
            Rows.Face face,
            String email,
            List<Choice> roles,
            List<Choice> teams,
            boolean suspended,
            boolean self,
            @Nullable When seen) {
        public String roleWords() {
            return words(roles);
        }

        public String teamWords() {
            return words(teams);
        }

        private static String words(List<Choice> choices) {
            List<String> chosen =
                    choices.stream().filter(Choice::chosen).map(Choice::label).toList();
            return chosen.isEmpty() ? "none" : String.join(", ", chosen);
        }
    }

    /** The form for a new member of staff. */
    public record Invite(String name, String email, List<Choice> roles, List<Choice> teams) {}
}

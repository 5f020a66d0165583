package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Staff, their roles and teams: {@code GET /desk/admin/people}.
 *
 * @param invitation a link just made for a member of staff, shown this once; null otherwise
 * @param mailed whether that link was also sent to them by mail
 * @param faults by field; those of a person's own form end in their number, such as {@code email-7}
 */
public record AdminPeoplePage(
        Chrome chrome,
        List<Person> people,
        Invite invite,
        @Nullable String invitation,
        boolean mailed,
        Map<String, String> faults) {

    /**
     * A member of staff with the roles and teams to choose from, theirs chosen.
     *
     * @param form their form as it stands or as it was sent
     * @param open whether the form is unfolded
     * @param trained last day of the training to judge safety cases, such as {@code 2027-06-30}; empty for none
     */
    public record Person(
            long id,
            Rows.Face face,
            String email,
            Invite form,
            boolean open,
            boolean suspended,
            boolean self,
            @Nullable When seen,
            String trained,
            AttendancePanel attendance) {
        public String roleWords() {
            return words(form.roles());
        }

        public String teamWords() {
            return words(form.teams());
        }

        /** Empty where they have none. */
        public String skillWords() {
            return form.skills().stream().anyMatch(Choice::chosen) ? words(form.skills()) : "";
        }

        private static String words(List<Choice> choices) {
            List<String> chosen =
                    choices.stream().filter(Choice::chosen).map(Choice::label).toList();
            return chosen.isEmpty() ? say("none", "ninguno") : String.join(", ", chosen);
        }
    }

    /**
     * The form for a member of staff.
     *
     * @param leads the teams that they lead
     * @param skills none where the playbook has none
     */
    public record Invite(
            String name,
            String email,
            List<Choice> roles,
            List<Choice> teams,
            List<Choice> leads,
            List<Choice> skills) {}
}

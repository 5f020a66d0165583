package org.nightlight.safety;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Training;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Component;

/** Who may judge a case: safety officers whose training holds today, in the playbook's zone. */
@Component
public class Reviewers {
    private final Staff staff;
    private final Training training;
    private final CurrentPlaybook playbooks;
    private final Clock clock;

    public Reviewers(Staff staff, Training training, CurrentPlaybook playbooks, Clock clock) {
        this.staff = staff;
        this.training = training;
        this.playbooks = playbooks;
        this.clock = clock;
    }

    public boolean isTrained(long staffId) {
        return staff.find(staffId)
                .filter(member -> training.isCurrent(member, today()))
                .isPresent();
    }

    /** Everybody who may judge a case today, by name. */
    public List<StaffMember> all() {
        return staff.withRole(Role.SAFETY_OFFICER).stream()
                .filter(member -> training.isCurrent(member, today()))
                .toList();
    }

    void require(Actor.Staff by) {
        if (!isTrained(by.id())) {
            throw new Refusal(
                    say(
                            "Only a safety officer with a current training date may do this. An admin keeps the date on the people page.",
                            "Esto puede hacerlo solo alguien de protección con la capacitación vigente. La fecha la lleva administración en la página de personas."));
        }
    }

    /** What was written, without blanks around it. */
    static String written(String reason) {
        String text = reason.strip();
        if (text.isEmpty()) {
            throw new Refusal(say(
                    "Write down why. The reason is kept with the case.",
                    "Escribe por qué. El motivo queda con el caso."));
        }
        if (text.length() > 4000) {
            throw new Refusal(say(
                    "Write the reason in at most 4000 characters.",
                    "Escribe el motivo en 4000 caracteres como máximo."));
        }
        return text;
    }

    LocalDate today() {
        return LocalDate.ofInstant(
                clock.instant(), playbooks.current().playbook().zone());
    }
}

package org.nightlight.portal;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.SupportHours;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** What stands around the customers' pages: brand and hours as the playbook in force has them. */
@Component
class PortalFrame {
    private final CurrentPlaybook playbooks;

    PortalFrame(CurrentPlaybook playbooks) {
        this.playbooks = playbooks;
    }

    PortalChrome chrome(CsrfToken csrf) {
        Playbook playbook = playbooks.current().playbook();
        return new PortalChrome(
                playbook.brand().name(), hours(playbook.hours()), csrf.getParameterName(), csrf.getToken());
    }

    Playbook playbook() {
        return playbooks.current().playbook();
    }

    /** Such as {@code People answer Monday to Friday, 09:00 to 17:00 (New York time).} */
    static String hours(SupportHours hours) {
        if (hours.alwaysOpen()) {
            return "People answer at any hour.";
        }
        DayOfWeek first = null;
        DayOfWeek last = null;
        for (DayOfWeek day : DayOfWeek.values()) {
            if (!hours.weekly().getOrDefault(day, java.util.List.of()).isEmpty()) {
                first = first == null ? day : first;
                last = day;
            }
        }
        if (first == null || last == null) {
            return "";
        }
        SupportHours.Block block =
                java.util.Objects.requireNonNull(hours.weekly().get(first)).getFirst();
        String zone = hours.zone().getId();
        String place = zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' ');
        return "People answer " + name(first) + (first == last ? "" : " to " + name(last)) + ", "
                + block.text().replace("-", " to ") + " (" + place + " time).";
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.UK);
    }
}

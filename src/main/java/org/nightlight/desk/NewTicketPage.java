package org.nightlight.desk;

import java.util.Map;

/** {@code GET /desk/tickets/new}: a phone call noted as a ticket. */
public record NewTicketPage(Chrome chrome, Form form, String once, Map<String, String> faults) {

    /** What the agent typed; a call may come from somebody who gives no e-mail address. */
    public record Form(String name, String email, String phone, String subject, String text) {
        public static final Form EMPTY = new Form("", "", "", "", "");
    }
}

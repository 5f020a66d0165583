package org.nightlight.desk;

import java.util.Map;

/**
 * An invited member of staff chooses a password: {@code GET /desk/invitations/{secret}}, sent back there as
 * {@code password}.
 *
 * @param valid false when the link is used, replaced or too old; the other fields are then empty
 */
public record InvitationPage(
        Chrome chrome, boolean valid, String secret, String name, String email, Map<String, String> faults) {}

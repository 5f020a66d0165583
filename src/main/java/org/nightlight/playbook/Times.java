package org.nightlight.playbook;

import org.jspecify.annotations.Nullable;

/** Promised times; {@code null} where this part of the playbook promises none. */
public record Times(
        @Nullable Target firstResponse,
        @Nullable Target resolution,
        @Nullable Target escalation) {
    public static final Times NONE = new Times(null, null, null);

    /** These times, and the others' where these have none. */
    public Times orElse(Times others) {
        return new Times(
                firstResponse != null ? firstResponse : others.firstResponse,
                resolution != null ? resolution : others.resolution,
                escalation != null ? escalation : others.escalation);
    }
}

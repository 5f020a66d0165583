package org.nightlight.channel.email;

import java.util.Optional;
import org.nightlight.shared.EmailAddress;

/**
 * One mailbox of an address header.
 *
 * @param name the display name, decoded; empty when none. Never to be trusted as an identity
 * @param address as written, which may be no valid address
 */
public record Mailbox(String name, String address) {
    /** The address as a value to compare and send to; empty when it is none. */
    public Optional<EmailAddress> email() {
        return EmailAddress.parse(address);
    }
}

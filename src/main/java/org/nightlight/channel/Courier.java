package org.nightlight.channel;

import java.util.List;
import org.nightlight.channel.email.Relay;
import org.nightlight.channel.email.SendGrid;
import org.nightlight.shared.EmailAddress;

/** Who takes a mail over from the desk: the relay, SendGrid, or in a demo without either the desk itself. */
sealed interface Courier {
    /** Hands it to the configured relay. */
    record ByRelay(Relay relay) implements Courier {}

    /** Hands it to SendGrid, which gives it a return path of its own. */
    record BySendGrid(SendGrid sendGrid) implements Courier {}

    /** Keeps it to be looked at under /demo/mail. */
    record KeptForDemo() implements Courier {}

    /** Neither: mail waits until a relay is configured. */
    record Missing() implements Courier {}

    String NO_RELAY = "No mail relay is set up. Mail waits until NIGHTLIGHT_RELAY_HOST is set.";

    /**
     * @param from where reports about it go
     * @param automatic whether nobody is to be able to answer it
     */
    default Relay.Outcome hand(EmailAddress from, boolean automatic, List<EmailAddress> recipients, byte[] mail) {
        return switch (this) {
            case ByRelay(Relay relay) ->
                automatic ? relay.sendAutomatic(from, recipients, mail) : relay.send(from, recipients, mail);
            case BySendGrid(SendGrid sendGrid) -> sendGrid.send(recipients, mail);
            case KeptForDemo() -> new Relay.Outcome.Taken("kept for the demo", List.of());
            case Missing() -> new Relay.Outcome.Refused(true, new Relay.Reason("no_relay", NO_RELAY, ""));
        };
    }
}

package org.nightlight.channel;

import java.util.List;
import org.nightlight.channel.email.Bounce;
import org.nightlight.shared.EmailAddress;

/**
 * What an arrival says of a mail of ours that was not, or not yet, delivered.
 *
 * @param envelopeTo where it was sent: a return path among these names the mail, see {@link OwnMail}
 */
record Returned(Bounce bounce, List<EmailAddress> envelopeTo) {
    static final Returned NOTHING = new Returned(Bounce.NONE, List.of());

    Returned {
        envelopeTo = List.copyOf(envelopeTo);
    }
}

/** E-mail: raw bytes read into a {@link MailReading}, received over SMTP, composed, relayed and threaded. No database. */
@NullMarked
package org.nightlight.channel.email;

import org.jspecify.annotations.NullMarked;

/** Mailboxes that the desk looks into over IMAP: which ones, the line to each, access by OAuth 2. No database. */
@NullMarked
package org.nightlight.channel.imap;

import org.jspecify.annotations.NullMarked;

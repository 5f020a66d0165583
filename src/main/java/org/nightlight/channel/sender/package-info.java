/** Whether the domain of a mail's sender vouches for it: SPF, DKIM and DMARC, asked in DNS. No database. */
@NullMarked
package org.nightlight.channel.sender;

import org.jspecify.annotations.NullMarked;

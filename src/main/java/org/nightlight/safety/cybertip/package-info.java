/** The CyberTipline: a report's version and approval, its way through NCMEC's interface, and the switch to production. */
@NamedInterface("cybertip")
@NullMarked
package org.nightlight.safety.cybertip;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

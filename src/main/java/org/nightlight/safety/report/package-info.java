/** The mandatory report of a safety case: where it is due, its clock, its draft and approval, and what was told to whom. */
@NamedInterface("report")
@NullMarked
package org.nightlight.safety.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

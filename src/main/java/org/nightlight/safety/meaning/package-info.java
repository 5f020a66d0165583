/** What a text means, beyond its words: a small language model and a head trained on our own lines. */
@NullMarked
package org.nightlight.safety.meaning;

import org.jspecify.annotations.NullMarked;

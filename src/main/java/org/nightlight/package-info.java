/** Nightlight: a customer-service desk that can be trusted with children. */
@org.jspecify.annotations.NullMarked
package org.nightlight;

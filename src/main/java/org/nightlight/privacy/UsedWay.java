package org.nightlight.privacy;

/**
 * A way on which another room's settings have data flow, told to the register of {@link Suppliers} at the start.
 *
 * @param machine whose it is; a change waits to be confirmed
 */
public record UsedWay(Way way, String machine) {}

package org.nightlight.safety;

import java.util.function.Consumer;

/**
 * One way of reading a message. Layers are asked one after the other, part by part, and can only add findings, so a
 * later layer can raise a level and never lower one. What a layer throws holds the message; what it found before counts.
 */
interface Layer {
    /** Names the layer and the version of its data, such as {@code en-2026.11.1}. */
    String version();

    /** Tells the sink what it finds; asks the deadline often enough that no input makes it run past it. */
    void read(Statement.Part part, boolean story, Deadline deadline, Consumer<Finding> sink);
}

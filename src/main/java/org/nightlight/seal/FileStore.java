package org.nightlight.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Where objects lie. What is put there is encrypted already; an address is 64 hex digits. */
public interface FileStore {
    /** Writes an object's bytes. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Whether this process has a place to keep objects at. Without one, bytes stay in the database. */
    boolean isThere();

    /** Whole and on disk, or not at all; instead of what was there under the address. */
    void put(String address, Writing content) throws IOException;

    /**
     * @throws NoSuchFileException when nothing lies there
     * @throws StoreAway when that cannot be known now
     */
    InputStream open(String address) throws IOException;

    /** Also when nothing lies there. */
    void delete(String address) throws IOException;

    /** Tells of all objects that were put before the time, some at a time. */
    void each(Instant before, Consumer<List<String>> some) throws IOException;

    /** Carries objects that an earlier setting put elsewhere to where they belong; those not yet carried are read there. */
    default void settle() throws IOException {}
}

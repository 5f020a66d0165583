package org.nightlight.channel.email;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An attachment or inline image, measured after its transfer encoding was taken off. Archives are never opened.
 *
 * @param type media type in lower case, as the sender claimed it
 * @param name file name without folders; made up from the type when the mail gives none
 * @param size decoded bytes
 * @param sha256 hex digest of the decoded bytes
 * @param inline shown within the HTML rather than listed: it has a content id and is not declared an attachment
 * @param cid the content id without angle brackets
 * @param content the decoded bytes, when the reader was given a folder for them; the folder's owner deletes it
 */
public record MailPart(
        String type,
        String name,
        long size,
        String sha256,
        boolean inline,
        @Nullable String cid,
        @Nullable Path content) {}

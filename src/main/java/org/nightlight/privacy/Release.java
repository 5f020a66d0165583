package org.nightlight.privacy;

import java.util.List;
import java.util.Set;
import org.nightlight.shared.EmailAddress;

/**
 * What people decided about an answer to the child of a case.
 *
 * @param safeChannel whether somebody judged that an answer reaches the child alone
 * @param readByOthers addresses that somebody at home reads, or that several people share
 * @param unsaid names and words of the case, in lower case with one blank between words, that the answer must not have
 */
public record Release(boolean safeChannel, Set<EmailAddress> readByOthers, List<String> unsaid) {}

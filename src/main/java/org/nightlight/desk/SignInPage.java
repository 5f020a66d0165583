package org.nightlight.desk;

import org.jspecify.annotations.Nullable;

/**
 * {@code GET /desk/sign-in}.
 *
 * @param email kept from a failed try
 * @param problem null, or why the last try failed; it never tells whether the address is known
 */
public record SignInPage(
        Chrome chrome, String email, @Nullable String problem) {}

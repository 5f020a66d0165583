package org.nightlight.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a link opens.
 *
 * @param purpose {@code centre}, {@code confirm} or {@code revoke}: what this link is for
 * @param reference a number to quote on paper; it opens nothing
 * @param steps what was decided so far, oldest first
 * @param handed what was handed in as proof and waits
 * @param methods what can be chosen to prove a yes, in the order in which it is shown
 */
public record OpenedConsent(
        String purpose,
        long reference,
        String language,
        Instant askedAt,
        Instant deadline,
        boolean open,
        List<ConsentStep> steps,
        Handed handed,
        List<ConsentMethod> methods) {

    public Optional<ConsentStep> last() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
    }

    private boolean isLast(ConsentStep.Decision decision) {
        return last().filter(step -> step.decision() == decision).isPresent();
    }

    /** Whether a consent was given by this request and not taken back. */
    public boolean isGiven() {
        return isLast(ConsentStep.Decision.GIVEN);
    }

    /** Whether an answer can be given here now; also where the way of proving the last one may have failed. */
    public boolean answerable() {
        return purpose.equals("centre")
                && open
                && (!isLast(ConsentStep.Decision.ANSWERED)
                        || wants(ConsentMethod.CARD)
                        || wants(ConsentMethod.KNOWLEDGE));
    }

    public boolean confirmable() {
        return purpose.equals("confirm")
                && open
                && last().filter(step -> step.waitsFor(ConsentMethod.EMAIL_PLUS))
                        .isPresent();
    }

    /** Whether a proof by this method is waited for. */
    public boolean wants(ConsentMethod method) {
        return purpose.equals("centre")
                && open
                && last().filter(step -> step.waitsFor(method)).isPresent();
    }

    /** Whether a signed form is waited for. */
    public boolean formWanted() {
        return wants(ConsentMethod.SIGNED_FORM);
    }

    public boolean formSent() {
        return handed.form();
    }

    /** Whether there is anything to refuse or to take back. */
    public boolean revocable() {
        return open || isLast(ConsentStep.Decision.GIVEN);
    }

    /**
     * What was handed in as proof of the last answer.
     *
     * @param form whether a signed form waits to be checked
     * @param identity whether an identity paper does
     * @param cardPage the provider's page on which the parent confirms a card; null while there is none
     * @param cardSession the provider's number of that page
     * @param attemptsLeft how often questions can be tried
     */
    public record Handed(
            boolean form,
            boolean identity,
            @Nullable String cardPage,
            @Nullable String cardSession,
            int attemptsLeft) {}
}

package org.nightlight.privacy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A way by which a parent proves a consent (16 CFR 312.5(b)), with what it can and cannot carry. Which of them a parent may
 * choose just now, {@link ConsentMethods} says.
 */
public enum ConsentMethod {
    /** (b)(2)(viii): an answer by e-mail, confirmed by a second mail after a while. Only where nothing is disclosed. */
    EMAIL_PLUS("email-plus", Place.PAGE, false, Evidence.SECOND_MAIL, Duration.ZERO),
    /** (b)(2)(i): a form that the parent signs and sends back. */
    SIGNED_FORM("signed-form", Place.PAGE, true, Evidence.CHECKED_FILE, Duration.ofDays(30)),
    /** (b)(2)(ii): a card, confirmed on the provider's own page. No data of the card comes here. */
    CARD("card", Place.PAGE, true, Evidence.PAYMENT, Duration.ZERO),
    /** (b)(2)(vi): questions that a provider makes for each parent; the desk has none of its own. */
    KNOWLEDGE("knowledge", Place.PAGE, true, Evidence.RIGHT_ANSWERS, Duration.ZERO),
    /** (b)(2)(v): an identity paper, checked against a database outside the desk, and deleted with the decision. */
    GOVERNMENT_ID("government-id", Place.PAGE, true, Evidence.RESULT_OF_A_CHECK, Duration.ZERO),
    /** (b)(2)(iii): a call on a number that costs the parent nothing, with a trained person and a script. */
    CALL("call", Place.CALL, true, Evidence.CALL_RECORD, Duration.ZERO),
    /** (b)(2)(iv): as {@link #CALL}, with pictures. Neither is recorded. */
    VIDEO_CALL("video-call", Place.CALL, true, Evidence.CALL_RECORD, Duration.ZERO),
    /**
     * (b)(2)(ix): as {@link #EMAIL_PLUS}, by text message, with the same limit and a word that ends it (see {@link TextReply}).
     * A seat: there is no telephone channel to send one.
     */
    TEXT_PLUS("text-plus", Place.NONE, false, Evidence.SECOND_TEXT, Duration.ZERO),
    /**
     * (b)(2)(vii): a paper held against a live picture of a face. A biometric, so a provider's alone to compute, with a receipt
     * that both pictures are deleted. Not offered: neither pages nor database know it.
     */
    PHOTO_MATCH("photo-match", Place.NONE, true, Evidence.PROVIDERS_RESULT, Duration.ZERO);

    private final String key;
    private final Place place;
    private final boolean permitsDisclosure;
    private final Evidence evidence;
    private final Duration deleteAfter;

    ConsentMethod(String key, Place place, boolean permitsDisclosure, Evidence evidence, Duration deleteAfter) {
        this.key = key;
        this.place = place;
        this.permitsDisclosure = permitsDisclosure;
        this.evidence = evidence;
        this.deleteAfter = deleteAfter;
    }

    /** Where a parent uses it. */
    public enum Place {
        /** Chosen on the parent's own page, where it is offered. */
        PAGE,
        /** Written down by a trained person at the desk. */
        CALL,
        /** Nowhere yet. */
        NONE
    }

    /** What proves a consent. */
    public enum Evidence {
        /** The parent followed the link of a second mail; its id is kept. */
        SECOND_MAIL,
        SECOND_TEXT,
        /** A file that a trained person looked at. */
        CHECKED_FILE,
        /** What a trained person wrote down during the call. */
        CALL_RECORD,
        /** The provider's own numbers of the page and the payment. */
        PAYMENT,
        /** The provider's own number of the questions, and that they were answered rightly. */
        RIGHT_ANSWERS,
        /** That it was checked, against what, by whom and when. The picture is gone. */
        RESULT_OF_A_CHECK,
        PROVIDERS_RESULT
    }

    /** As stored: {@code email-plus}. */
    public String key() {
        return key;
    }

    public Place place() {
        return place;
    }

    /** Whether a consent by it may cover that data goes to third parties. */
    public boolean permitsDisclosure() {
        return permitsDisclosure;
    }

    /** What is kept as proof. */
    public Evidence evidence() {
        return evidence;
    }

    /** For so long what was handed in as proof stays after it was turned down, or after its consent has ended; then it is deleted. */
    public Duration deleteAfter() {
        return deleteAfter;
    }

    static Optional<ConsentMethod> ofKey(String key) {
        return Arrays.stream(values()).filter(method -> method.key.equals(key)).findFirst();
    }
}

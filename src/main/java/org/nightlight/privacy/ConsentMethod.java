package org.nightlight.privacy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A way by which a parent proves a consent (16 CFR 312.5(b)), with what it can and cannot carry. */
public sealed interface ConsentMethod permits ConsentMethod.EmailPlus, ConsentMethod.SignedForm {
    ConsentMethod EMAIL_PLUS = new EmailPlus();
    ConsentMethod SIGNED_FORM = new SignedForm();

    /** Those that this desk offers. */
    List<ConsentMethod> ALL = List.of(EMAIL_PLUS, SIGNED_FORM);

    /** As stored: {@code email-plus}. */
    String key();

    /** Whether a consent by it may cover that data goes to third parties. */
    boolean permitsDisclosure();

    /** What is kept as proof. */
    Evidence evidence();

    /** For so long what was handed in as proof stays after it was turned down, or after its consent has ended; then it is deleted. */
    Duration deleteAfter();

    /** What proves a consent. */
    enum Evidence {
        /** The parent followed the link of a second mail; its id is kept. */
        SECOND_MAIL,
        /** A file that a trained person looked at. */
        CHECKED_FILE
    }

    static Optional<ConsentMethod> ofKey(String key) {
        return ALL.stream().filter(method -> method.key().equals(key)).findFirst();
    }

    /** 312.5(b)(2)(viii): an answer by e-mail, confirmed by a second mail after a while. Only where nothing is disclosed. */
    record EmailPlus() implements ConsentMethod {
        @Override
        public String key() {
            return "email-plus";
        }

        @Override
        public boolean permitsDisclosure() {
            return false;
        }

        @Override
        public Evidence evidence() {
            return Evidence.SECOND_MAIL;
        }

        @Override
        public Duration deleteAfter() {
            return Duration.ZERO;
        }
    }

    /** 312.5(b)(2)(i): a form that the parent signs and sends back. */
    record SignedForm() implements ConsentMethod {
        @Override
        public String key() {
            return "signed-form";
        }

        @Override
        public boolean permitsDisclosure() {
            return true;
        }

        @Override
        public Evidence evidence() {
            return Evidence.CHECKED_FILE;
        }

        @Override
        public Duration deleteAfter() {
            return Duration.ofDays(30);
        }
    }
}

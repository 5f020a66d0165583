package org.nightlight.privacy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The ways of proving a consent that a parent can choose now: those that this desk has what it takes for. */
@Component
class ConsentMethods {
    private final CardSettings cards;
    private final Suppliers suppliers;
    private final @Nullable KnowledgeQuestions questions;
    private final String identityDatabase;

    ConsentMethods(
            CardSettings cards,
            Suppliers suppliers,
            ObjectProvider<KnowledgeQuestions> questions,
            @Value("${nightlight.consent.identity-database}") String identityDatabase) {
        this.cards = cards;
        this.suppliers = suppliers;
        this.questions = questions.getIfAvailable();
        this.identityDatabase = identityDatabase.strip();
    }

    /** In the order in which they are shown. Belongs into a transaction. */
    List<ConsentMethod> onPage() {
        return Stream.of(ConsentMethod.values()).filter(this::isOffered).toList();
    }

    private boolean isOffered(ConsentMethod method) {
        return method.place() == ConsentMethod.Place.PAGE
                && switch (method) {
                    case CARD ->
                        cards.on() && suppliers.shut(Outgoing.Purpose.CARD).isEmpty();
                    case KNOWLEDGE ->
                        questions != null
                                && suppliers.shut(Outgoing.Purpose.KNOWLEDGE).isEmpty();
                    case GOVERNMENT_ID -> !identityDatabase.isEmpty();
                    case EMAIL_PLUS, SIGNED_FORM -> true;
                    case CALL, VIDEO_CALL, TEXT_PLUS, PHOTO_MATCH -> false;
                };
    }

    Optional<KnowledgeQuestions> questions() {
        return Optional.ofNullable(questions);
    }

    /** The database outside the desk that identity papers are checked against, as the settings name it; empty for none. */
    String identityDatabase() {
        return identityDatabase;
    }

    /** What a confirmation by card costs, in words; empty where nothing is charged. */
    String charge() {
        return cards.charge().isNone() ? "" : cards.charge().words();
    }
}

package org.nightlight.privacy;

import java.time.LocalDate;
import java.util.Optional;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Relation;

/** How old somebody is, as far as consent asks. Only this is kept, never the number of years. Ordered from the strictest. */
public enum AgeState {
    UNDER_13("under13"),
    TEEN("13to17"),
    ADULT("adult"),
    UNKNOWN("unknown");

    private static final int TEEN_FROM = 13;
    private static final int ADULT_FROM = 18;

    private final String key;

    AgeState(String key) {
        this.key = key;
    }

    /** As stored: {@code under13}. */
    public String key() {
        return key;
    }

    /** @throws IllegalArgumentException when {@code key} is none */
    public static AgeState ofKey(String key) {
        for (AgeState state : values()) {
            if (state.key.equals(key)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no age state");
    }

    /** The band of whoever has lived so many whole years. */
    static AgeState of(int years) {
        if (years < TEEN_FROM) {
            return UNDER_13;
        }
        return years < ADULT_FROM ? TEEN : ADULT;
    }

    /** The band of whoever was born in that year and may not have had their birthday yet: the younger of the two. */
    static AgeState bornIn(int year, LocalDate today) {
        return of(today.getYear() - year - 1);
    }

    /** What the account says; empty when nothing. A child of a household whose year nobody entered counts as under 13. */
    static Optional<AgeState> ofAccount(Customer customer, LocalDate today) {
        Integer year = customer.birthYear();
        AgeState byYear = year == null ? UNKNOWN : bornIn(year, today);
        AgeState byRelation = byRelation(customer.relation());
        if (customer.isChild() && year != null) {
            return Optional.of(byYear == ADULT ? TEEN : byYear);
        }
        AgeState state = stricter(byYear, byRelation);
        return state == UNKNOWN ? Optional.empty() : Optional.of(state);
    }

    private static AgeState byRelation(Relation relation) {
        return switch (relation) {
            case CHILD -> UNDER_13;
            case PARENT, GUARDIAN, NONCUSTODIAL, TEACHER -> ADULT;
            case OTHER, UNKNOWN -> UNKNOWN;
        };
    }

    /** Of two bands the younger; what is unknown gives way. */
    static AgeState stricter(AgeState one, AgeState other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}

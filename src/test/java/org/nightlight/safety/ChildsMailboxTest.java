package org.nightlight.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.customer.Household;
import org.nightlight.customer.Relation;
import org.nightlight.shared.EmailAddress;
import org.nightlight.ticket.Channel;

class ChildsMailboxTest {
    private static final Customer PARENT = person(1, Relation.PARENT, "robin.vale@gmail.com");

    @Test
    void r04_aChildsOwnAddressIsReadByNobodyElse() {
        assertThat(readByOthers("juno@school.example", Relation.CHILD, Channel.EMAIL))
                .isFalse();
        assertThat(readByOthers("juno.vale@school.example", Relation.CHILD, Channel.EMAIL))
                .isFalse();
        assertThat(readByOthers("juno@school.example", Relation.UNKNOWN, Channel.EMAIL))
                .isFalse();
        assertThat(readByOthers("juno@school.example", Relation.CHILD, Channel.WEB))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "robin.vale+juno@gmail.com",
                "robinvale@googlemail.com",
                "family@vale.example",
                "the.vale.family@mail.example",
                "valefamily@mail.example",
                "thevales@mail.example",
                "mom.and.juno@mail.example",
                "home@vale.example"
            })
    void r04_aParentsMailboxInAnotherSpellingOrASharedOneIsReadAtHome(String address) {
        assertThat(readByOthers(address, Relation.CHILD, Channel.EMAIL)).isTrue();
    }

    @Test
    void r04_anAdultsAddressAndOneFromTheFormAreReadAtHome() {
        for (Relation adult : List.of(Relation.PARENT, Relation.GUARDIAN, Relation.TEACHER, Relation.OTHER)) {
            assertThat(readByOthers("juno@school.example", adult, Channel.EMAIL))
                    .isTrue();
        }
        assertThat(readByOthers("juno@school.example", Relation.UNKNOWN, Channel.WEB))
                .as("a child is asked for a grown-up's address there")
                .isTrue();
    }

    private static boolean readByOthers(String address, Relation relation, Channel channel) {
        Customer writer = person(2, relation, address);
        Household home = new Household(5, "Vale", null, List.of(PARENT, writer));
        return ChildsMailbox.readByOthers(writer, Optional.of(home), channel).contains(new EmailAddress(address));
    }

    private static Customer person(long id, Relation relation, String address) {
        @Nullable Long household = 5L;
        return new Customer(
                id,
                "Somebody",
                "free",
                null,
                household,
                relation,
                null,
                null,
                null,
                List.of(CustomerAddress.of(new EmailAddress(address))),
                Instant.EPOCH,
                Instant.EPOCH,
                1);
    }
}

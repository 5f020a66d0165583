package org.nightlight.channel;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.DkimKey;
import org.nightlight.channel.email.ReturnPath;
import org.nightlight.channel.email.SideTag;
import org.nightlight.channel.email.Threads;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.EmailAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** By what this desk knows its own mail again: its name, the ids it gives, and where reports about each mail come back. */
@Component
class OwnMail {
    private final OutboundStore store;
    private final Database database;
    private final CurrentPlaybook playbooks;
    private final @Nullable EmailAddress bounces;
    /** Null where the first hop signs, or nobody does. */
    private final @Nullable DkimKey dkim;

    private volatile OutboundStore.@Nullable Instance known;

    OwnMail(
            OutboundStore store,
            Database database,
            CurrentPlaybook playbooks,
            @Value("${nightlight.bounces.address}") String bounces,
            @Value("${nightlight.dkim.domain}") String dkimDomain,
            @Value("${nightlight.dkim.selector}") String dkimSelector,
            @Value("${nightlight.dkim.key-file}") String dkimKey) {
        this.store = store;
        this.database = database;
        this.playbooks = playbooks;
        this.bounces = bounces.isBlank() ? null : new EmailAddress(bounces);
        this.dkim = dkimKey.isBlank() ? null : DkimKey.read(dkimDomain, dkimSelector, Path.of(dkimKey));
    }

    /** The desk's own name, which each of its mails carries. */
    String instance() {
        return own().id();
    }

    /** A new Message-ID, with angle brackets. */
    String newId() {
        return new Threads(
                        own().secret(),
                        playbooks.current().playbook().addresses().support().domain())
                .newMessageId();
    }

    /** The key with which mail is signed here, where there is one. */
    Optional<DkimKey> signature() {
        return Optional.ofNullable(dkim);
    }

    /** The mail with a signature, where the key is for its sender. */
    byte[] signed(EmailAddress sender, byte[] raw) {
        return dkim != null && dkim.signsFor(sender) ? dkim.signed(raw) : raw;
    }

    /** Where reports about this mail are to go; the sender where no address for reports is set. */
    EmailAddress returnPath(long outboundId, EmailAddress sender) {
        EmailAddress base = bounces;
        return base == null ? sender : new ReturnPath(own().secret(), base).of(outboundId);
    }

    /** The mail that a report sent to this address is about; empty when we never gave the address out. */
    Optional<Long> reported(EmailAddress returnPath) {
        EmailAddress base = bounces;
        return base == null ? Optional.empty() : new ReturnPath(own().secret(), base).mail(returnPath);
    }

    /** What the subjects of a side conversation end with. */
    String sideTag(long sideId) {
        return new SideTag(own().secret()).of(sideId);
    }

    /** The side conversation whose tag a subject bears. */
    Optional<Long> side(String subject) {
        return new SideTag(own().secret()).side(subject);
    }

    private OutboundStore.Instance own() {
        OutboundStore.Instance found = known;
        if (found == null) {
            found = database.read(Clearance.SYSTEM, store::instance);
            known = found;
        }
        return found;
    }
}

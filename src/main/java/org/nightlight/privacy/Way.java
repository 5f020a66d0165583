package org.nightlight.privacy;

/** A way by which the desk itself sends something out. What it serves must stand in the register of {@link Suppliers}. */
public enum Way {
    MAIL(
            "mail-relay",
            "Our own mail server",
            "Delivers our answers to customers and what the desk tells its staff.",
            "The mail itself: addresses, subject and text. It keeps no copy for uses of its own.",
            Supplier.Kind.INTERNAL_OPERATIONS,
            true),
    WEBHOOK(
            "webhook",
            "The Safety Team’s alarm",
            "Calls people when a child may be in danger.",
            "A case’s number, its level and a link. Nothing that anybody wrote.",
            Supplier.Kind.INTERNAL_OPERATIONS,
            true),
    CYBERTIPLINE(
            "cybertipline",
            "NCMEC CyberTipline",
            "Takes the reports on the sexual exploitation of children that law asks for.",
            "What two people approved for one report.",
            Supplier.Kind.AUTHORITY,
            false),
    KEYS(
            "key-service",
            "Key-management service",
            "Wraps the keys under which a child’s words are sealed.",
            "Wrapped keys alone. Nothing that anybody wrote.",
            Supplier.Kind.INTERNAL_OPERATIONS,
            false),
    CARD(
            "card-provider",
            "Stripe",
            "Confirms a parent by a payment card, and mails a receipt to whoever holds the account.",
            "A parent’s e-mail address, an amount and a language; and what the parent types on its own page. Nothing of a"
                    + " child’s.",
            Supplier.Kind.INTERNAL_OPERATIONS,
            false),
    KNOWLEDGE(
            "knowledge-questions",
            "Provider of questions",
            "Confirms a parent by questions that only they can answer.",
            "A parent’s name and address as they typed it, and a language. Nothing of a child’s.",
            Supplier.Kind.INTERNAL_OPERATIONS,
            false),
    FILES(
            "file-store",
            "File storage",
            "Keeps the files that came with messages.",
            "Encrypted files alone, without names and without their keys: how many, how large and when.",
            Supplier.Kind.INTERNAL_OPERATIONS,
            false),
    INBOUND(
            "mail-services",
            "Mail service that takes mail in",
            "Takes in mail to our addresses and hands it on to the desk.",
            "The mail itself, before the desk has it: addresses, subject, text and files. It keeps no copy for uses of its own.",
            Supplier.Kind.INTERNAL_OPERATIONS,
            false),
    MAILBOXES(
            "mailboxes",
            "Host of our mailboxes",
            "Holds the mailboxes that the desk reads.",
            "The mail itself: addresses, subject, text and files, for as long as it is left in the mailbox.",
            Supplier.Kind.INTERNAL_OPERATIONS,
            false),
    NAMES(
            "name-servers",
            "Name servers",
            "Say what senders’ domains publish about their mail.",
            "Names of domains that mail came from. No address and nothing that anybody wrote.",
            Supplier.Kind.INTERNAL_OPERATIONS,
            true);

    private final String key;
    private final String name;
    private final String purposes;
    private final String gets;
    private final Supplier.Kind kind;
    private final boolean own;

    Way(String key, String name, String purposes, String gets, Supplier.Kind kind, boolean own) {
        this.key = key;
        this.name = name;
        this.purposes = purposes;
        this.gets = gets;
        this.kind = kind;
        this.own = own;
    }

    public String key() {
        return key;
    }

    static Way ofKey(String key) {
        for (Way way : values()) {
            if (way.key.equals(key)) {
                return way;
            }
        }
        throw new IllegalArgumentException("no way is called " + key);
    }

    /** The entry that a desk makes when it first uses this way, for a person to look through. */
    Supplier.Facts first() {
        return new Supplier.Facts(name, kind, own, purposes, gets, null);
    }
}

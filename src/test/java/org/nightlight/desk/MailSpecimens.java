package org.nightlight.desk;

import java.util.List;

/** Screens about the ways in of mail. */
final class MailSpecimens {
    private MailSpecimens() {}

    static AdminMailboxesPage mailboxes(Chrome chrome, When when) {
        return new AdminMailboxesPage(
                chrome,
                List.of(
                        new AdminMailboxesPage.Row(
                                "support",
                                "support@storytailor.com",
                                "imap.storytailor.example, INBOX",
                                "It is read",
                                false,
                                when,
                                0,
                                null,
                                "",
                                null),
                        new AdminMailboxesPage.Row(
                                "school",
                                "school@storytailor.com",
                                "imap.storytailor.example, INBOX",
                                "It is not being read",
                                true,
                                when,
                                3,
                                when,
                                "The mail server refuses this user.",
                                when)),
                List.of(
                        new AdminMailboxesPage.Service("Postmark", "Mail is taken", false, when, "", "", null),
                        new AdminMailboxesPage.Service(
                                "Amazon SES",
                                "Mail is not being taken",
                                true,
                                when,
                                "3 s",
                                "There is no bucket mail at the S3 service.",
                                when)));
    }
}

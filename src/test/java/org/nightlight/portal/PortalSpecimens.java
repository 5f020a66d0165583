package org.nightlight.portal;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nightlight.safety.HelpLines;
import org.nightlight.ticket.Marked;

/** Believable models for every customer page. */
public final class PortalSpecimens {
    /** A page: the template and what it is filled with, a model or a map of parameters. */
    public record Page(String template, Object page) {}

    private PortalSpecimens() {}

    public static Map<String, Page> all() {
        var chrome = new PortalChrome(
                "Storytailor",
                "People are here Monday to Friday, 9 to 5 Eastern.",
                "_csrf",
                "specimen",
                "https://www.wikipedia.org/");
        var wrong = new LinkedHashMap<String, String>();
        wrong.put("kind", "Choose what it is about.");
        wrong.put("message", "Tell us what happened.");
        var typed = new ContactPage.Form("", "Robin Vale", "robin@example.org", "");
        var child = new ContactPage.Form("content", "", "", "the dragon story was to scary");
        var why = BuiltInNotice.of().asks();

        var all = new LinkedHashMap<String, Page>();
        all.put("home", new Page("portal/home", new HomePage(chrome)));
        all.put("help", help(chrome, ""));
        all.put("help-found", help(chrome, "story"));
        all.put("help-nothing", new Page("portal/help", new HelpPage(chrome, "zebra", List.of(), false)));
        all.put("help-away", new Page("portal/help", new HelpPage(chrome, "story", List.of(), true)));
        all.put("help-article", article(chrome));
        all.put("age", new Page("portal/age", new AgePage(chrome, "", Map.of())));
        all.put(
                "age-wrong",
                new Page(
                        "portal/age",
                        new AgePage(chrome, "86", Map.of("year", "Write the year with four digits, such as 1996."))));
        all.put(
                "contact",
                new Page("portal/contact", contact(chrome, ContactPage.Form.EMPTY, AgeBand.ADULT, why, Map.of())));
        all.put("contact-wrong", new Page("portal/contact", contact(chrome, typed, AgeBand.ADULT, why, wrong)));
        all.put("contact-child", new Page("portal/contact", contact(chrome, child, AgeBand.UNDER_13, why, Map.of())));
        all.put("sent", new Page("portal/sent", new SentPage(chrome, false, true)));
        all.put("sent-child", new Page("portal/sent", new SentPage(chrome, true, false)));
        all.put("privacy", new Page("portal/privacy", BuiltInNotice.page(chrome)));
        var checked = HelpLines.shipped().checked();
        all.put("crisis", crisis(chrome, "", checked));
        all.put("crisis-here", crisis(chrome, "US", checked));
        all.put("crisis-there", crisis(chrome, "MX", checked));
        all.put("crisis-old", crisis(chrome, "US", checked.plusYears(1)));
        all.put("consent", consent(chrome, "en", "centre", true, Map.of()));
        all.put("consent-spanish", consent(chrome, "es", "centre", true, Map.of()));
        all.put(
                "consent-wrong",
                consent(chrome, "en", "centre", true, Map.of("method", "To pass data on, a signed form is needed.")));
        all.put("consent-confirm", consent(chrome, "en", "confirm", false, Map.of()));
        all.put("consent-link", new Page("portal/consentLink", new ConsentLinkPage(chrome, true, false, "", Map.of())));
        all.put(
                "consent-asked",
                new Page("portal/consentLink", new ConsentLinkPage(chrome, false, true, "", Map.of())));
        all.put(
                "consent-form",
                new Page(
                        "portal/consentForm",
                        new ConsentFormPage(
                                chrome, "en", 41, false, "3 May 2026", List.of("Your permission is needed."))));
        all.put("consent-card", new Page("portal/consentCard", new ConsentCardPage(chrome, "en", true)));
        all.put("consent-card-open", new Page("portal/consentCard", new ConsentCardPage(chrome, "es", false)));
        all.put(
                "consent-questions",
                new Page(
                        "portal/consentQuestions",
                        new ConsentQuestionsPage(
                                chrome,
                                "/my/consent/t",
                                "en",
                                3,
                                true,
                                List.of(new ConsentQuestionsPage.Question(
                                        "q0",
                                        "In which of these streets did you live?",
                                        List.of(
                                                new ConsentQuestionsPage.Choice("0", "Elm Street"),
                                                new ConsentQuestionsPage.Choice("1", "None of these")))))));
        all.put(
                "proof",
                new Page("portal/proof", new ProofPage(chrome, "/my/proofs/t", "support@storytailor.com", false)));
        all.put(
                "proof-done",
                new Page("portal/proof", new ProofPage(chrome, "/my/proofs/t", "support@storytailor.com", true)));
        all.put("proof-dead", new Page("portal/proof", new ProofPage(chrome, "", "support@storytailor.com", false)));
        all.put("family", family(chrome, "en", "copy", Map.of()));
        all.put(
                "family-faults",
                family(chrome, "es", "", Map.of("what", "Escriba qué está mal.", "sure-8", "Marque.")));
        all.put("family-link", new Page("portal/familyLink", new FamilyLinkPage(chrome, false, false, "", Map.of())));
        all.put(
                "family-dead",
                new Page(
                        "portal/familyLink",
                        new FamilyLinkPage(chrome, true, false, "x", Map.of("email", "Write an e-mail address."))));
        all.put("family-asked", new Page("portal/familyLink", new FamilyLinkPage(chrome, false, true, "", Map.of())));
        all.put("notice", notice(chrome, "/my/notices/t", "en", false));
        all.put("notice-refused", notice(chrome, "/my/notices/t", "es", true));
        all.put("notice-dead", notice(chrome, "", "en", false));
        all.put(
                "retention",
                new Page("portal/retention", RetentionPage.of(chrome, org.nightlight.playbook.Playbooks.builtIn())));
        all.put("error", new Page("portal/error", Map.of("chrome", chrome, "status", 404, "code", "404-7K2M")));
        for (int status : new int[] {400, 403, 404, 409, 413, 429, 500}) {
            all.put(
                    "desk-error-" + status,
                    new Page(
                            "ui/error",
                            Map.of("status", status, "code", status + "-7K2M", "home", "/desk/lists/mine")));
        }
        return all;
    }

    private static Page family(PortalChrome chrome, String language, String done, Map<String, String> faults) {
        return new Page(
                "portal/family",
                new FamilyPage(
                        chrome,
                        "/my/family/t",
                        language,
                        done,
                        "support@storytailor.com",
                        3,
                        List.of(
                                new FamilyPage.Child(
                                        8,
                                        "Kit",
                                        true,
                                        List.of("Messages of conversations: 3", "Files: 1"),
                                        List.of(
                                                new FamilyPage.Copy(5, "2026-11-03", false),
                                                new FamilyPage.Copy(4, "2026-11-02", true)),
                                        null),
                                new FamilyPage.Child(
                                        9, "Pia", true, List.of(), List.of(), "It will be deleted from 2026-11-09."),
                                new FamilyPage.Child(10, "Bo", false, List.of(), List.of(), null)),
                        "",
                        faults));
    }

    private static Page notice(PortalChrome chrome, String here, String language, boolean refused) {
        return new Page(
                "portal/parentNotice",
                new ParentNoticePage(
                        chrome,
                        here,
                        language,
                        "support@storytailor.com",
                        List.of("We took your address to tell you of it."),
                        refused));
    }

    private static Page consent(
            PortalChrome chrome, String language, String purpose, boolean answerable, Map<String, String> faults) {
        return new Page(
                "portal/consent",
                new ConsentPage(
                        chrome,
                        "/my/consent/t",
                        language,
                        purpose,
                        "You have not answered yet.",
                        "3 May 2026",
                        "17 May 2026",
                        41,
                        answerable,
                        !answerable,
                        answerable
                                ? new ConsentPage.Wanted(true, true, true, null, null, "1.00 USD", true)
                                : new ConsentPage.Wanted(
                                        false,
                                        false,
                                        true,
                                        "https://checkout.stripe.com/c/pay/cs_1",
                                        "/my/consent/card?session=cs_1",
                                        "",
                                        false),
                        List.of(
                                new ConsentPage.Method("email-plus", "By a second mail", "It comes in a while."),
                                new ConsentPage.Method("card", "By a payment card", "On a page of Stripe’s.")),
                        "+1 555 010 0100",
                        true,
                        !answerable,
                        answerable ? List.of() : List.of("Conversations: 2", "Files: 1"),
                        answerable ? List.of("Your permission is needed.", "We use it to answer.") : List.of(),
                        List.of(new ConsentPage.Step(
                                "3 May 2026, 10:02", "2026-05-03T14:02:00Z", "You answered: yes.")),
                        Map.of("collection", "yes"),
                        faults));
    }

    private static Page help(PortalChrome chrome, String query) {
        List<HelpPage.Line> lines = List.of(
                new HelpPage.Line("/help/7-my-story", "My story does not come. What can I do?", ""),
                new HelpPage.Line("/help/9-alexa", "Alexa no encuentra mis cuentos", "es"));
        return new Page(
                "portal/help",
                new HelpPage(
                        chrome,
                        query,
                        query.isEmpty()
                                ? List.of(
                                        new HelpPage.Section("technical", "Something does not work", lines),
                                        HelpPage.Section.more(lines))
                                : HelpPage.Section.found(lines),
                        false));
    }

    private static Page article(PortalChrome chrome) {
        String text =
                "Try these steps.\n\n1. Look at your plan.\n2. Close the app. Open it again.\n\n**Tell us** if it does not help.";
        return new Page(
                "portal/article",
                new HelpArticlePage(
                        chrome,
                        "My story does not come. What can I do?",
                        "en",
                        Marked.html(text).orElseThrow(),
                        text,
                        "/help/8-mi-cuento",
                        false));
    }

    private static ContactPage contact(
            PortalChrome chrome,
            ContactPage.Form form,
            AgeBand age,
            Map<String, String> why,
            Map<String, String> faults) {
        return new ContactPage(
                chrome,
                form,
                ContactPage.KINDS,
                age.key(),
                age == AgeBand.UNDER_13,
                age == AgeBand.ADULT,
                true,
                why,
                "once-1",
                faults);
    }

    private static Page crisis(PortalChrome chrome, String country, LocalDate today) {
        return new Page("portal/crisis", PortalController.page(chrome, HelpLines.shipped(), country, today));
    }
}

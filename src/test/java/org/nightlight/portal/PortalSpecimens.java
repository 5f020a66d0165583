package org.nightlight.portal;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nightlight.safety.HelpLines;

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
        wrong.put("year", "Write the year you were born in with four digits, such as 1986.");
        wrong.put("kind", "Choose what it is about.");
        wrong.put("message", "Tell us what happened.");
        var typed = new ContactPage.Form("86", "", "Robin Vale", "robin@example.org", "");
        var child = new ContactPage.Form("2016", "content", "", "", "the dragon story was to scary");

        var all = new LinkedHashMap<String, Page>();
        all.put("home", new Page("portal/home", new HomePage(chrome)));
        all.put("help", new Page("portal/help", new HomePage(chrome)));
        all.put(
                "contact",
                new Page(
                        "portal/contact",
                        new ContactPage(chrome, ContactPage.Form.EMPTY, ContactPage.KINDS, false, "once-1", Map.of())));
        all.put(
                "contact-wrong",
                new Page("portal/contact", new ContactPage(chrome, typed, ContactPage.KINDS, false, "once-1", wrong)));
        all.put(
                "contact-child",
                new Page(
                        "portal/contact", new ContactPage(chrome, child, ContactPage.KINDS, true, "once-1", Map.of())));
        all.put("sent", new Page("portal/sent", new SentPage(chrome, false)));
        all.put("sent-child", new Page("portal/sent", new SentPage(chrome, true)));
        var checked = HelpLines.shipped().checked();
        all.put("crisis", crisis(chrome, "", checked));
        all.put("crisis-here", crisis(chrome, "US", checked));
        all.put("crisis-there", crisis(chrome, "MX", checked));
        all.put("crisis-old", crisis(chrome, "US", checked.plusYears(1)));
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

    private static Page crisis(PortalChrome chrome, String country, LocalDate today) {
        return new Page("portal/crisis", PortalController.page(chrome, HelpLines.shipped(), country, today));
    }
}

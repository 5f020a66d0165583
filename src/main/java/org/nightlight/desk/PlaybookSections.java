package org.nightlight.desk;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Category;
import org.nightlight.playbook.ConsentRules;
import org.nightlight.playbook.Giving;
import org.nightlight.playbook.Ladder;
import org.nightlight.playbook.Notice;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.SafetyRules;
import org.nightlight.playbook.SupportHours;
import org.nightlight.playbook.Target;
import org.nightlight.playbook.Team;
import org.nightlight.playbook.Times;

/** A playbook laid out for reading, part by part. */
record PlaybookSections(Playbook playbook) {
    List<AdminPlaybookPage.Section> all() {
        List<AdminPlaybookPage.Section> all = new ArrayList<>();
        all.add(brand());
        all.add(notice());
        all.add(hours());
        all.add(tiers());
        all.add(categories());
        all.add(ladders());
        all.add(safety());
        all.add(consent());
        all.add(retention());
        all.add(teams());
        all.add(templates());
        return all;
    }

    private AdminPlaybookPage.Section brand() {
        return section(
                "Brand and ways in",
                "Who we are, where customers reach us, and which plan may use which way.",
                table(
                        "Addresses",
                        List.of("What", "Address"),
                        List.of(
                                List.of("Brand", playbook.brand().name()),
                                List.of(
                                        "Customers write to",
                                        playbook.addresses().support().value()),
                                List.of(
                                        "The Safety Team is alerted at",
                                        playbook.addresses().safetyAlerts().value()))),
                table(
                        "Ways in",
                        List.of("Way", "Plans", "Safety matters"),
                        playbook.channels().values().stream()
                                .map(channel -> List.of(
                                        channel.label(),
                                        channel.tiers().size()
                                                        == playbook.tiers().size()
                                                ? "all"
                                                : playbook.tiers().values().stream()
                                                        .filter(tier ->
                                                                channel.tiers().contains(tier.key()))
                                                        .map(tier -> tier.label())
                                                        .collect(Collectors.joining(", ")),
                                        channel.safetyFromAnybody() ? "from anybody" : "as the plan"))
                                .toList()));
    }

    private AdminPlaybookPage.Section notice() {
        Notice notice = playbook.notice();
        return section(
                "Online notice",
                "What /privacy tells customers of us, and why the contact form asks for what it asks.",
                table(
                        "Operators",
                        List.of("Name", "Address", "Telephone", "E-mail"),
                        notice.operators().stream()
                                .map(it -> List.of(
                                        it.name(),
                                        it.address() == null ? "not entered" : it.address(),
                                        it.phone() == null ? "not entered" : it.phone(),
                                        it.email().value()))
                                .toList()),
                table(
                        "Grounds",
                        List.of("What", "As the playbook has it"),
                        List.of(
                                List.of(
                                        "Data may be used because of",
                                        notice.basis().words()),
                                List.of(
                                        "Customers are served in",
                                        notice.countries().stream().sorted().collect(Collectors.joining(", "))))),
                table(
                        "The contact form asks for",
                        List.of("Field", "Reason"),
                        notice.asks().entrySet().stream()
                                .map(it -> List.of(it.getKey(), it.getValue()))
                                .toList()));
    }

    private AdminPlaybookPage.Section hours() {
        SupportHours hours = playbook.hours();
        List<List<String>> week = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            String open = hours.weekly().getOrDefault(day, List.of()).stream()
                    .map(SupportHours.Block::text)
                    .collect(Collectors.joining(", "));
            week.add(List.of(day.getDisplayName(TextStyle.FULL, Locale.UK), open.isEmpty() ? "closed" : open));
        }
        return section(
                "Support hours",
                "In the zone " + hours.zone() + ". Business days are counted in these hours.",
                table("The week", List.of("Day", "Open"), week),
                table(
                        "Holidays",
                        List.of("Date", "Name"),
                        hours.holidays().entrySet().stream()
                                .map(day -> List.of(day.getKey().toString(), day.getValue()))
                                .toList()));
    }

    private AdminPlaybookPage.Section tiers() {
        return section(
                "Tiers and times",
                "Hours are clock hours; business days are counted in support hours.",
                table(
                        "",
                        List.of("Tier", "People", "First answer", "Solved", "Climbs after"),
                        playbook.tiers().values().stream()
                                .map(tier -> List.of(
                                        tier.label(),
                                        tier.aroundTheClock() ? "day and night" : "in support hours",
                                        tier.firstResponse().text(),
                                        tier.resolution().text(),
                                        tier.escalation().text()))
                                .toList()));
    }

    private AdminPlaybookPage.Section categories() {
        List<AdminPlaybookPage.Table> tables = new ArrayList<>();
        for (Category category : playbook.categories().values()) {
            tables.add(table(
                    category.label(),
                    List.of("Issue", "Starts at", "Own times"),
                    category.issues().values().stream()
                            .map(issue -> List.of(
                                    issue.label(),
                                    EventWords.level(issue.landingLevel()),
                                    times(issue.times().orElse(category.times()))))
                            .toList()));
        }
        return new AdminPlaybookPage.Section(
                "Categories and issues", "What customers write about, and where it starts.", tables);
    }

    private AdminPlaybookPage.Section ladders() {
        Words words = new Words(playbook, java.time.Instant.EPOCH);
        List<AdminPlaybookPage.Table> tables = new ArrayList<>();
        for (Category category : playbook.categories().values()) {
            List<List<String>> rungs = new ArrayList<>();
            for (Ladder.Rung rung : category.ladder().rungs()) {
                rungs.add(List.of(
                        EventWords.level(rung.level()),
                        words.team(rung.team()),
                        rung.reasons().isEmpty()
                                ? "the last level"
                                : String.join("; ", rung.reasons().values())));
            }
            tables.add(table(category.label(), List.of("Level", "Team", "Goes up for"), rungs));
        }
        return new AdminPlaybookPage.Section("Ladders", "The way up, level by level.", tables);
    }

    private AdminPlaybookPage.Section safety() {
        Category category = playbook.safetyCategory();
        return section(
                "Safety",
                "For every tier, day and night. These clocks never pause.",
                table(
                        "Times",
                        List.of("Issue", "Times"),
                        playbook.safety().times().entrySet().stream()
                                .map(issue -> List.of(
                                        category.issues().containsKey(issue.getKey())
                                                ? category.issues()
                                                        .get(issue.getKey())
                                                        .label()
                                                : issue.getKey(),
                                        times(issue.getValue())))
                                .toList()),
                table(
                        "An alert waits for an answer",
                        List.of("Level", "Before the next person is called"),
                        playbook.safety().paging().entrySet().stream()
                                .map(wait -> List.of(
                                        wait.getKey().toUpperCase(java.util.Locale.ROOT),
                                        wait.getValue().toMinutes() + " minutes"))
                                .toList()),
                table(
                        "Mandatory report",
                        List.of("What", "From the first flag"),
                        List.of(
                                List.of(
                                        "The Safety Team is warned after",
                                        text(playbook.safety().report().warnAfter())),
                                List.of(
                                        "A report is made within",
                                        text(playbook.safety().report().within())))),
                table(
                        "Care for those who work on grave cases",
                        List.of("What", "How much"),
                        care(playbook.safety().care())),
                table(
                        "How the desk watches itself",
                        List.of("What", "How much"),
                        List.of(
                                List.of(
                                        "Messages with nothing found that a person reads all the same",
                                        playbook.safety().watch().rereadPerThousand() + " in 1,000"),
                                List.of(
                                        "A drill at the latest after",
                                        playbook.safety().watch().drillEvery().toDays() + " days"),
                                List.of(
                                        "A report that waits for approval goes to a deputy after",
                                        playbook.safety().watch().deputyAfter().toMinutes() + " minutes"))),
                table(
                        "Approved answers to a child",
                        List.of("Answer", "Language", "Words"),
                        playbook.safety().answers().values().stream()
                                .flatMap(answer -> answer.texts().entrySet().stream()
                                        .map(text -> List.of(answer.name(), text.getKey(), text.getValue())))
                                .toList()),
                table(
                        "Sealed evidence",
                        List.of("What", "For how long"),
                        List.of(List.of(
                                "Kept after its case was closed, or longer while a hold stands",
                                playbook.safety().sealedDays() + " days"))),
                table(
                        "Crisis lines",
                        List.of("Who", "How"),
                        playbook.safety().crisisLines().stream()
                                .map(line -> List.of(line.name(), line.reach()))
                                .toList()));
    }

    private AdminPlaybookPage.Section retention() {
        return section(
                "How long what is kept",
                "In force since " + playbook.retention().dated() + ". Every erasure waits "
                        + playbook.retention().erasureWaitDays()
                        + " days. Customers read the same at /privacy/retention.",
                table(
                        "Classes of record",
                        List.of("What", "Days", "Counted from", "What for", "Why it is needed"),
                        playbook.retention().classes().values().stream()
                                .map(one -> List.of(
                                        one.label(),
                                        Integer.toString(one.days()),
                                        one.from(),
                                        one.purpose(),
                                        one.need()))
                                .toList()));
    }

    private static List<List<String>> care(SafetyRules.Care care) {
        return List.of(
                List.of(
                        "Grave cases that one person takes in a shift, at most",
                        Integer.toString(care.casesPerShift())),
                List.of(
                        "Looks at files of grave cases in a shift, a minute each, at most",
                        Integer.toString(care.mediaMinutes())),
                List.of("Rest after an emergency", text(care.pause())),
                List.of("A break-glass grant lasts", text(care.breakGlass())));
    }

    private static String text(java.time.Duration length) {
        return new Target.ClockHours(length).text();
    }

    private AdminPlaybookPage.Section consent() {
        ConsentRules rules = playbook.consent();
        return section(
                "Consent of parents",
                "These may only become stricter.",
                table(
                        "Asking a parent",
                        List.of("What", "How"),
                        List.of(
                                List.of(
                                        "Somebody of unknown age is treated as",
                                        rules.directedToChildren() ? "a child under 13" : "of unknown age"),
                                List.of(
                                        "Without an answer a parent’s address is deleted after",
                                        rules.answerWithinDays() + " days"),
                                List.of("The second mail waits", text(rules.confirmAfter())),
                                List.of("A consent holds for", rules.lastsDays() + " days"),
                                List.of(
                                        "A child’s data may go to",
                                        rules.thirdParties().isEmpty()
                                                ? "nobody"
                                                : String.join("; ", rules.thirdParties())))));
    }

    private AdminPlaybookPage.Section teams() {
        return section(
                "Teams",
                "Who works on tickets.",
                table(
                        "",
                        List.of("Team", "Who", "Tickets"),
                        playbook.teams().values().stream()
                                .map(team ->
                                        List.of(team.label(), team.software() ? "software" : "people", given(team)))
                                .toList()));
    }

    private static String given(Team team) {
        Giving giving = team.giving();
        if (giving == null) {
            return team.software() ? "none" : "are taken, or given by a person";
        }
        return (giving.by() == Giving.By.ROUND_ROBIN ? "are given out in turn" : "are given to whoever has most room")
                + (giving.ownHours() == null ? "" : ", in hours of the team’s own") + "; back from somebody away after "
                + giving.returnsAfterText();
    }

    private AdminPlaybookPage.Section templates() {
        return section(
                "Templates",
                "Words to start a reply from.",
                table(
                        "",
                        List.of("Template", "Languages", "Text"),
                        playbook.templates().values().stream()
                                .map(template -> List.of(
                                        template.label(),
                                        String.join(", ", template.texts().keySet()),
                                        template.in(playbook.brand().language()).body()))
                                .toList()));
    }

    private static String times(Times times) {
        List<String> said = new ArrayList<>();
        add(said, "first answer", times.firstResponse());
        add(said, "solved", times.resolution());
        add(said, "climbs after", times.escalation());
        return said.isEmpty() ? "as the tier" : String.join(", ", said);
    }

    private static void add(List<String> said, String what, @Nullable Target target) {
        if (target != null) {
            said.add(what + " " + target.text());
        }
    }

    private static AdminPlaybookPage.Section section(String title, String intro, AdminPlaybookPage.Table... tables) {
        return new AdminPlaybookPage.Section(title, intro, List.of(tables));
    }

    private static AdminPlaybookPage.Table table(String caption, List<String> headings, List<List<String>> rows) {
        return new AdminPlaybookPage.Table(caption, headings, rows);
    }
}

package org.nightlight.playbook;

import java.io.StringReader;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Target.ClockHours;
import org.nightlight.shared.EmailAddress;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads a playbook and checks all of it. Whatever the text, the answer is a {@link Reading}: never an exception, and
 * never the first mistake alone.
 */
public final class PlaybookReader {
    private static final int LONGEST_DOCUMENT = 1_000_000;
    private static final Set<String> REQUIRED_TEMPLATES = Set.of("initial-response", "resolution", "escalation");

    private final Faults faults = new Faults();

    /** The playbook against whose safety times this one is held; {@code null} while reading the default itself. */
    private final @Nullable Playbook floor;

    private PlaybookReader(@Nullable Playbook floor) {
        this.floor = floor;
    }

    /** Reads a playbook; its safety times must be at least as strict as the default's. */
    public static Reading read(String yaml) {
        return new PlaybookReader(BuiltIn.PLAYBOOK).document(yaml);
    }

    static Reading readWithoutFloor(String yaml) {
        return new PlaybookReader(null).document(yaml);
    }

    private Reading document(String yaml) {
        if (yaml.length() > LONGEST_DOCUMENT) {
            return broken(new Fault(0, 0, "", "expected at most " + LONGEST_DOCUMENT + " characters"));
        }
        Node root;
        try {
            root = new Yaml(limits()).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            int line = mark == null ? 0 : mark.getLine() + 1;
            int column = mark == null ? 0 : mark.getColumn() + 1;
            return broken(new Fault(line, column, "", "expected YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            return broken(new Fault(0, 0, "", "expected YAML: " + e.getMessage()));
        }
        if (!(root instanceof MappingNode)) {
            return broken(new Fault(1, 1, "", "expected a playbook: keys such as brand, tiers and categories"));
        }
        Playbook playbook = new Value(faults, "", root, root.getStartMark()).section(this::playbook);
        return faults.none() ? new Reading.Sound(playbook) : new Reading.Faulty(faults.inOrder());
    }

    private static Reading broken(Fault fault) {
        return new Reading.Faulty(List.of(fault));
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_DOCUMENT);
        options.setNestingDepthLimit(30);
        options.setMaxAliasesForCollections(30);
        return options;
    }

    private Playbook playbook(Section top) {
        Playbook.Brand brand = top.required("brand").section(this::brand);
        SequencedMap<String, Tier> tiers = top.required("tiers").keyed(this::tier);
        SequencedMap<String, Team> teams = top.required("teams").keyed(this::team);
        SequencedMap<String, Category> categories =
                top.required("categories").keyed((key, value) -> category(key, value, teams));
        return new Playbook(
                brand,
                top.required("addresses").section(this::addresses),
                top.required("channels").keyed((key, value) -> channel(key, value, tiers.keySet())),
                top.required("hours").section(this::hours),
                tiers,
                top.required("default-tier").oneOf("a tier", tiers.keySet()),
                warnings(top.required("warnings")),
                top.required("tickets")
                        .section(section ->
                                section.required("reopen-within-days").whole(0, 3650)),
                top.required("triage")
                        .section(section ->
                                section.required("confidence-threshold").fraction()),
                teams,
                categories,
                top.required("safety").section(section -> safety(section, categories, teams)),
                templates(top.required("templates"), brand.language()));
    }

    private Playbook.Brand brand(Section section) {
        return new Playbook.Brand(
                section.required("name").text(),
                section.required("from-name").text(),
                section.required("language").text());
    }

    private Playbook.Addresses addresses(Section section) {
        List<EmailAddress> aliases = section.optional("aliases").map(Value::items).orElse(List.of()).stream()
                .map(Value::address)
                .toList();
        return new Playbook.Addresses(
                section.required("support").address(),
                section.required("safety-alerts").address(),
                aliases);
    }

    private Channel channel(String key, Value value, Set<String> tiers) {
        return value.section(section -> new Channel(
                key,
                section.required("label").text(),
                channelTiers(section.required("tiers"), tiers),
                section.required("safety-from-anybody").flag()));
    }

    private static Set<String> channelTiers(Value value, Set<String> tiers) {
        if (value.node() instanceof ScalarNode) {
            value.oneOf("'all' or a list of tiers", Set.of("all"));
            return tiers;
        }
        return Set.copyOf(new HashSet<>(
                value.items().stream().map(item -> item.oneOf("a tier", tiers)).toList()));
    }

    private SupportHours hours(Section section) {
        Value weekly = section.required("weekly");
        SequencedMap<DayOfWeek, List<SupportHours.Block>> week = weekly.section(this::week);
        if (week.values().stream().allMatch(List::isEmpty)) {
            weekly.fault("expected at least one open day");
        }
        return new SupportHours(
                section.required("zone").zone(),
                section.required("business-day").duration(),
                Collections.unmodifiableMap(week),
                section.optional("holidays")
                        .map(value -> value.dated(Value::text))
                        .orElseGet(LinkedHashMap::new),
                section.optional("overrides")
                        .map(value -> value.dated(this::blocks))
                        .map(Collections::<LocalDate, List<SupportHours.Block>>unmodifiableMap)
                        .orElse(Map.of()),
                false);
    }

    private SequencedMap<DayOfWeek, List<SupportHours.Block>> week(Section section) {
        SequencedMap<DayOfWeek, List<SupportHours.Block>> week = new LinkedHashMap<>();
        Map<DayOfWeek, Value> places = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            section.optional(day.name().toLowerCase(Locale.ROOT)).ifPresent(value -> {
                places.put(day, value);
                week.put(day, blocks(value));
            });
        }
        week.forEach((day, blocks) -> {
            int spill = blocks.isEmpty() ? 0 : blocks.getLast().closes() - 24 * 60;
            List<SupportHours.Block> tomorrow = week.getOrDefault(day.plus(1), List.of());
            if (!tomorrow.isEmpty() && tomorrow.getFirst().opens() < spill) {
                Optional.ofNullable(places.get(day.plus(1)))
                        .ifPresent(value -> value.fault("expected hours that do not overlap, found them beginning"
                                + " before the shift of the day before has ended"));
            }
        });
        return week;
    }

    private List<SupportHours.Block> blocks(Value value) {
        List<SupportHours.Block> blocks = new ArrayList<>();
        for (Value item : value.items()) {
            SupportHours.Block block = item.block();
            if (!blocks.isEmpty() && block.opens() < blocks.getLast().closes()) {
                item.fault("expected hours in order that do not overlap, found " + block.text() + " after "
                        + blocks.getLast().text());
            }
            blocks.add(block);
        }
        return List.copyOf(blocks);
    }

    private Tier tier(String key, Value value) {
        return value.section(section -> new Tier(
                key,
                section.required("label").text(),
                section.required("support")
                                .oneOf("standard or priority", List.of("standard", "priority"))
                                .equals("priority")
                        ? Tier.Support.PRIORITY
                        : Tier.Support.STANDARD,
                section.required("first-response").target(),
                section.required("resolution").target(),
                section.required("escalation").target()));
    }

    private Team team(String key, Value value) {
        return value.section(section -> new Team(
                key,
                section.required("label").text(),
                section.required("made-of")
                        .oneOf("people or software", List.of("people", "software"))
                        .equals("software")));
    }

    private List<Integer> warnings(Value value) {
        List<Integer> percents = new ArrayList<>();
        for (Value item : value.items()) {
            int percent = item.whole(1, 99);
            if (!percents.isEmpty() && percent <= percents.getLast()) {
                item.fault("expected rising percentages, found " + percent + " after " + percents.getLast());
            }
            percents.add(percent);
        }
        return List.copyOf(percents);
    }

    private Category category(String key, Value value, SequencedMap<String, Team> teams) {
        return value.section(section -> {
            Ladder ladder = new LadderReader(teams).ladder(section.required("ladder"));
            return new Category(
                    key,
                    section.required("label").text(),
                    times(section),
                    section.required("issues").keyed((issue, it) -> issue(issue, it, ladder)),
                    ladder);
        });
    }

    private Category.Issue issue(String key, Value value, Ladder ladder) {
        return value.section(section -> new Category.Issue(
                key,
                section.required("label").text(),
                section.optional("starts-at")
                        .map(level -> LadderReader.levelOn(ladder, level))
                        .orElse(ladder.first().level()),
                times(section)));
    }

    private static Times times(Section section) {
        return new Times(
                section.optional("first-response").map(Value::target).orElse(null),
                section.optional("resolution").map(Value::target).orElse(null),
                section.optional("escalation").map(Value::target).orElse(null));
    }

    private SafetyRules safety(
            Section section, SequencedMap<String, Category> categories, SequencedMap<String, Team> teams) {
        Value named = section.required("category");
        String key = named.oneOf("a category", categories.keySet());
        Category category = categories.get(key);
        Set<String> issues = category == null ? Set.of() : category.issues().keySet();
        if (category != null
                && category.ladder().rungs().stream()
                        .map(rung -> teams.get(rung.team()))
                        .allMatch(team -> team == null || team.software())) {
            named.fault("expected people on the ladder of the safety category, found software only");
        }
        Value times = section.required("times");
        return new SafetyRules(
                key,
                safetyTimes(times, issues),
                section.required("crisis-lines").items().stream()
                        .map(item -> item.section(line -> new SafetyRules.CrisisLine(
                                line.required("name").text(),
                                line.required("reach").text())))
                        .toList());
    }

    private SequencedMap<String, Times> safetyTimes(Value value, Set<String> issues) {
        SequencedMap<String, Times> times = value.keyed((issue, it) -> it.section(section -> {
            if (!issues.contains(issue)) {
                it.fault(
                        "expected an issue of the safety category, found '" + issue + "'" + Faults.hint(issue, issues));
            }
            Times least = floor == null ? null : floor.safety().times().get(issue);
            return new Times(
                    safetyTime(section.required("first-response"), least == null ? null : least.firstResponse()),
                    safetyTime(section.required("resolution"), least == null ? null : least.resolution()),
                    safetyTime(section.required("escalation"), least == null ? null : least.escalation()));
        }));
        Set<String> wanted = new TreeSet<>(issues);
        if (floor != null) {
            wanted.addAll(floor.safety().times().keySet());
        }
        wanted.stream()
                .filter(issue -> !times.containsKey(issue))
                .forEach(issue -> value.fault("expected times for the safety issue '" + issue + "', found none"));
        return times;
    }

    private static Target safetyTime(Value value, @Nullable Target most) {
        Target target = value.clockTarget();
        if (target instanceof ClockHours(Duration length)
                && most instanceof ClockHours(Duration limit)
                && length.compareTo(limit) > 0) {
            value.fault("expected at most " + most.text() + ", for a safety time may only become stricter, found "
                    + target.text());
        }
        return target;
    }

    private SequencedMap<String, Template> templates(Value value, String language) {
        SequencedMap<String, Template> templates = value.keyed((key, it) -> it.section(section -> {
            String label = section.required("label").text();
            section.required(language);
            SequencedMap<String, Template.Text> texts = new LinkedHashMap<>();
            section.all().forEach((tag, text) -> {
                if (!tag.equals("label")) {
                    texts.put(tag, text.section(PlaybookReader::templateText));
                }
            });
            return new Template(key, label, Collections.unmodifiableSequencedMap(texts), language);
        }));
        REQUIRED_TEMPLATES.stream()
                .filter(key -> !templates.containsKey(key))
                .sorted()
                .forEach(key -> value.fault("expected the template '" + key + "', found none"));
        return templates;
    }

    private static Template.Text templateText(Section section) {
        Value subject = section.required("subject");
        Value body = section.required("body");
        Template.Text text = new Template.Text(subject.text(), body.text());
        refuseUnknownVariables(subject, text.subject());
        refuseUnknownVariables(body, text.body());
        if (!text.subject().contains("{ticket.number}")) {
            subject.fault("expected {ticket.number} in the subject");
        }
        return text;
    }

    private static void refuseUnknownVariables(Value value, String text) {
        Template.VARIABLE
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .forEach(name -> {
                    if (!Template.VARIABLES.contains(name)) {
                        value.fault("expected a known variable, found {" + name + "}"
                                + Faults.hint(
                                        name,
                                        Template.VARIABLES.stream().sorted().toList()));
                    }
                });
    }
}

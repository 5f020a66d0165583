package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
            return broken(new Fault(
                    0,
                    0,
                    "",
                    say("expected at most ", "se esperaba un máximo de ")
                            + LONGEST_DOCUMENT
                            + say(" characters", " caracteres")));
        }
        Node root;
        try {
            root = new Yaml(limits()).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            int line = mark == null ? 0 : mark.getLine() + 1;
            int column = mark == null ? 0 : mark.getColumn() + 1;
            return broken(new Fault(line, column, "", say("expected YAML: ", "se esperaba YAML: ") + e.getProblem()));
        } catch (YAMLException e) {
            return broken(new Fault(0, 0, "", say("expected YAML: ", "se esperaba YAML: ") + e.getMessage()));
        }
        if (!(root instanceof MappingNode)) {
            return broken(new Fault(
                    1,
                    1,
                    "",
                    say(
                            "expected a playbook: keys such as brand, tiers and categories",
                            "se esperaban unas reglas: claves como brand, tiers y categories")));
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
        Playbook.Addresses addresses = top.required("addresses").section(this::addresses);
        SequencedMap<String, Tier> tiers = top.required("tiers").keyed(this::tier);
        SequencedMap<String, Team> teams = top.required("teams").keyed(this::team);
        SequencedMap<String, Category> categories =
                top.required("categories").keyed((key, value) -> category(key, value, teams));
        SafetyRules safety =
                top.required("safety").section(section -> new SafetyReader(floor, categories, teams).rules(section));
        return new Playbook(
                brand,
                addresses,
                top.required("channels").keyed((key, value) -> channel(key, value, tiers.keySet())),
                top.required("hours").section(HoursReader::hours),
                tiers,
                top.required("default-tier").oneOf(say("a tier", "un plan"), tiers.keySet()),
                warnings(top.required("warnings")),
                top.required("tickets")
                        .section(section ->
                                section.required("reopen-within-days").whole(0, 3650)),
                top.required("triage")
                        .section(section ->
                                section.required("confidence-threshold").fraction()),
                teams,
                categories,
                top.optional("skills")
                        .map(value -> value.keyed(new SkillReader(categories, safety.category())::skill))
                        .orElseGet(SkillReader::none),
                safety,
                top.optional("consent")
                        .map(value -> value.section(ConsentReader::rules))
                        .orElse(ConsentRules.LAXEST),
                top.optional("retention")
                        .map(value -> value.section(new RetentionReader(floor)::rules))
                        .orElseGet(() -> BuiltIn.PLAYBOOK.retention()),
                TemplateReader.templates(top.required("templates"), brand.language()),
                top.optional("notice")
                        .map(notice -> notice.section(NoticeReader::notice))
                        .orElseGet(
                                () -> NoticeReader.unstated(brand, addresses, floor == null ? null : floor.notice())));
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
        EmailAddress support = section.required("support").address();
        Map<EmailAddress, String> names = new LinkedHashMap<>();
        for (Value named : section.optional("names").map(Value::items).orElse(List.of())) {
            named.section(entry -> {
                Value address = entry.required("address");
                EmailAddress ours = address.address();
                if (!ours.equals(support) && !aliases.contains(ours)) {
                    address.fault(say(
                            "expected the support address or an alias",
                            "se esperaba la dirección de soporte o un alias"));
                } else if (names.putIfAbsent(ours, entry.required("from-name").text()) != null) {
                    address.fault(say("expected each address once", "se esperaba cada dirección una vez"));
                }
                return ours;
            });
        }
        return new Playbook.Addresses(support, section.required("safety-alerts").address(), aliases, Map.copyOf(names));
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
            value.oneOf(say("'all' or a list of tiers", "'all' o una lista de planes"), Set.of("all"));
            return tiers;
        }
        return Set.copyOf(new HashSet<>(value.items().stream()
                .map(item -> item.oneOf(say("a tier", "un plan"), tiers))
                .toList()));
    }

    private Tier tier(String key, Value value) {
        return value.section(section -> new Tier(
                key,
                section.required("label").text(),
                section.required("support")
                                .oneOf(
                                        say("standard or priority", "standard o priority"),
                                        List.of("standard", "priority"))
                                .equals("priority")
                        ? Tier.Support.PRIORITY
                        : Tier.Support.STANDARD,
                section.required("first-response").target(),
                section.required("resolution").target(),
                section.required("escalation").target()));
    }

    private Team team(String key, Value value) {
        return value.section(section -> {
            boolean software = section.required("made-of")
                    .oneOf(say("people or software", "people o software"), List.of("people", "software"))
                    .equals("software");
            Optional<Value> giving = section.optional("gives-out");
            giving.filter(it -> software)
                    .ifPresent(it -> it.fault(say(
                            "expected a team made of people, for software is given no tickets",
                            "se esperaba un equipo de personas, porque al programa no se le dan tickets")));
            return new Team(
                    key,
                    section.required("label").text(),
                    software,
                    giving.map(it -> it.section(PlaybookReader::giving)).orElse(null));
        });
    }

    private static Giving giving(Section section) {
        return new Giving(
                Giving.By.ofKey(section.required("by")
                        .oneOf(say("round-robin or least-loaded", "round-robin o least-loaded"), Giving.By.keys())),
                section.optional("returns-after").map(Value::duration).orElse(Giving.USUAL),
                section.optional("skill-waits").map(Value::duration).orElse(Giving.USUAL_FOR_SKILL),
                section.optional("hours")
                        .map(hours -> hours.section(HoursReader::hours))
                        .orElse(null));
    }

    private List<Integer> warnings(Value value) {
        List<Integer> percents = new ArrayList<>();
        for (Value item : value.items()) {
            int percent = item.whole(1, 99);
            if (!percents.isEmpty() && percent <= percents.getLast()) {
                item.fault(
                        say("expected rising percentages, found ", "se esperaban porcentajes en aumento, se encontró ")
                                + percent
                                + say(" after ", " después de ")
                                + percents.getLast());
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
}

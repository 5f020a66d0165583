package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Household;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.playbook.RetentionRules;
import org.nightlight.privacy.Copies;
import org.nightlight.privacy.Erasure;
import org.nightlight.privacy.Erasures;
import org.nightlight.privacy.Holding;
import org.nightlight.privacy.PersonalStores;
import org.nightlight.privacy.RetentionJob;
import org.nightlight.privacy.Scope;
import org.nightlight.privacy.Suppliers;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Staff;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where somebody's data is, copies of it, and its erasure. Whoever looks, with whatever right, sees what is outside the wall and
 * nothing else: the page must be the same with a safety case and without one.
 */
@Controller
class RecordsController {
    private static final String HERE = "/desk/admin/records";
    private static final int SHOWN = 50;
    private static final int DAYS = 30;

    private final Frame frame;
    private final PersonalStores stores;
    private final Erasures erasures;
    private final RetentionJob retention;
    private final Copies copies;
    private final Suppliers suppliers;
    private final Customers customers;
    private final Staff staff;
    private final Audit audit;
    private final Database database;

    RecordsController(
            Frame frame,
            PersonalStores stores,
            Erasures erasures,
            RetentionJob retention,
            Copies copies,
            Suppliers suppliers,
            Customers customers,
            Staff staff,
            Audit audit,
            Database database) {
        this.frame = frame;
        this.stores = stores;
        this.erasures = erasures;
        this.retention = retention;
        this.copies = copies;
        this.suppliers = suppliers;
        this.customers = customers;
        this.staff = staff;
        this.audit = audit;
        this.database = database;
    }

    /** Whom a page is about. {@code person} is null for a household as a whole. */
    private record About(
            @Nullable Customer person, @Nullable Household home) {
        @Nullable
        Long customerId() {
            return person == null ? null : Long.valueOf(person.id());
        }

        @Nullable
        Long householdId() {
            return person != null || home == null ? null : Long.valueOf(home.id());
        }

        String address() {
            return HERE
                    + (person != null
                            ? "/people/" + person.id()
                            : "/households/" + Objects.requireNonNull(home).id());
        }
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return list(visit, false, Map.of());
    }

    /** By number or address; sent as a form, so that no address stands in a URL. */
    @PostMapping(HERE + "/lookups")
    ModelAndView look(@RequestParam(defaultValue = "") String who, Visit visit) {
        String asked = who.strip();
        if (asked.isEmpty()) {
            return visit.answer(
                    422,
                    list(
                            visit,
                            false,
                            Map.of(
                                    "who",
                                    say(
                                            "Enter the number of a person or their e-mail address.",
                                            "Escribe el número de una persona o su dirección de correo."))));
        }
        Optional<Customer> found = asDesk(visit, () -> find(asked));
        return found.isEmpty()
                ? list(visit, true, Map.of())
                : new ModelAndView("redirect:" + HERE + "/people/" + found.get().id());
    }

    private Optional<Customer> find(String asked) {
        if (asked.matches("\\d{1,15}")) {
            return customers.find(Long.parseLong(asked));
        }
        return EmailAddress.parse(asked).flatMap(customers::findByAddress);
    }

    private ModelAndView list(Visit visit, boolean nothing, Map<String, String> faults) {
        return frame.page(visit, Chrome.Place.RECORDS, "desk/adminRecords", chrome -> {
            Map<Long, String> names = Talk.names(staff.all());
            RetentionRules rules = frame.playbook().retention();
            return new AdminRecordsPage(
                    chrome,
                    nothing,
                    erasures.latest(SHOWN).stream().map(it -> row(it, names)).toList(),
                    retention.deleted(DAYS).stream()
                            .map(it -> new AdminRecordsPage.Deleted(
                                    it.day().toString(),
                                    rules.of(it.recordClass()).label(),
                                    it.number()))
                            .toList(),
                    faults);
        });
    }

    private AdminRecordsPage.Row row(Erasure it, Map<Long, String> names) {
        String about = it.customerId() != null
                ? say("person ", "persona ") + it.customerId()
                : it.householdId() != null
                        ? say("household ", "hogar ") + it.householdId()
                        : say("somebody who is gone", "alguien que ya no está");
        return new AdminRecordsPage.Row(
                it.id(),
                about,
                state(it),
                frame.words().when(it.askedAt()),
                askedBy(it, names),
                it.state() == Erasure.State.REVIEW,
                it.state() == Erasure.State.REVIEW || it.state() == Erasure.State.WAITING);
    }

    private static String askedBy(Erasure it, Map<Long, String> names) {
        Long by = it.askedBy();
        return by == null
                ? say("the desk itself", "la mesa de ayuda misma")
                : names.getOrDefault(by, say("somebody", "alguien"));
    }

    private String state(Erasure it) {
        return switch (it.state()) {
            case REVIEW ->
                say(
                        "another person has to read it, for two adults are concerned",
                        "otra persona tiene que leerlo, pues se trata de dos personas adultas");
            case WAITING ->
                say("begins ", "empieza ") + frame.words().when(it.dueAt()).text();
            case RUNNING -> say("under way", "en curso");
            case DONE -> say("done on ", "hecho el ") + it.doneOn();
            case DECLINED -> say("called off", "anulado");
        };
    }

    @GetMapping(HERE + "/people/{id}")
    ModelAndView person(@PathVariable long id, Visit visit) {
        return page(visit, personFor(visit, id), Map.of());
    }

    @GetMapping(HERE + "/households/{id}")
    ModelAndView household(@PathVariable long id, Visit visit) {
        return page(visit, householdFor(visit, id), Map.of());
    }

    private About personFor(Visit visit, long id) {
        return asDesk(
                        visit,
                        () -> customers
                                .find(id)
                                .map(it ->
                                        new About(it, customers.householdOf(it).orElse(null))))
                .orElseThrow(NotHere::new);
    }

    private About householdFor(Visit visit, long id) {
        return asDesk(
                        visit,
                        () -> customers
                                .household(id)
                                .filter(home -> !home.members().isEmpty())
                                .map(home -> new About(null, home)))
                .orElseThrow(NotHere::new);
    }

    /** As anybody outside the wall, whatever the viewer's own rights. */
    private <T> T asDesk(Visit visit, Supplier<T> look) {
        return database.read(Clearance.DESK.of(visit.member().id()), look);
    }

    private ModelAndView page(Visit visit, About about, Map<String, String> faults) {
        List<Holding> held = database.read(Clearance.SYSTEM, () -> stores.holdings(scope(about)));
        Optional<Erasure> open = erasures.openOf(about.customerId(), about.householdId());
        List<Copies.Copy> made = copies.of(about.customerId(), about.householdId());
        return frame.recordedPage(visit, Chrome.Place.RECORDS, "desk/adminRecord", chrome -> {
            audit.record(visit.actor(), "records-read", subject(about), "");
            RetentionRules rules = frame.playbook().retention();
            return new AdminRecordPage(
                    chrome,
                    about.address(),
                    about.person() != null
                            ? say("Person ", "Persona ") + about.person().id()
                            : say("Household ", "Hogar ") + about.householdId(),
                    described(about),
                    people(about),
                    held.stream()
                            .map(it -> new AdminRecordPage.Row(
                                    it.shown(),
                                    it.number(),
                                    it.since() == null
                                            ? ""
                                            : LocalDate.ofInstant(it.since(), frame.zone())
                                                    .toString(),
                                    rules.of(it.recordClass()).label(),
                                    rules.of(it.recordClass()).days()))
                            .toList(),
                    suppliers.recipients().stream()
                            .map(it -> it.facts())
                            .map(facts -> new AdminRecordPage.Flow(
                                    facts.name(),
                                    facts.own()
                                            ? say("run by ourselves", "a nuestro cargo")
                                            : facts.kind().label(),
                                    facts.purposes(),
                                    facts.gets()))
                            .toList(),
                    relations(about),
                    parents(about),
                    rules.erasureWaitDays(),
                    open.map(this::state).orElse(null),
                    made.stream()
                            .map(it -> new AdminRecordPage.Copy(
                                    it.id(), it.words(), frame.words().when(it.askedAt()), it.ready()))
                            .toList(),
                    faults);
        });
    }

    private Scope scope(About about) {
        return about.person() != null
                ? stores.ofPerson(about.person().id())
                : stores.ofHousehold(Objects.requireNonNull(about.home()).id());
    }

    private static String subject(About about) {
        return about.person() != null ? "customer:" + about.person().id() : "household:" + about.householdId();
    }

    private static String described(About about) {
        Customer person = about.person();
        return person == null
                ? say("All people of one household.", "Todas las personas de un hogar.")
                : label(person) + ".";
    }

    /** Children are not named: their numbers do. */
    private static String label(Customer person) {
        return person.relation() == Relation.CHILD
                ? say("A child", "Un niño o niña")
                : person.name()
                        + (person.relation() == Relation.UNKNOWN
                                ? ""
                                : ", " + person.relation().label());
    }

    private static List<AdminRecordPage.Person> people(About about) {
        List<AdminRecordPage.Person> people = new ArrayList<>();
        Household home = about.home();
        if (home != null) {
            if (about.person() != null) {
                people.add(new AdminRecordPage.Person(
                        HERE + "/households/" + home.id(), say("The whole household", "Todo el hogar")));
            }
            home.members().stream()
                    .filter(it ->
                            about.person() == null || it.id() != about.person().id())
                    .forEach(it -> people.add(
                            new AdminRecordPage.Person(HERE + "/people/" + it.id(), label(it) + " (" + it.id() + ")")));
        }
        return people;
    }

    /** Whom the desk knows as a child is made nothing else here: how old somebody is has a history of its own. */
    private static List<Choice> relations(About about) {
        Customer person = about.person();
        if (person == null || about.home() == null || person.relation() == Relation.CHILD) {
            return List.of();
        }
        return Stream.of(Relation.values())
                .filter(it -> it != Relation.CHILD)
                .map(it -> new Choice(it.key(), Words.capital(it.label()), it == person.relation()))
                .toList();
    }

    /** What somebody is to the household decides what they may learn and decide about its children. */
    @PostMapping(HERE + "/people/{id}/relation")
    ModelAndView relate(@PathVariable long id, @RequestParam(defaultValue = "") String relation, Visit visit) {
        About about = personFor(visit, id);
        if (relations(about).stream().noneMatch(it -> it.value().equals(relation))) {
            return visit.answer(
                    422,
                    page(
                            visit,
                            about,
                            Map.of(
                                    "relation",
                                    say("Choose what they are to the household.", "Elige qué es en el hogar."))));
        }
        Customer person = Objects.requireNonNull(about.person());
        Outcome<Customer> outcome = database.write(
                visit.clearance(),
                () -> customers.update(
                        id, person.version(), person.details().withRelation(Relation.ofKey(relation)), visit.actor()));
        return switch (outcome) {
            case Outcome.Done<Customer> done -> visit.then(about.address(), Said.SAVED);
            case Outcome.Refused<Customer>(String field, String reason) ->
                visit.answer(422, page(visit, about, Map.of("relation", reason)));
        };
    }

    private static List<Choice> parents(About about) {
        List<Choice> parents = new ArrayList<>();
        parents.add(new Choice("", say("Nobody else’s: their own", "De nadie más: la persona misma"), true));
        if (about.home() != null) {
            about.home().members().stream()
                    .filter(it -> it.relation().answersForChildren())
                    .forEach(it -> parents.add(new Choice(Long.toString(it.id()), label(it), false)));
        }
        return parents;
    }

    @PostMapping(HERE + "/people/{id}/erasures")
    ModelAndView erasePerson(@PathVariable long id, @RequestParam(defaultValue = "") String parent, Visit visit) {
        About about = personFor(visit, id);
        return asked(
                visit,
                about,
                database.write(
                        visit.clearance(),
                        () -> erasures.ask(
                                Objects.requireNonNull(about.person()),
                                about.home(),
                                parent(about, parent),
                                visit.actor())));
    }

    @PostMapping(HERE + "/households/{id}/erasures")
    ModelAndView eraseHousehold(@PathVariable long id, @RequestParam(defaultValue = "") String parent, Visit visit) {
        About about = householdFor(visit, id);
        return asked(
                visit,
                about,
                database.write(
                        visit.clearance(),
                        () -> erasures.ask(
                                Objects.requireNonNull(about.home()), parent(about, parent), visit.actor())));
    }

    private static @Nullable Long parent(About about, String sent) {
        return parents(about).stream()
                .filter(choice -> !sent.isEmpty() && choice.value().equals(sent))
                .map(choice -> Long.valueOf(choice.value()))
                .findFirst()
                .orElse(null);
    }

    private ModelAndView asked(Visit visit, About about, Outcome<Long> outcome) {
        return switch (outcome) {
            case Outcome.Done<Long> done -> visit.then(about.address(), Said.ERASURE_ASKED);
            case Outcome.Refused<Long>(String field, String reason) ->
                visit.answer(422, page(visit, about, Map.of("main", reason)));
        };
    }

    @PostMapping(HERE + "/people/{id}/copies")
    ModelAndView copyPerson(@PathVariable long id, Visit visit) {
        return copied(visit, personFor(visit, id));
    }

    @PostMapping(HERE + "/households/{id}/copies")
    ModelAndView copyHousehold(@PathVariable long id, Visit visit) {
        return copied(visit, householdFor(visit, id));
    }

    private ModelAndView copied(Visit visit, About about) {
        database.write(visit.clearance(), () -> copies.ask(about.customerId(), about.householdId(), visit.actor()));
        return visit.then(about.address(), Said.COPY_ASKED);
    }

    /** Written down first, then handed out. */
    @GetMapping(HERE + "/copies/{id}/{kind}")
    ResponseEntity<byte[]> fetch(@PathVariable long id, @PathVariable String kind, Visit visit) {
        if (!kind.matches("pdf|json")) {
            throw new NotHere();
        }
        byte[] file = database.write(visit.clearance(), () -> copies.fetch(id, kind.equals("pdf"), visit.actor()))
                .orElseThrow(NotHere::new);
        return ResponseEntity.ok()
                .contentType(kind.equals("pdf") ? MediaType.APPLICATION_PDF : MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("copy-" + id + "." + kind)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(file);
    }

    @GetMapping(HERE + "/erasures/{id}")
    ModelAndView erasure(@PathVariable long id, Visit visit) {
        return erasurePage(visit, id, Map.of());
    }

    private ModelAndView erasurePage(Visit visit, long id, Map<String, String> faults) {
        Erasure it = erasures.find(id).orElseThrow(NotHere::new);
        return frame.page(
                visit,
                Chrome.Place.RECORDS,
                "desk/adminErasure",
                chrome -> new AdminErasurePage(
                        chrome,
                        row(it, Talk.names(staff.all())),
                        Long.valueOf(visit.member().id()).equals(it.askedBy()),
                        it.certificate(),
                        it.sha256(),
                        faults));
    }

    @PostMapping(HERE + "/erasures/{id}/review")
    ModelAndView review(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String goes,
            @RequestParam(defaultValue = "") String why,
            Visit visit) {
        Outcome<Erasure> outcome =
                database.write(visit.clearance(), () -> erasures.review(id, goes.equals("on"), why, visit.actor()));
        return switch (outcome) {
            case Outcome.Done<Erasure> done -> visit.then(HERE + "/erasures/" + id, Said.SAVED);
            case Outcome.Refused<Erasure>(String field, String reason) ->
                visit.answer(422, erasurePage(visit, id, Map.of(field.isEmpty() ? "main" : field, reason)));
        };
    }

    @PostMapping(HERE + "/erasures/{id}/withdrawal")
    ModelAndView callOff(@PathVariable long id, Visit visit) {
        boolean early = database.write(visit.clearance(), () -> erasures.callOff(id, visit.actor()));
        return visit.then(HERE, early ? Said.ERASURE_CALLED_OFF : Said.ERASURE_TOO_LATE);
    }
}

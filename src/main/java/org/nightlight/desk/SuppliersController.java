package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Database;
import org.nightlight.privacy.Standing;
import org.nightlight.privacy.Supplier;
import org.nightlight.privacy.Suppliers;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The register of all to whom data can flow, kept by admins. */
@Controller
class SuppliersController {
    private static final String HERE = "/desk/admin/suppliers";

    private static final int LONGEST_NAME = 200;

    private final Frame frame;
    private final Suppliers suppliers;
    private final Staff staff;
    private final Audit audit;
    private final Database database;

    SuppliersController(Frame frame, Suppliers suppliers, Staff staff, Audit audit, Database database) {
        this.frame = frame;
        this.suppliers = suppliers;
        this.staff = staff;
        this.audit = audit;
        this.database = database;
    }

    /** What a refused form leaves on the page. {@code id} is 0 for a further recipient. */
    private record Left(
            long id, Supplier.@Nullable Facts facts, AdminSuppliersPage.Paper paper, Map<String, String> faults) {
        static final Left NOTHING = new Left(-1, null, AdminSuppliersPage.Paper.EMPTY, Map.of());
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return page(visit, Left.NOTHING);
    }

    @PostMapping(HERE)
    ModelAndView add(@RequestParam Map<String, String> sent, Visit visit) {
        Supplier.Facts facts = facts(sent, "");
        return told(
                visit,
                0,
                facts,
                AdminSuppliersPage.Paper.EMPTY,
                database.write(visit.clearance(), () -> suppliers.add(facts, visit.actor())));
    }

    /** Saves an entry; whoever does says that it is right. */
    @PostMapping(HERE + "/{id}")
    ModelAndView change(@PathVariable long id, @RequestParam Map<String, String> sent, Visit visit) {
        Supplier.Facts facts = facts(sent, "-" + id);
        return told(
                visit,
                id,
                facts,
                AdminSuppliersPage.Paper.EMPTY,
                database.write(visit.clearance(), () -> suppliers.change(id, facts, visit.actor()))
                        .orElseThrow(NotHere::new));
    }

    @PostMapping(HERE + "/{id}/assurances")
    ModelAndView assure(
            @PathVariable long id,
            @RequestParam Map<String, String> sent,
            @RequestParam(name = "paper", required = false) @Nullable MultipartFile file,
            Visit visit) {
        String reference = sent.getOrDefault("reference-" + id, "");
        String expires = sent.getOrDefault("expires-" + id, "");
        Suppliers.Paper paper = paper(file);
        return told(
                visit,
                id,
                null,
                new AdminSuppliersPage.Paper(reference, expires),
                database.write(visit.clearance(), () -> suppliers.assure(id, reference, paper, expires, visit.actor()))
                        .orElseThrow(NotHere::new));
    }

    @GetMapping(HERE + "/{id}/assurances/{paper}")
    ResponseEntity<byte[]> read(@PathVariable long id, @PathVariable long paper, Visit visit) {
        Suppliers.Paper found = database.write(visit.clearance(), () -> {
            Suppliers.Paper it = suppliers.paper(id, paper).orElseThrow(NotHere::new);
            audit.record(visit.actor(), "supplier.read", "supplier:" + id, "assurance:" + paper);
            return it;
        });
        return FileAnswers.download(found.name(), found.bytes());
    }

    /** Ends an entry, or takes that back. */
    @PostMapping(HERE + "/{id}/end")
    ModelAndView end(@PathVariable long id, @RequestParam(defaultValue = "") String resume, Visit visit) {
        boolean back = !resume.isEmpty();
        boolean done = database.write(
                visit.clearance(), () -> back ? suppliers.resume(id, visit.actor()) : suppliers.end(id, visit.actor()));
        if (!done) {
            throw new NotHere();
        }
        return visit.then(HERE, back ? Said.SUPPLIER_RESUMED : Said.SUPPLIER_ENDED);
    }

    private ModelAndView told(
            Visit visit,
            long id,
            Supplier.@Nullable Facts facts,
            AdminSuppliersPage.Paper paper,
            Outcome<Long> outcome) {
        return switch (outcome) {
            case Outcome.Done<Long> done -> visit.then(HERE, Said.SAVED);
            case Outcome.Refused<Long>(String field, String reason) ->
                visit.answer(
                        422,
                        page(visit, new Left(id, facts, paper, Map.of(id == 0 ? field : field + "-" + id, reason))));
        };
    }

    private ModelAndView page(Visit visit, Left left) {
        return frame.page(visit, Chrome.Place.SUPPLIERS, "desk/adminSuppliers", chrome -> {
            List<StaffMember> people = staff.all();
            Map<Long, String> names = Talk.names(people);
            return new AdminSuppliersPage(
                    chrome,
                    suppliers.all().stream()
                            .map(it -> entry(it, people, names, left))
                            .toList(),
                    form(
                            left.id() == 0 && left.facts() != null
                                    ? left.facts()
                                    : new Supplier.Facts("", Supplier.Kind.INTERNAL_OPERATIONS, false, "", "", null),
                            people),
                    left.faults());
        });
    }

    private AdminSuppliersPage.Entry entry(Supplier it, List<StaffMember> people, Map<Long, String> names, Left left) {
        Standing standing = suppliers.standing(it);
        boolean open = left.id() == it.id();
        boolean ended = it.endedAt() != null;
        Supplier.Assurance assurance = it.assurance();
        return new AdminSuppliersPage.Entry(
                it.id(),
                it.way() != null,
                it.machine(),
                standing.words(),
                standing != Standing.GOOD && !ended,
                suppliers.consequence(it, standing),
                confirmed(it, names),
                assurance == null ? "" : assurance(assurance, names),
                assurance == null || assurance.fileName() == null
                        ? ""
                        : HERE + "/" + it.id() + "/assurances/" + assurance.id(),
                it.needsAssurance(),
                ended,
                form(open && left.facts() != null ? left.facts() : it.facts(), people),
                open ? left.paper() : AdminSuppliersPage.Paper.EMPTY,
                open);
    }

    private String confirmed(Supplier it, Map<Long, String> names) {
        return it.confirmedAt() == null || it.confirmedBy() == null
                ? say("Nobody has confirmed it yet.", "Nadie la ha confirmado todavía.")
                : say("Confirmed by ", "La confirmó ")
                        + names.getOrDefault(it.confirmedBy(), say("staff ", "personal ") + it.confirmedBy())
                        + say(" on ", " el ") + Days.full(it.confirmedAt().atZone(frame.zone())) + ".";
    }

    private String assurance(Supplier.Assurance it, Map<Long, String> names) {
        return say("Written assurance until ", "Garantía escrita hasta el ") + Days.full(it.expires())
                + say(", checked by ", ", la revisó ")
                + names.getOrDefault(it.checkedBy(), say("staff ", "personal ") + it.checkedBy()) + say(" on ", " el ")
                + Days.full(it.checkedAt().atZone(frame.zone())) + "."
                + (it.reference().isEmpty() ? "" : " " + it.reference());
    }

    private static AdminSuppliersPage.Form form(Supplier.Facts facts, List<StaffMember> people) {
        return new AdminSuppliersPage.Form(
                facts.name(),
                Arrays.stream(Supplier.Kind.values())
                        .map(kind -> new Choice(kind.key(), kind.label(), kind == facts.kind()))
                        .toList(),
                facts.own(),
                facts.purposes(),
                facts.gets(),
                Stream.concat(
                                Stream.of(new Choice("", say("nobody yet", "nadie todavía"), facts.ownerId() == null)),
                                people.stream()
                                        .filter(StaffMember::active)
                                        .map(person -> new Choice(
                                                Long.toString(person.id()),
                                                person.name(),
                                                Long.valueOf(person.id()).equals(facts.ownerId()))))
                        .toList());
    }

    private Supplier.Facts facts(Map<String, String> sent, String suffix) {
        return new Supplier.Facts(
                sent.getOrDefault("name" + suffix, ""),
                Arrays.stream(Supplier.Kind.values())
                        .filter(kind -> kind.key().equals(sent.getOrDefault("kind" + suffix, "")))
                        .findFirst()
                        .orElse(Supplier.Kind.THIRD_PARTY), // what nobody has judged is judged most strictly
                sent.containsKey("own" + suffix),
                sent.getOrDefault("purposes" + suffix, ""),
                sent.getOrDefault("gets" + suffix, ""),
                Optional.of(sent.getOrDefault("owner" + suffix, ""))
                        .filter(owner -> owner.matches("\\d{1,15}"))
                        .map(Long::parseLong)
                        .flatMap(staff::find)
                        .map(StaffMember::id)
                        .orElse(null));
    }

    private static Suppliers.@Nullable Paper paper(@Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) {
            return null;
        }
        String name = String.valueOf(file.getOriginalFilename()).replaceAll("[\\p{Cntrl}/\\\\]", "");
        try {
            return new Suppliers.Paper(
                    name.isBlank() ? "assurance" : name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                    file.getBytes());
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }
}

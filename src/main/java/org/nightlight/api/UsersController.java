package org.nightlight.api;

import static nightlight.tables.Tables.CUSTOMER;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.database.Database;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Users of the dialect: customers first, then staff, in the order of their ids. */
@RestController
@RequestMapping("/api/v2")
class UsersController {
    private static final String USER = "user";
    private static final String USERS = "users";
    private static final int FOUND = 1_000;

    private final Customers customers;
    private final Staff staff;
    private final DSLContext sql;
    private final Database database;
    private final Base base;

    UsersController(Customers customers, Staff staff, DSLContext sql, Database database, Base base) {
        this.customers = customers;
        this.staff = staff;
        this.sql = sql;
        this.database = database;
        this.base = base;
    }

    /** Either kind, with the id that it has here. */
    private record User(long id, ObjectNode json) {}

    @GetMapping({"/users/me", "/users/me.json"})
    ResponseEntity<byte[]> me(StaffMember member, HttpServletRequest request) {
        return one(Shapes.user(member, base.of(request)));
    }

    @GetMapping({"/users", "/users.json"})
    ResponseEntity<byte[]> list(StaffMember member, HttpServletRequest request) {
        return database.read(member.clearance(), () -> list(request));
    }

    private ResponseEntity<byte[]> list(HttpServletRequest request) {
        List<String> roles = roles(request);
        String at = base.of(request);
        if (Paging.of(request) instanceof Paging.Cursor cursor) {
            if (cursor.before() != null) {
                throw Problem.badRequest("Users are walked forward only.");
            }
            List<User> found = after(place(cursor.after()), cursor.size() + 1, roles, at);
            List<User> page = found.subList(0, Math.min(cursor.size(), found.size()));
            return Json.ok(Paging.page(
                    USERS,
                    array(page),
                    page,
                    found.size() > page.size(),
                    cursor,
                    user -> Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(Long.toString(user.id()).getBytes(StandardCharsets.US_ASCII)),
                    request,
                    base));
        }
        Paging.Offset offset = Paging.offset(request);
        List<User> members = members(roles, at);
        long number = roles.contains("end-user") ? sql.fetchCount(CUSTOMER) : 0;
        List<User> page = new ArrayList<>();
        if (offset.skip() < number) {
            List<Long> ids = sql.select(CUSTOMER.ID)
                    .from(CUSTOMER)
                    .orderBy(CUSTOMER.ID)
                    .limit(offset.size())
                    .offset(offset.skip())
                    .fetch(CUSTOMER.ID);
            page.addAll(customers(ids, at));
        }
        members.stream()
                .skip(Math.max(0, offset.skip() - number))
                .limit(offset.size() - page.size())
                .forEach(page::add);
        return Json.ok(Paging.page(USERS, array(page), number + members.size(), offset, request, base));
    }

    @GetMapping({"/users/{id:\\d{1,15}}", "/users/{id:\\d{1,15}}.json"})
    ResponseEntity<byte[]> show(@PathVariable long id, StaffMember member, HttpServletRequest request) {
        return one(database.read(member.clearance(), () -> find(id, base.of(request)))
                .orElseThrow(Problem::notFound));
    }

    @GetMapping({"/users/show_many", "/users/show_many.json"})
    ResponseEntity<byte[]> showMany(StaffMember member, HttpServletRequest request) {
        return database.read(member.clearance(), () -> showMany(request));
    }

    private ResponseEntity<byte[]> showMany(HttpServletRequest request) {
        String at = base.of(request);
        String externalIds = request.getParameter("external_ids");
        List<User> found = new ArrayList<>();
        if (externalIds != null) {
            for (String one : Arrays.stream(externalIds.split(","))
                    .limit(Paging.LARGEST_PAGE)
                    .toList()) {
                customers
                        .findByExternalId(Body.storable(one.strip()))
                        .ifPresent(customer -> found.add(new User(customer.id(), Shapes.user(customer, at))));
            }
        } else {
            List<Long> ids = ids(request.getParameter("ids"));
            found.addAll(customers(ids.stream().filter(id -> !Ids.isStaff(id)).toList(), at));
            staff.find(ids.stream().filter(Ids::isStaff).map(Ids::staffNumber).toList()).values().stream()
                    .map(member -> new User(Ids.staff(member.id()), Shapes.user(member, at)))
                    .sorted(Comparator.comparingLong(User::id))
                    .forEach(found::add);
        }
        return Json.ok(whole(found));
    }

    @GetMapping({"/users/search", "/users/search.json"})
    ResponseEntity<byte[]> search(StaffMember member, HttpServletRequest request) {
        return database.read(member.clearance(), () -> search(request));
    }

    private ResponseEntity<byte[]> search(HttpServletRequest request) {
        String at = base.of(request);
        String externalId = request.getParameter("external_id");
        String query = request.getParameter("query");
        List<ObjectNode> found = externalId != null
                ? customers.findByExternalId(Body.storable(externalId)).stream()
                        .map(customer -> Shapes.user(customer, at))
                        .toList()
                : matching(query == null ? "" : query, at);
        Paging.Offset offset = Paging.offset(request);
        ArrayNode page = Json.array();
        offset.slice(found).forEach(page::add);
        return Json.ok(Paging.page(USERS, page, found.size(), offset, request, base));
    }

    @PostMapping({"/users", "/users.json"})
    ResponseEntity<byte[]> create(StaffMember member, HttpServletRequest request) {
        Body user = Body.of(request, USER);
        return database.write(member.clearance(), () -> create(member, user, request));
    }

    @PostMapping({"/users/create_or_update", "/users/create_or_update.json"})
    ResponseEntity<byte[]> createOrUpdate(StaffMember member, HttpServletRequest request) {
        Body user = Body.of(request, USER);
        return database.write(member.clearance(), () -> createOrUpdate(member, user, request));
    }

    private ResponseEntity<byte[]> createOrUpdate(StaffMember member, Body user, HttpServletRequest request) {
        Optional<Customer> known = Optional.ofNullable(user.text("external_id", 255))
                .filter(id -> !id.isBlank())
                .flatMap(customers::findByExternalId)
                .or(() -> email(user).flatMap(customers::findByAddress));
        user.sound();
        return known.isPresent() ? update(known.get(), member, user, request) : create(member, user, request);
    }

    @PutMapping({"/users/{id:\\d{1,15}}", "/users/{id:\\d{1,15}}.json"})
    ResponseEntity<byte[]> update(@PathVariable long id, StaffMember member, HttpServletRequest request) {
        Body user = Body.of(request, USER);
        if (Ids.isStaff(id) && staff.find(Ids.staffNumber(id)).isPresent()) {
            throw Problem.of(403, "Forbidden", "Staff are changed by an admin at the desk.");
        }
        return database.write(
                member.clearance(),
                () -> update(customers.find(id).orElseThrow(Problem::notFound), member, user, request));
    }

    /** Users whose name, address or id answers to {@code query}; customers before staff, at most a thousand. */
    List<ObjectNode> matching(String query, String at) {
        String words = Body.storable(query)
                .replaceAll("(?i)\\b(type|role):\\S+", "")
                .replaceAll("(?i)\\b(email|name|user|phone):", "")
                .replace("\"", "")
                .strip();
        if (words.isEmpty()) {
            return List.of();
        }
        List<ObjectNode> found = new ArrayList<>();
        customers.search(words, 0, FOUND).forEach(customer -> found.add(Shapes.user(customer, at)));
        String lower = words.toLowerCase(Locale.ROOT);
        staff.all().stream()
                .filter(member -> member.email().value().startsWith(lower)
                        || member.name().toLowerCase(Locale.ROOT).contains(lower))
                .forEach(member -> found.add(Shapes.user(member, at)));
        return found;
    }

    private ResponseEntity<byte[]> create(StaffMember member, Body user, HttpServletRequest request) {
        CustomerDetails details = details(CustomerDetails.named(""), user);
        Customer made = verified(done(customers.create(details, member.actor())), member, user);
        String at = base.of(request);
        ObjectNode json = Json.object();
        json.set(USER, Shapes.user(made, at));
        return Json.created(json, at + "/users/" + made.id() + ".json");
    }

    private ResponseEntity<byte[]> update(Customer known, StaffMember member, Body user, HttpServletRequest request) {
        CustomerDetails details = details(known.details(), user);
        Customer changed = done(customers.update(known.id(), known.version(), details, member.actor()));
        return one(Shapes.user(verified(changed, member, user), base.of(request)));
    }

    /** The organisation's own system knows which addresses it has proven; an administrator's token alone may say so for it. */
    private Customer verified(Customer customer, StaffMember member, Body user) {
        Optional<EmailAddress> email = customer.email();
        if (email.isPresent() && user.flag("verified", false) && member.roles().contains(Role.ADMIN)) {
            customers.prove(customer.id(), email.get(), member.actor());
            return customers.find(customer.id()).orElseThrow();
        }
        return customer;
    }

    /** What the body changes; fields that it does not give stay. A further address comes after those already there. */
    private CustomerDetails details(CustomerDetails before, Body user) {
        CustomerDetails details = before;
        user.flag("verified", false); // a value that is none is told with the other faults
        String name = user.text("name", 200);
        if (name != null) {
            details = details.withName(name);
        }
        if (user.has("external_id")) {
            details = details.withExternalId(user.text("external_id", 255));
        }
        String locale = user.text("locale", 35);
        if (locale != null) {
            if (!locale.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
                user.fault("locale", "is not a language tag", "InvalidValue");
            }
            details = details.withLanguage(locale);
        }
        Optional<EmailAddress> email = email(user);
        if (email.isPresent()) {
            if (staff.findByEmail(email.get()).isPresent()) {
                user.fault("email", "is already being used by another user", "DuplicateValue");
            }
            details = details.with(email.get());
        }
        String phone = user.text("phone", 60);
        if (phone != null && !phone.isBlank()) {
            Optional<CustomerAddress> number = CustomerAddress.ofPhone(phone);
            if (number.isEmpty()) {
                user.fault("phone", "is not a phone number", "InvalidValue");
            } else {
                details = details.with(number.get());
            }
        }
        String role = user.text("role", 40);
        if (role != null && !role.equals("end-user")) {
            user.fault("role", "is given by an admin at the desk; this door makes end users only", "InvalidValue");
        }
        user.sound();
        return details;
    }

    private static Optional<EmailAddress> email(Body user) {
        String text = user.text("email", 320);
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        Optional<EmailAddress> email = EmailAddress.parse(text);
        if (email.isEmpty()) {
            user.fault("email", "is not properly formatted", "InvalidFormat");
        }
        return email;
    }

    private static Customer done(Outcome<Customer> outcome) {
        return switch (outcome) {
            case Outcome.Done<Customer>(Customer customer) -> customer;
            case Outcome.Refused<Customer>(String field, String reason) -> throw Problem.invalid(field, reason);
        };
    }

    private Optional<ObjectNode> find(long id, String at) {
        return Ids.isStaff(id)
                ? staff.find(Ids.staffNumber(id)).map(member -> Shapes.user(member, at))
                : customers.find(id).map(customer -> Shapes.user(customer, at));
    }

    private List<User> after(long place, int size, List<String> roles, String at) {
        List<User> found = new ArrayList<>();
        if (!Ids.isStaff(place) && roles.contains("end-user")) {
            customers.page(place, size).forEach(one -> found.add(new User(one.id(), Shapes.user(one, at))));
        }
        members(roles, at).stream()
                .filter(user -> user.id() > place)
                .limit(size - found.size())
                .forEach(found::add);
        return found;
    }

    private List<User> customers(List<Long> ids, String at) {
        return customers.find(ids).values().stream()
                .sorted(Comparator.comparingLong(Customer::id))
                .map(customer -> new User(customer.id(), Shapes.user(customer, at)))
                .toList();
    }

    private List<User> members(List<String> roles, String at) {
        return staff.all().stream()
                .filter(member -> roles.contains(member.is(Role.ADMIN) ? "admin" : "agent"))
                .sorted(Comparator.comparingLong(StaffMember::id))
                .map(member -> new User(Ids.staff(member.id()), Shapes.user(member, at)))
                .toList();
    }

    private static List<String> roles(HttpServletRequest request) {
        List<String> roles = new ArrayList<>();
        for (String name : List.of("role", "role[]")) {
            String[] values = request.getParameterValues(name);
            if (values != null) {
                roles.addAll(Arrays.asList(values));
            }
        }
        return roles.isEmpty() ? List.of("end-user", "agent", "admin") : roles;
    }

    /** The numbers in a list apart by commas; what is none is left out. */
    static List<Long> ids(@Nullable String list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(id -> id.matches("\\d{1,15}"))
                        .map(Long::valueOf)
                        .distinct()
                        .limit(Paging.LARGEST_PAGE)
                        .toList();
    }

    private static long place(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        try {
            return Long.parseLong(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException none) {
            throw Problem.of(400, "InvalidPaginationParameter", "This cursor is not one of ours.");
        }
    }

    private static ArrayNode array(List<User> users) {
        ArrayNode list = Json.array();
        users.forEach(user -> list.add(user.json()));
        return list;
    }

    private static ObjectNode whole(List<User> users) {
        ObjectNode json = Json.object();
        json.set(USERS, array(users));
        return json.put("count", users.size()).putNull("next_page").putNull("previous_page");
    }

    private static ResponseEntity<byte[]> one(ObjectNode user) {
        ObjectNode json = Json.object();
        json.set(USER, user);
        return Json.ok(json);
    }
}

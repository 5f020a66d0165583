package org.nightlight.channel.sender;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.jdkim.DKIMCommon;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.exceptions.TempFailException;
import org.apache.james.jdkim.impl.DNSPublicKeyRecordRetriever;
import org.apache.james.jdkim.impl.Message;
import org.apache.james.jdkim.tagvalue.SignatureRecordImpl;
import org.apache.james.mime4j.MimeException;
import org.nightlight.channel.sender.Findings.Result;
import org.xbill.DNS.Resolver;

/**
 * Follows a mail's Authenticated Received Chain (RFC 8617, section 5.2): each server that handed the mail on wrote down what it
 * had found and sealed that and all that was sealed before. The keys, the body's hash and the canonical forms are jDKIM's; the
 * chain is our own, as no published Java library checks one. Of algorithms there is RSA with SHA-256, as in jDKIM.
 */
final class Arc {
    private static final int SETS = 50;
    private static final int WEAKEST_KEY = 1_024;
    /** Characters of all fields of a chain. Each seal covers all before it, so that work grows with the square of this. */
    private static final int LARGEST = 256 * 1_024;

    private static final byte[] CRLF = {'\r', '\n'};

    private static final Pattern INSTANCE = Pattern.compile("\\s*i\\s*=\\s*(\\d{1,2})\\s*;.*", Pattern.DOTALL);
    private static final Pattern SIGNATURE = Pattern.compile("(^|;)(\\s*b\\s*=)[^;]*");
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)+");

    private final Message mail;
    private final DKIMVerifier keys;
    private final Map<String, PublicKey> known = new HashMap<>();
    private final Map<String, List<String>> fields = new HashMap<>();

    private Arc(Message mail, Resolver resolver) {
        this.mail = mail;
        this.keys = new DKIMVerifier(new DNSPublicKeyRecordRetriever(resolver));
    }

    /**
     * @param sealers domains of the seals, the oldest first; empty unless the chain holds
     * @param first what the first server found, in the words of RFC 8601; empty unless the chain holds
     */
    record Followed(Result result, List<String> sealers, String first) {
        static Followed without(Result result) {
            return new Followed(result, List.of(), "");
        }
    }

    /** @throws IOException when the raw mail cannot be read */
    static Followed follow(SenderCheck.Raw raw, Resolver resolver) throws IOException {
        try (InputStream in = new BufferedInputStream(raw.open())) {
            return new Arc(new Message(in), resolver).followed();
        } catch (TempFailException unanswered) {
            return Followed.without(Result.TEMPERROR);
        } catch (FailException | MimeException | GeneralSecurityException | RuntimeException odd) {
            return Followed.without(Result.FAIL);
        }
    }

    private enum Part {
        RESULTS("arc-authentication-results"),
        MESSAGE("arc-message-signature"),
        SEAL("arc-seal");

        private final String field;

        Part(String field) {
            this.field = field;
        }
    }

    private record Link(String results, String message, String seal, Map<String, String> sealed) {}

    private Followed followed() throws IOException, FailException, GeneralSecurityException {
        List<Link> links = links();
        if (links.isEmpty()) {
            return Followed.without(Result.NONE);
        }
        boolean holds = saysPass(links) && holdsForTheMail(links.getLast());
        for (int newest = links.size(); holds && newest > 0; newest--) {
            holds = sealHolds(links.subList(0, newest));
        }
        return holds
                ? new Followed(
                        Result.PASS,
                        links.stream().map(link -> domain(link.sealed())).toList(),
                        value(links.getFirst().results()))
                : Followed.without(Result.FAIL);
    }

    /** The sets in their order; an exception where one is incomplete, missing or there twice. */
    private List<Link> links() {
        Map<Integer, Map<Part, String>> sets = new TreeMap<>();
        int size = 0;
        for (Part part : Part.values()) {
            for (String field : fields(part.field)) {
                size += field.length();
                require(size <= LARGEST);
                int instance = instance(value(field));
                Map<Part, String> set = sets.computeIfAbsent(instance, any -> new EnumMap<>(Part.class));
                require(set.put(part, field) == null);
            }
        }
        List<Link> links = new ArrayList<>();
        for (Map.Entry<Integer, Map<Part, String>> set : sets.entrySet()) {
            Map<Part, String> parts = set.getValue();
            require(set.getKey() == links.size() + 1 && parts.size() == Part.values().length);
            String seal = parts.getOrDefault(Part.SEAL, "");
            links.add(new Link(
                    parts.getOrDefault(Part.RESULTS, ""),
                    parts.getOrDefault(Part.MESSAGE, ""),
                    seal,
                    tags(value(seal))));
        }
        return links;
    }

    private static int instance(String value) {
        Matcher named = INSTANCE.matcher(value);
        String digits = named.matches() ? named.group(1) : tags(value).getOrDefault("i", "0");
        int instance = digits.matches("\\d{1,2}") ? Integer.parseInt(digits) : 0;
        require(instance >= 1 && instance <= SETS);
        return instance;
    }

    /** Whether each server says that the chain held when it came: the first that there was none, the others that it did. */
    private static boolean saysPass(List<Link> links) {
        String expected = "none";
        for (Link link : links) {
            if (!link.sealed().getOrDefault("cv", "").equalsIgnoreCase(expected)) {
                return false;
            }
            expected = "pass";
        }
        return true;
    }

    /** Whether the newest server's signature holds for head and body as they are now. */
    private boolean holdsForTheMail(Link newest) throws IOException, FailException, GeneralSecurityException {
        Map<String, String> tags = tags(value(newest.message()));
        SignatureRecord record = record(tags);
        List<String> covered =
                record.getHeaders().stream().map(name -> lower(name.toString())).toList();
        require(record.getBodyHashLimit() < 0 && !covered.contains(Part.SEAL.field));
        boolean relaxed = relaxed(record.getHeaderCanonicalisationMethod());
        relaxed(record.getBodyCanonicalisationMethod());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key(record));
        Map<String, Integer> taken = new HashMap<>();
        for (String name : covered) {
            List<String> all = fields(name);
            int at = all.size() - taken.merge(name, 1, Integer::sum); // from the bottom up; more than there are: none
            if (at >= 0) {
                Canonical.add(signature, relaxed, name, all.get(at));
                signature.update(CRLF);
            }
        }
        Canonical.add(signature, relaxed, Part.MESSAGE.field, unsigned(newest.message()));
        if (!signature.verify(record.getSignature())) {
            return false;
        }
        BodyHash body = new BodyHash(record);
        DKIMCommon.streamCopy(mail.getBodyInputStream(), body.getOutputStream());
        return MessageDigest.isEqual(body.getDigest(), record.getBodyHash());
    }

    private boolean sealHolds(List<Link> upToIt) throws FailException, GeneralSecurityException {
        Link sealed = upToIt.getLast();
        require(!sealed.sealed().containsKey("h") && !domain(sealed.sealed()).isEmpty());
        Map<String, String> tags = new LinkedHashMap<>(sealed.sealed());
        tags.put("h", "from");
        tags.put("bh", "");
        SignatureRecord record = record(tags);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key(record));
        for (Link link : upToIt) {
            Canonical.add(signature, true, Part.RESULTS.field, link.results());
            signature.update(CRLF);
            Canonical.add(signature, true, Part.MESSAGE.field, link.message());
            signature.update(CRLF);
            if (link == sealed) {
                Canonical.add(signature, true, Part.SEAL.field, unsigned(link.seal()));
            } else {
                Canonical.add(signature, true, Part.SEAL.field, link.seal());
                signature.update(CRLF);
            }
        }
        return signature.verify(record.getSignature());
    }

    private PublicKey key(SignatureRecord record) throws FailException {
        String name = record.getSelector() + "._domainkey." + record.getDToken();
        PublicKey key = known.get(name);
        if (key == null) {
            if (Thread.currentThread().isInterrupted()) {
                throw new TempFailException("nobody waits any more");
            }
            key = keys.publicRecordLookup(record).getPublicKey();
            known.put(name, key);
        }
        require(key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= WEAKEST_KEY);
        return key;
    }

    /** As jDKIM reads a DKIM signature: that of a chain has no version, and a number where DKIM has an identity. */
    private static SignatureRecord record(Map<String, String> tags) {
        require(tags.getOrDefault("a", "").equalsIgnoreCase("rsa-sha256"));
        StringBuilder text = new StringBuilder("v=1");
        tags.forEach((name, value) -> {
            if (!name.equals("v") && !name.equals("i") && !name.equals("z")) {
                text.append("; ").append(name).append('=').append(name.equals("a") ? lower(value) : value);
            }
        });
        SignatureRecord record = new SignatureRecordImpl(text.toString());
        record.validate();
        return record;
    }

    /** No value of a chain's tags has white space that means anything. */
    private static Map<String, String> tags(String value) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag : value.split(";")) {
            if (!tag.isBlank()) {
                int equals = tag.indexOf('=');
                require(equals > 0);
                String name = tag.substring(0, equals).strip();
                require(name.matches("[A-Za-z][A-Za-z0-9_]*")
                        && tags.put(name, tag.substring(equals + 1).replaceAll("\\s+", "")) == null);
            }
        }
        return tags;
    }

    private static String domain(Map<String, String> tags) {
        String domain = lower(tags.getOrDefault("d", ""));
        return domain.length() <= 253 && DOMAIN.matcher(domain).matches() ? domain : "";
    }

    private static boolean relaxed(String method) {
        require(method.equals(SignatureRecord.RELAXED) || method.equals(SignatureRecord.SIMPLE));
        return method.equals(SignatureRecord.RELAXED);
    }

    private static String unsigned(String field) {
        int colon = field.indexOf(':') + 1;
        return field.substring(0, colon)
                + SIGNATURE.matcher(field.substring(colon)).replaceFirst("$1$2");
    }

    /** Copied by jDKIM each time it is asked. */
    private List<String> fields(String name) {
        return fields.computeIfAbsent(name, any -> List.copyOf(mail.getFields(any)));
    }

    private static String value(String field) {
        return field.substring(field.indexOf(':') + 1);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("no chain that holds");
        }
    }

    /** jDKIM's canonical form of a field, which only its own may use. */
    private static final class Canonical extends DKIMCommon {
        static void add(Signature signature, boolean relaxed, String name, String field)
                throws GeneralSecurityException {
            updateSignature(signature, relaxed, name, field);
        }
    }
}

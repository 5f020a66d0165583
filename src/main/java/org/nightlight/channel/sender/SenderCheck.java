package org.nightlight.channel.sender;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.Result;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.exceptions.PermFailException;
import org.apache.james.jdkim.impl.BodyHasherImpl;
import org.apache.james.jdkim.impl.DNSPublicKeyRecordRetriever;
import org.apache.james.jspf.impl.DNSServiceXBillImpl;
import org.apache.james.jspf.impl.SPF;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.sender.Findings.By;
import org.xbill.DNS.Resolver;

/**
 * Asks a mail's own domain whether the mail is its own. What DNS does not answer in time is a temporary error, which proves
 * nothing and speaks against nobody. A mail without a signature that came over another server of ours costs no question. What
 * servers on the way sealed (ARC) is followed and told; it changes what is made of the mail only where all of them are trusted.
 */
public final class SenderCheck {
    private static final int HEADER_READ = 256 * 1024;

    /** A chain of many servers asks for many keys; the rest is not kept waiting for those. */
    private static final Duration CHAIN = Duration.ofSeconds(1);

    private static final Pattern NESTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\([^()\"]*\\)");
    private static final Pattern DMARC = Pattern.compile("(?i)\\bdmarc\\s*=");
    private static final Pattern VOUCHED = Pattern.compile("(?i);\\s*dmarc\\s*=\\s*pass\\b([^;]*)");
    private static final Pattern AUTHOR = Pattern.compile("(?i)\\bheader\\.from\\s*=\\s*([a-z0-9._-]+)(?=\\s|$)");

    private final Dns dns;
    private final Set<String> sealers;

    /** @param sealers domains whose seals on a chain (ARC) are believed, in lower case */
    public SenderCheck(Dns dns, Set<String> sealers) {
        this.dns = dns;
        this.sealers = Set.copyOf(sealers);
    }

    /** Opens the raw mail from its beginning. */
    public interface Raw {
        InputStream open() throws IOException;
    }

    /**
     * @param peer IP address of the machine that handed the mail in; null when it is not known, or is one of ours
     * @param envelopeFrom the sender of {@code MAIL FROM}; may be empty
     * @param author the domain of the mail's From
     */
    public record Asked(@Nullable String peer, String envelopeFrom, String author, Raw raw) {}

    /** @throws IOException when the raw mail cannot be read */
    public Findings check(Asked asked) throws IOException {
        Header header = header(asked.raw());
        boolean spfCan = asked.peer() != null
                && isPublic(asked.peer())
                && !asked.envelopeFrom().isBlank();
        if (asked.author().isBlank() || !spfCan && !header.signed() && !header.sealed()) {
            return Findings.NOTHING;
        }
        Resolver resolver = dns.resolver();
        FutureTask<Arc.Followed> chain = new FutureTask<>(() -> Arc.follow(asked.raw(), resolver));
        if (header.sealed()) {
            Thread.ofVirtual().name("arc").start(chain);
        }
        Findings.Result spf = spfCan ? spf(asked, resolver) : Findings.Result.NONE;
        Signed signed = header.signed() ? signed(asked.raw(), resolver) : new Signed(Findings.Result.NONE, List.of());
        Findings found = judged(asked, header, spfCan, spf, signed, record(asked.author(), resolver));
        return header.sealed() ? found.with(chain(asked.author(), chain)) : found;
    }

    private Findings.Chain chain(String author, FutureTask<Arc.Followed> chain) {
        try {
            Arc.Followed followed = chain.get(CHAIN.toMillis(), TimeUnit.MILLISECONDS);
            boolean believed = followed.result() == Findings.Result.PASS
                    && sealers.containsAll(followed.sealers())
                    && vouchedAtFirst(followed.first(), author);
            return new Findings.Chain(
                    followed.result(),
                    followed.sealers().isEmpty() ? "" : followed.sealers().getLast(),
                    believed);
        } catch (TimeoutException late) {
            return Findings.Chain.of(Findings.Result.TEMPERROR);
        } catch (ExecutionException odd) {
            return Findings.Chain.of(Findings.Result.FAIL); // the rest counts all the same
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Findings.Chain.of(Findings.Result.TEMPERROR);
        } finally {
            chain.cancel(true);
        }
    }

    /**
     * Whether the first server of a chain found that this very domain vouched for the mail. A sender can put words of their own
     * into such a line, as a quoted part of an address: what is quoted or a comment says nothing, and two answers say nothing.
     */
    static boolean vouchedAtFirst(String results, String author) {
        String plain = results.replaceAll("[\\r\\n]+", " ");
        if (plain.length() > 4_000 || DMARC.matcher(plain).results().count() != 1) {
            return false;
        }
        String bare = NESTED.matcher(plain).replaceAll(" ");
        if (bare.matches("(?s).*[\"()].*")) {
            return false; // one nested in another, or without an end
        }
        Matcher vouched = VOUCHED.matcher(bare);
        Matcher named = AUTHOR.matcher(vouched.find() ? vouched.group(1) : "");
        return named.find() && Dmarc.plain(named.group(1)).equals(Dmarc.plain(author));
    }

    /** @param domains those whose signature holds */
    private record Signed(Findings.Result result, List<String> domains) {}

    /** @param below whether the record is the organisation's and not the very domain's */
    private record Found(Optional<Dmarc.Policy> policy, boolean below, boolean unanswered) {}

    private record Header(boolean signed, boolean sealed, int authors) {}

    private static Findings judged(
            Asked asked, Header header, boolean spfCan, Findings.Result spf, Signed signed, Found found) {
        Dmarc.Policy policy = found.policy().orElse(new Dmarc.Policy("", "", false, false));
        String domain = asked.envelopeFrom().substring(asked.envelopeFrom().lastIndexOf('@') + 1);
        boolean bySpf = spf == Findings.Result.PASS && Dmarc.aligned(asked.author(), domain, policy.strictSpf());
        boolean byDkim = signed.domains().stream()
                .anyMatch(signer -> Dmarc.aligned(asked.author(), signer, policy.strictDkim()));
        String wish = found.below() ? policy.subdomains() : policy.policy();
        Findings.Result dmarc;
        if (header.authors() > 1) {
            dmarc = Findings.Result.PERMERROR; // whose domain should vouch, when the mail names several senders?
        } else if (bySpf || byDkim) {
            dmarc = Findings.Result.PASS;
        } else if (found.unanswered()
                || spf == Findings.Result.TEMPERROR
                || signed.result() == Findings.Result.TEMPERROR) {
            dmarc = Findings.Result.TEMPERROR;
        } else if (found.policy().isEmpty() || !spfCan) {
            dmarc = Findings.Result.NONE; // where the sending machine is not known, SPF might have passed
        } else {
            dmarc = Findings.Result.FAIL;
        }
        Findings.Chain notYet = Findings.Chain.of(Findings.Result.NONE);
        return new Findings(spf, signed.result(), dmarc, notYet, wish, By.DESK);
    }

    private static Findings.Result spf(Asked asked, Resolver resolver) {
        try {
            String domain = asked.envelopeFrom().substring(asked.envelopeFrom().lastIndexOf('@') + 1);
            return Findings.Result.ofKey(new SPF(new DNSServiceXBillImpl(resolver))
                    .checkSPF(asked.peer(), asked.envelopeFrom(), domain)
                    .getResult());
        } catch (RuntimeException odd) {
            return Findings.Result.PERMERROR;
        }
    }

    private static Signed signed(Raw raw, Resolver resolver) throws IOException {
        DKIMVerifier verifier = new DKIMVerifier(new DNSPublicKeyRecordRetriever(resolver)) {
            @Override
            protected BodyHasherImpl newBodyHasher(SignatureRecord record) throws PermFailException {
                return new BodyHash(record);
            }
        };
        try (InputStream in = new BufferedInputStream(raw.open())) {
            verifier.verify(in);
        } catch (FailException failed) {
            // Each signature's end stands in the results.
        } catch (RuntimeException odd) {
            return new Signed(Findings.Result.PERMERROR, List.of());
        }
        List<String> holds = new ArrayList<>();
        Findings.Result worst = Findings.Result.FAIL;
        for (Result result : verifier.getResults()) {
            boolean whole = result.getRecord() != null && result.getRecord().getBodyHashLimit() < 0;
            if (result.getResultType() == Result.Type.PASS && whole) {
                holds.add(result.getRecord().getDToken().toString());
            } else if (result.getResultType() == Result.Type.TEMPERROR) {
                worst = Findings.Result.TEMPERROR;
            }
        }
        return new Signed(holds.isEmpty() ? worst : Findings.Result.PASS, holds);
    }

    private static Found record(String author, Resolver resolver) {
        String domain = Dmarc.plain(author);
        Dns.Texts own = Dns.texts("_dmarc." + domain, resolver);
        Optional<Dmarc.Policy> policy = Dmarc.policy(own.texts());
        String organisation = Dmarc.organisation(domain);
        if (own.unanswered() || policy.isPresent() || organisation.equals(domain)) {
            return new Found(policy, false, own.unanswered());
        }
        Dns.Texts above = Dns.texts("_dmarc." + organisation, resolver);
        return new Found(Dmarc.policy(above.texts()), true, above.unanswered());
    }

    private static Header header(Raw raw) throws IOException {
        try (InputStream in = raw.open()) {
            String head = new String(in.readNBytes(HEADER_READ), StandardCharsets.ISO_8859_1);
            boolean signed = false;
            boolean sealed = false;
            int authors = 0;
            for (String line : head.split("\r?\n", -1)) {
                if (line.isBlank()) {
                    break;
                }
                String start = line.substring(0, Math.min(line.length(), 30)).toLowerCase(Locale.ROOT);
                signed |= start.startsWith("dkim-signature:");
                sealed |= start.matches("arc-(seal|message-signature|authentication-results)\\s*:.*");
                authors += start.startsWith("from:") || start.startsWith("from :") ? 1 : 0;
            }
            return new Header(signed, sealed, authors);
        }
    }

    /** A machine of the house itself says nothing of where a mail came from. */
    private static boolean isPublic(String peer) {
        try {
            InetAddress address = InetAddress.getByName(peer.matches("[0-9A-Fa-f:.]+") ? peer : "127.0.0.1");
            byte[] bytes = address.getAddress();
            boolean unique = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
            boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
            return !(address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || unique
                    || shared);
        } catch (UnknownHostException odd) {
            return false;
        }
    }
}

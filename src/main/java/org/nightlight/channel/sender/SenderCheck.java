package org.nightlight.channel.sender;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.Result;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.impl.DNSPublicKeyRecordRetriever;
import org.apache.james.jspf.impl.DNSServiceXBillImpl;
import org.apache.james.jspf.impl.SPF;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.sender.Findings.By;
import org.xbill.DNS.Resolver;

/**
 * Asks a mail's own domain whether the mail is its own. What DNS does not answer in time is a temporary error, which proves
 * nothing and speaks against nobody. A mail without a signature that came over another server of ours costs no question.
 */
public final class SenderCheck {
    private static final int HEADER_READ = 256 * 1024;

    private final Dns dns;

    public SenderCheck(Dns dns) {
        this.dns = dns;
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
        if (asked.author().isBlank() || !spfCan && !header.signed()) {
            return Findings.NOTHING;
        }
        Resolver resolver = dns.resolver();
        Findings.Result spf = spfCan ? spf(asked, resolver) : Findings.Result.NONE;
        Signed signed = header.signed() ? signed(asked.raw(), resolver) : new Signed(Findings.Result.NONE, List.of());
        return judged(asked, header, spfCan, spf, signed, record(asked.author(), resolver));
    }

    /** @param domains those whose signature holds */
    private record Signed(Findings.Result result, List<String> domains) {}

    /** @param below whether the record is the organisation's and not the very domain's */
    private record Found(Optional<Dmarc.Policy> policy, boolean below, boolean unanswered) {}

    private record Header(boolean signed, int authors) {}

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
        return new Findings(spf, signed.result(), dmarc, Findings.Result.NONE, wish, By.DESK);
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
        DKIMVerifier verifier = new DKIMVerifier(new DNSPublicKeyRecordRetriever(resolver));
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
            int authors = 0;
            for (String line : head.split("\r?\n", -1)) {
                if (line.isBlank()) {
                    break;
                }
                String start = line.substring(0, Math.min(line.length(), 20)).toLowerCase(Locale.ROOT);
                signed |= start.startsWith("dkim-signature:");
                authors += start.startsWith("from:") || start.startsWith("from :") ? 1 : 0;
            }
            return new Header(signed, authors);
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

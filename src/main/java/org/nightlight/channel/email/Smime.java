package org.nightlight.channel.email;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/** Checks signatures of S/MIME (RFC 8551). Whether a certificate was taken back is not asked: no mail makes the desk call out. */
final class Smime {
    private Smime() {}

    /** A signature with the words in it. */
    record Opened(byte[] content, CMSSignedData signed) {}

    /** What an opaque signature wraps; empty when it is no such thing, as with an encrypted mail. */
    static Optional<Opened> open(byte[] bytes) {
        try {
            CMSSignedData signed = new CMSSignedData(bytes);
            return signed.getSignedContent() != null
                            && signed.getSignedContent().getContent() instanceof byte[] content
                    ? Optional.of(new Opened(content, signed))
                    : Optional.empty();
        } catch (CMSException | RuntimeException | StackOverflowError other) {
            return Optional.empty();
        }
    }

    /**
     * @param raw the whole mail
     * @param boundary of its multipart/signed
     * @param from the sender's address; null when the mail names none
     */
    static Protection check(byte[] raw, String boundary, byte[] signature, @Nullable String from) {
        byte[] content = signedPart(raw, boundary);
        if (content.length == 0) {
            return Protection.SIGNED_UNCHECKED;
        }
        try {
            return check(new CMSSignedData(new CMSProcessableByteArray(content), signature), from);
        } catch (CMSException | RuntimeException | StackOverflowError odd) {
            return Protection.BROKEN;
        }
    }

    @SuppressWarnings("unchecked") // the library names a selector of its own certificates without their type
    static Protection check(CMSSignedData signed, @Nullable String from) {
        try {
            Protection found = Protection.BROKEN;
            for (SignerInformation signer : signed.getSignerInfos()) {
                Collection<X509CertificateHolder> held =
                        signed.getCertificates().getMatches(signer.getSID());
                if (held.isEmpty()) {
                    return Protection.SIGNED_UNCHECKED;
                }
                X509Certificate certificate = new JcaX509CertificateConverter()
                        .getCertificate(held.iterator().next());
                if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate))) {
                    return Protection.BROKEN;
                }
                found = whose(certificate, signed, from);
            }
            return found;
        } catch (CMSException
                | OperatorCreationException
                | GeneralSecurityException
                | RuntimeException
                | StackOverflowError odd) {
            return Protection.BROKEN;
        }
    }

    private static Protection whose(X509Certificate certificate, CMSSignedData signed, @Nullable String from)
            throws GeneralSecurityException {
        if (from == null || !addresses(certificate).contains(from.toLowerCase(java.util.Locale.ROOT))) {
            return Protection.SIGNED_BY_OTHER;
        }
        return isVouchedFor(certificate, signed) ? Protection.SIGNED : Protection.SIGNED_BY_UNKNOWN;
    }

    private static List<String> addresses(X509Certificate certificate) throws GeneralSecurityException {
        List<String> addresses = new ArrayList<>();
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        for (List<?> name : names == null ? List.<List<?>>of() : names) {
            if (Integer.valueOf(1).equals(name.getFirst()) && name.get(1) instanceof String address) {
                addresses.add(address.toLowerCase(java.util.Locale.ROOT));
            }
        }
        String subject = certificate
                .getSubjectX500Principal()
                .getName("RFC2253", java.util.Map.of("1.2.840.113549.1.9.1", "EMAILADDRESS"));
        for (String part : subject.split(",", 50)) {
            if (part.startsWith("EMAILADDRESS=")) {
                addresses.add(part.substring(13).toLowerCase(java.util.Locale.ROOT));
            }
        }
        return addresses;
    }

    private static boolean isVouchedFor(X509Certificate certificate, CMSSignedData signed)
            throws GeneralSecurityException {
        List<X509Certificate> along = new ArrayList<>();
        for (X509CertificateHolder each : signed.getCertificates().getMatches(null)) {
            if (along.size() < 20) {
                along.add(new JcaX509CertificateConverter().getCertificate(each));
            }
        }
        X509CertSelector wanted = new X509CertSelector();
        wanted.setCertificate(certificate);
        PKIXBuilderParameters rules = new PKIXBuilderParameters(authorities(), wanted);
        rules.setRevocationEnabled(false);
        rules.setDate(new Date());
        rules.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(along)));
        try {
            return CertPathBuilder.getInstance("PKIX").build(rules) != null;
        } catch (GeneralSecurityException noPath) {
            return false;
        }
    }

    /** Those that this Java trusts. */
    private static KeyStore authorities() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate authority : ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers()) {
                store.setCertificateEntry(
                        authority.getSerialNumber()
                                + authority.getSubjectX500Principal().getName(),
                        authority);
            }
            return store;
        } catch (IOException impossible) {
            throw new GeneralSecurityException(impossible);
        }
    }

    /** The bytes of the first part between its boundaries, with the line ends that were signed (RFC 8551, 3.1.1). */
    private static byte[] signedPart(byte[] raw, String boundary) {
        byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        int opens = lineWith(raw, delimiter, 0);
        int begins = opens < 0 ? -1 : lineEnd(raw, opens);
        int ends = begins < 0 ? -1 : lineWith(raw, delimiter, begins);
        if (ends < 0) {
            return new byte[0];
        }
        int last = ends - (ends > begins && raw[ends - 1] == '\n' ? 1 : 0);
        last -= last > begins && raw[last - 1] == '\r' ? 1 : 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream(last - begins + 1024);
        for (int i = begins; i < last; i++) {
            if (raw[i] == '\n' && (i == 0 || raw[i - 1] != '\r')) {
                out.write('\r');
            }
            out.write(raw[i]);
        }
        return out.toByteArray();
    }

    private static int lineWith(byte[] raw, byte[] start, int from) {
        for (int i = from; i + start.length <= raw.length; i++) {
            if ((i == 0 || raw[i - 1] == '\n') && Arrays.equals(raw, i, i + start.length, start, 0, start.length)) {
                return i;
            }
        }
        return -1;
    }

    private static int lineEnd(byte[] raw, int from) {
        for (int i = from; i < raw.length; i++) {
            if (raw[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }
}

package org.nightlight.channel.sender;

/**
 * What was found out about a mail's sender.
 *
 * @param policy what the domain wishes for mail that is not its own: none, quarantine or reject; empty when not known
 * @param by whether the desk checked, or one of the organisation's own mail servers said so
 */
public record Findings(Result spf, Result dkim, Result dmarc, Chain arc, String policy, By by) {
    /** Nothing could be asked. */
    public static final Findings NOTHING =
            new Findings(Result.NONE, Result.NONE, Result.NONE, Chain.of(Result.NONE), "", By.DESK);

    /**
     * The Authenticated Received Chain (RFC 8617): what the servers on the way sealed.
     *
     * @param sealer domain of the newest seal; empty unless the chain holds and the desk itself followed it
     * @param believed whether all who sealed are trusted with it by a setting, and the first of them found that the sender's
     *     domain vouched for the mail as it was then
     */
    public record Chain(Result result, String sealer, boolean believed) {
        /** Nobody is known to have sealed it. */
        public static Chain of(Result result) {
            return new Chain(result, "", false);
        }
    }

    /** In the words of RFC 8601. */
    public enum Result {
        PASS,
        FAIL,
        SOFTFAIL,
        NEUTRAL,
        NONE,
        TEMPERROR,
        PERMERROR;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** What is no word of that RFC says nothing. */
        public static Result ofKey(String key) {
            for (Result result : values()) {
                if (result.key().equalsIgnoreCase(key)) {
                    return result;
                }
            }
            return key.equalsIgnoreCase("hardfail") ? FAIL : NONE;
        }
    }

    public enum By {
        DESK,
        SERVER
    }

    /** What it comes to. */
    public enum Verdict {
        /** The sender's domain vouches for this mail. */
        VOUCHED,
        /** Nothing speaks against it, and nothing proves it. */
        UNPROVEN,
        /** The domain says that this mail is not its own. */
        DENIED
    }

    Findings with(Chain chain) {
        return new Findings(spf, dkim, dmarc, chain, policy, by);
    }

    public Verdict verdict() {
        if (dmarc == Result.PASS) {
            return Verdict.VOUCHED;
        }
        boolean wished = policy.equals("quarantine") || policy.equals("reject") || by == By.SERVER && policy.isEmpty();
        return dmarc == Result.FAIL && wished && !arc.believed() ? Verdict.DENIED : Verdict.UNPROVEN;
    }

    /** The mail may not come from whom it names: it joins no conversation by what it carries, and nothing personal is answered. */
    public boolean isDoubtful() {
        return dmarc == Result.FAIL && !arc.believed() || dmarc == Result.PERMERROR;
    }
}

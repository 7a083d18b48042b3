package io.breakwater.config;

import io.breakwater.config.match.HostPattern;
import io.breakwater.engine.database.DatabaseUrl;
import io.breakwater.engine.database.KnownProduct;
import org.jspecify.annotations.Nullable;

/**
 * Says of an entry for a product that has no known driver that it guards nothing, or what was probably meant.
 * Thread-safety: stateless.
 */
final class DatabaseProduct {
    /** The words of shorter products are near to each other. */
    private static final int LEAST_CHARS = 4;

    private DatabaseProduct() {}

    /** @param driversNamed true if the file names drivers, one of which may be that of the product */
    static void check(Setting<HostPattern> match, boolean driversNamed, Problems problems) {
        DatabaseUrl url = DatabaseUrl.parse(match.value().key());
        if (KnownProduct.of(url.product()) != null) {
            return;
        }
        KnownProduct meant = meantBy(url.product());
        if (meant != null && !driversNamed) {
            problems.add(match.origin(), match.path(), match.show(), form(meant), question(meant));
        } else if (!driversNamed) {
            problems.notice(
                    match.origin(),
                    match.path(),
                    match.show() + " has no known driver, and so nothing is guarded; name its classes in "
                            + Configuration.DRIVERS_KEY);
        } else if (meant != null) {
            problems.notice(
                    match.origin(),
                    match.path(),
                    match.show() + " has no known driver but those of " + Configuration.DRIVERS_KEY + ". "
                            + question(meant));
        }
    }

    /** The known product of which the word is a misspelling, or null. */
    static @Nullable KnownProduct meantBy(String word) {
        KnownProduct meant = KnownProduct.meantBy(word);
        if (meant != null || word.length() < LEAST_CHARS) {
            return meant;
        }
        String nearest = NearestKey.of(word, KnownProduct.words());
        return nearest == null ? null : KnownProduct.of(nearest);
    }

    static String question(KnownProduct meant) {
        return "Did you mean " + form(meant) + "?";
    }

    private static String form(KnownProduct product) {
        return "jdbc:" + product.word() + ":";
    }
}

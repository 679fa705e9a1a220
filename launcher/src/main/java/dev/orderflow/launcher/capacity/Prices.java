package dev.orderflow.launcher.capacity;

import dev.orderflow.launcher.SuiteException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * List prices in US dollars.
 *
 * @param noted the day
 * @param remembered those that were compared with no copy of AWS's list
 */
record Prices(String noted, String region, Map<Price, Double> usd, Set<Price> remembered) {
    private static final String FILE = "prices-eu-west-1.yaml";

    Prices {
        usd = Map.copyOf(usd);
        remembered = Set.copyOf(remembered);
    }

    static Prices shipped() {
        try (InputStream in = Prices.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new SuiteException(FILE + " is missing from this build");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws SuiteException where a price is missing, not known, no number or without a source */
    static Prices read(InputStream in) {
        Map<?, ?> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        if (!(file.get("prices") instanceof Map<?, ?> listed)) {
            throw new SuiteException("The price file has no prices");
        }
        Map<Price, Double> usd = new EnumMap<>(Price.class);
        Set<Price> remembered = EnumSet.noneOf(Price.class);
        Set<String> unknown = new TreeSet<>();
        listed.keySet().forEach(key -> unknown.add(String.valueOf(key)));
        for (Price price : Price.values()) {
            unknown.remove(price.key());
            if (!(listed.get(price.key()) instanceof Map<?, ?> entry)
                    || !(entry.get("usd") instanceof Number number)
                    || !(entry.get("source") instanceof String source)
                    || !source.startsWith("https://")
                    || !(entry.get("per") instanceof String)) {
                throw new SuiteException(
                        "The price file needs " + price.key() + ": { usd: <number>, per: <what>, source: https://… }");
            }
            usd.put(price, number.doubleValue());
            if (!entry.containsKey("copy")) {
                remembered.add(price);
            }
        }
        if (!unknown.isEmpty()) {
            throw new SuiteException("The price file has prices that nothing is reckoned with: " + unknown);
        }
        String noted = file.get("noted") instanceof java.util.Date date
                ? date.toInstant().toString().substring(0, 10)
                : String.valueOf(file.get("noted"));
        return new Prices(noted, String.valueOf(file.get("region")), usd, remembered);
    }

    double of(Price price) {
        Double listed = usd.get(price);
        if (listed == null) {
            throw new IllegalStateException("No price for " + price.key());
        }
        return listed;
    }
}

package dev.orderflow.order.adapter.importing;

import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an import can derive from its file. */
enum Derive {
    CATALOGUE,
    STOCK;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws ProblemException 400, naming what is wrong with the parameter */
    static Set<Derive> parse(List<String> words) {
        Set<Derive> wanted = EnumSet.noneOf(Derive.class);
        for (String word : words) {
            switch (word) {
                case "catalogue" -> wanted.add(CATALOGUE);
                case "stock" -> wanted.add(STOCK);
                default -> throw invalid("must be catalogue, or catalogue,stock");
            }
        }
        if (wanted.size() < words.size()) {
            throw invalid("must not name the same thing twice");
        }
        if (wanted.contains(STOCK) && !wanted.contains(CATALOGUE)) {
            throw invalid("must name catalogue with stock: there is no stock of products that are not listed");
        }
        return wanted;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(
                ProblemTypes.INVALID_REQUEST,
                "Correct what is named in errors.",
                List.of(InputError.parameter("derive", detail)));
    }
}

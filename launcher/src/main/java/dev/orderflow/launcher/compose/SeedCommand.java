package dev.orderflow.launcher.compose;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "seed", description = "Lists three products and puts them into the warehouse, once.")
final class SeedCommand implements Callable<Integer> {
    private static final int STOCK = 100;

    private record Product(String sku, String description, int pence) {}

    private static final List<Product> PRODUCTS = List.of(
            new Product("TEA-POT", "Tea pot, blue", 1999),
            new Product("CUP", "Cup, blue", 450),
            new Product("SUGAR-BOWL", "Sugar bowl, chipped", 700));

    @Override
    public Integer call() {
        Progress progress = Progress.standard();
        Api api = Surroundings.api();
        String operator = api.token("operator", "");
        for (Product product : PRODUCTS) {
            api.put(
                            "/v1/products/" + product.sku(),
                            operator,
                            Map.of(
                                    "description",
                                    product.description(),
                                    "unitPrice",
                                    Map.of("amount", product.pence(), "currency", "GBP")))
                    .expected();
            // The same key at every start: the stock comes once.
            api.post(
                            "/v1/stock/" + product.sku() + "/receipts",
                            operator,
                            "seed-" + product.sku(),
                            Map.of("quantity", STOCK, "reason", "seed"))
                    .expected();
            progress.line("  " + product.sku() + ": " + product.description() + ", " + STOCK + " in stock");
        }
        return 0;
    }
}

package dev.orderflow.inventory.adapter.rest;

import dev.orderflow.events.Money;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.inventory.application.catalogue.Catalogue;
import dev.orderflow.inventory.application.catalogue.ProductItem;
import dev.orderflow.inventory.application.catalogue.ProductProjection;
import dev.orderflow.inventory.domain.Product;
import dev.orderflow.inventory.domain.ProductCommand.ListProduct;
import dev.orderflow.inventory.domain.ProductCommand.ReviseProduct;
import dev.orderflow.inventory.domain.ProductRefusal;
import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.Problem;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import dev.orderflow.web.read.Answers;
import dev.orderflow.web.read.ETags;
import dev.orderflow.web.read.ItemList;
import dev.orderflow.web.read.PageRequest;
import dev.orderflow.web.read.ReadDemand;
import dev.orderflow.web.read.ReadYourWrites;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/products")
class ProductController {
    private final Catalogue catalogue;
    private final Views<ProductItem> products;
    private final ReadYourWrites readYourWrites;

    ProductController(Catalogue catalogue, Views<ProductItem> products, ReadYourWrites readYourWrites) {
        this.catalogue = catalogue;
        this.products = products;
        this.readYourWrites = readYourWrites;
    }

    @GetMapping
    @RequiresScope(Scopes.ORDERS_READ)
    ResponseEntity<ItemList<ProductBody>> list(PageRequest page) {
        return ItemList.of(
                products.query(new Views.Query(
                        ProductProjection.BY_SKU,
                        ProductProjection.ALL,
                        null,
                        null,
                        false,
                        page.limit(),
                        page.cursor())),
                ProductBody::of);
    }

    @GetMapping("/{sku}")
    @RequiresScope(Scopes.ORDERS_READ)
    ResponseEntity<ProductBody> one(@PathVariable @Sku String sku, ReadDemand demand, HttpServletRequest request) {
        var read = readYourWrites.read(ProductProjection.READ_MODEL, demand, () -> products.find(sku), View::version);
        return Answers.of(request, demand, read, View::version, ProductBody::of, "product");
    }

    @PutMapping("/{sku}")
    @RequiresScope(Scopes.CATALOG_WRITE)
    ResponseEntity<ProductBody> put(
            @PathVariable @Sku String sku,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            @RequestBody PutProduct body,
            Cause cause) {
        Money price = new Money(body.unitPrice().amount(), body.unitPrice().currency());
        ListProduct list = new ListProduct(sku, body.description(), price);
        if (ifMatch != null) {
            ReviseProduct revise = new ReviseProduct(sku, body.description(), price);
            return answer(sku, HttpStatus.OK, catalogue.revise(revise, version(ifMatch), cause));
        }
        if (ifNoneMatch != null) {
            requireStar(ifNoneMatch);
            return answer(sku, HttpStatus.CREATED, catalogue.listNew(list, cause));
        }
        return answer(sku, HttpStatus.CREATED, catalogue.list(list, cause));
    }

    /** @param done what to answer where something was changed */
    private static ResponseEntity<ProductBody> answer(
            String sku, HttpStatus done, Outcome<Product, ProductRefusal> outcome) {
        return switch (outcome) {
            case Outcome.Done<Product, ProductRefusal>(var product, var version, var commit) ->
                shown(sku, done, product, version);
            case Outcome.AlreadyDone<Product, ProductRefusal>(var product, var version) ->
                shown(sku, HttpStatus.OK, product, version);
            case Outcome.Stale<Product, ProductRefusal>(var product, var version) -> throw ETags.mismatch(version);
            case Outcome.Refused<Product, ProductRefusal>(var product, var version, var refusal) ->
                throw problem(refusal, version);
        };
    }

    private static ResponseEntity<ProductBody> shown(String sku, HttpStatus status, Product product, long version) {
        return switch (product) {
            case Product.Listed(var description, var unitPrice) -> {
                ResponseEntity.BodyBuilder answer =
                        ResponseEntity.status(status).eTag(ETags.of(version));
                if (status == HttpStatus.CREATED) {
                    answer.location(URI.create("/v1/products/" + sku));
                }
                yield answer.body(new ProductBody(sku, description, unitPrice, version));
            }
            case Product.Unlisted() -> throw new IllegalStateException(sku + " was listed and is not");
        };
    }

    private static ProblemException problem(ProductRefusal refusal, long version) {
        return switch (refusal) {
            case ProductRefusal.ProductListedOtherwise(var sku) ->
                new ProblemException(Problem.of(
                                ProblemTypes.PRECONDITION_REQUIRED,
                                "Nothing was done: " + sku + " is listed already, with another description or price."
                                        + " To change it, read it and send its ETag in If-Match.",
                                List.of(InputError.header(HttpHeaders.IF_MATCH, "is required to change a product")))
                        .withHeader(HttpHeaders.ETAG, ETags.of(version)));
            case ProductRefusal.ProductNotListed notListed -> ETags.mismatch(version);
        };
    }

    private static long version(String ifMatch) {
        return ETags.ifMatch(ifMatch)
                .orElseThrow(() -> invalid(HttpHeaders.IF_MATCH, "must be the product's ETag, such as \"1\""));
    }

    private static void requireStar(String ifNoneMatch) {
        if (!ifNoneMatch.strip().equals("*")) {
            throw invalid(HttpHeaders.IF_NONE_MATCH, "must be *, to list a product and never change one");
        }
    }

    private static ProblemException invalid(String header, String detail) {
        return new ProblemException(
                ProblemTypes.INVALID_REQUEST,
                "Correct what is named in errors.",
                List.of(InputError.header(header, detail)));
    }

    record PutProduct(@NotBlank @Size(max = 200) String description, Price unitPrice) {}

    /** @param amount minor units; at most a million pounds */
    record Price(
            @Min(1) @Max(100_000_000) long amount,

            @Pattern(regexp = "[A-Z]{3}", message = "must be three capital letters, such as GBP")
            String currency) {}

    record ProductBody(String sku, String description, Money unitPrice, long version) {
        static ProductBody of(View<ProductItem> view) {
            ProductItem product = view.value();
            return new ProductBody(product.sku(), product.description(), product.unitPrice(), view.version());
        }
    }
}

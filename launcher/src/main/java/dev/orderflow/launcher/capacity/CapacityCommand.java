package dev.orderflow.launcher.capacity;

import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.launcher.Layout;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.bench.FiguresInPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a number of orders takes of AWS and costs there; with {@code --measure}, first of all what one order takes. */
@Command(
        name = "capacity",
        description =
                "Reckons what orders take of AWS: shards, units, storage and the monthly bill (docs/capacity.md).")
public final class CapacityCommand implements Callable<Integer> {
    static final String BEGIN = "<!-- output of ./orderflow capacity --write -->";

    /** Apart from a user's suite, the tests' and the bench's. */
    private static final int PORT_BASE = 24180;

    /** The defaults are those of the compute stack's template. */
    enum Retrieval {
        polling,
        fan_out;

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    @Option(names = "--orders-per-second", paramLabel = "X", description = "On average, in the hours that have any.")
    private @Nullable Double ordersPerSecond;

    @Option(names = "--lines", defaultValue = "3", description = "Lines of an order; ${DEFAULT-VALUE} unless said.")
    private int lines;

    @Option(names = "--declined", defaultValue = "3", description = "Percent whose card is declined; ${DEFAULT-VALUE}.")
    private double declined;

    @Option(names = "--cancelled", defaultValue = "2", description = "Percent that are cancelled; ${DEFAULT-VALUE}.")
    private double cancelled;

    @Option(
            names = "--peak-factor",
            defaultValue = "3",
            description = "The busiest second against the average; ${DEFAULT-VALUE}.")
    private double peakFactor;

    @Option(
            names = "--hours-a-day",
            defaultValue = "24",
            description = "Hours of a day in which orders come; ${DEFAULT-VALUE}.")
    private double hoursADay;

    @Option(
            names = "--consumers",
            defaultValue = "5",
            description = "Applications in the network that read the stream; ${DEFAULT-VALUE}: the five services.")
    private int consumers;

    @Option(
            names = "--retrieval",
            defaultValue = "fan-out",
            converter = RetrievalConverter.class,
            description = "polling, or fan-out for a pipe for each consumer; ${DEFAULT-VALUE}.")
    private Retrieval retrieval = Retrieval.fan_out;

    @Option(
            names = "--retention-days",
            defaultValue = "7",
            description = "How long the stream keeps records; ${DEFAULT-VALUE}.")
    private int retentionDays;

    @Option(names = "--instances", defaultValue = "2", description = "Tasks of each service; ${DEFAULT-VALUE}.")
    private int instances;

    @Option(names = "--vcpu", defaultValue = "1", description = "vCPUs of a task; ${DEFAULT-VALUE}.")
    private double vcpu;

    @Option(names = "--memory-gb", defaultValue = "2", description = "Memory of a task; ${DEFAULT-VALUE}.")
    private double memoryGb;

    @Option(
            names = "--requests-per-order",
            defaultValue = "4",
            description = "Calls through API Gateway, looking at the order included; ${DEFAULT-VALUE}.")
    private double requestsPerOrder;

    @Option(
            names = "--log-kb-per-order",
            defaultValue = "2",
            description = "Logs of all services for an order; ${DEFAULT-VALUE}.")
    private double logKilobytes;

    @Option(
            names = "--nat-kb-per-order",
            defaultValue = "10",
            description = "Through NAT: the payment gateway and letters; ${DEFAULT-VALUE}.")
    private double natKilobytes;

    @Option(
            names = "--without-events",
            description = "Without the events stack, which is one more consumer, a function and a bus.")
    private boolean withoutEvents;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Also puts the answer into this page, between the two lines that mark its place.")
    private @Nullable Path page;

    @Option(
            names = "--measure",
            description = "First measures what an order takes, on a suite of its own: about ten minutes.")
    private boolean measure;

    @Override
    public Integer call() {
        if (ordersPerSecond == null && !measure) {
            throw new SuiteException("--orders-per-second says how many orders there are to be. For example:"
                    + " ./orderflow capacity --orders-per-second 10 --lines 3");
        }
        Optional<FiguresInPage> place = Optional.ofNullable(page).map(file -> FiguresInPage.in(file, BEGIN));
        Workload workload = ordersPerSecond == null ? null : workload(ordersPerSecond);
        MeasuredOrders measured = measure ? measured() : MeasuredOrders.shipped();
        if (workload != null) {
            List<String> text = answer(workload, measured);
            text.forEach(System.out::println);
            place.ifPresent(figures -> figures.write(text));
        }
        return 0;
    }

    /** What is printed where nothing is measured again. */
    List<String> answer() {
        return answer(workload(Objects.requireNonNull(ordersPerSecond)), MeasuredOrders.shipped());
    }

    private static List<String> answer(Workload workload, MeasuredOrders measured) {
        Prices prices = Prices.shipped();
        return new EstimateText(Estimate.of(workload, measured, prices), measured, prices).lines();
    }

    private Workload workload(double orders) {
        return new Workload(
                orders,
                lines,
                declined,
                cancelled,
                peakFactor,
                hoursADay,
                consumers,
                retrieval == Retrieval.fan_out,
                retentionDays,
                instances,
                vcpu,
                memoryGb,
                requestsPerOrder,
                logKilobytes,
                natKilobytes,
                !withoutEvents);
    }

    /** Into the sources, so that the next build ships it. */
    private static MeasuredOrders measured() {
        ProjectFolders checkout = ProjectFolders.find();
        Layout layout =
                new Layout(new ProjectFolders(checkout.root(), checkout.home().resolve("capacity")), PORT_BASE);
        MeasuredOrders measured = OrderMeasurement.on(layout, Progress.standard());
        Path file = checkout.root().resolve(MeasuredOrders.SOURCE);
        try {
            Files.writeString(file, measured.json());
        } catch (IOException e) {
            throw new SuiteException("Cannot write " + file + ": " + e.getMessage(), e);
        }
        return measured;
    }

    /** With a hyphen, as the services' own property has it. */
    static final class RetrievalConverter implements picocli.CommandLine.ITypeConverter<Retrieval> {
        @Override
        public Retrieval convert(String value) {
            return switch (value) {
                case "polling" -> Retrieval.polling;
                case "fan-out" -> Retrieval.fan_out;
                default ->
                    throw new picocli.CommandLine.TypeConversionException("must be polling or fan-out: " + value);
            };
        }
    }
}

package dev.orderflow.gatewaysim;

import dev.orderflow.gatewaysim.GatewaySimulator.Options;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;

/** The command: {@code java -jar payment-gateway-simulator.jar [--port 18086] [--ledger FILE]}; ends on SIGTERM. */
public final class GatewaySimulatorMain {

    private static final String USAGE = """
            Usage: java -jar payment-gateway-simulator.jar [--address IP] [--port PORT] [--ledger FILE]
              --address where it listens (default the loopback address; 0.0.0.0 in a container)
              --port    0 to 65535, where 0 takes a free one (default 18086)
              --ledger  the ledger file, made where it is missing (default .orderflow/data/gateway/ledger.jsonl)""";

    private GatewaySimulatorMain() {}

    public static void main(String[] args) {
        int status = run(args, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns 0 once the simulator listens: its own thread keeps the process alive until a signal ends it. */
    private static int run(String[] args, PrintStream out, PrintStream err) {
        Options options;
        try {
            options = parse(args);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println(USAGE);
            return 2;
        }
        GatewaySimulator simulator;
        try {
            simulator = GatewaySimulator.start(options);
        } catch (IllegalStateException refused) {
            err.println(refused.getMessage());
            return 1;
        } catch (UncheckedIOException failed) {
            err.println(failed.getMessage() + ": " + failed.getCause()
                    + ". Free the port or name another with --port; see that the folder can be written.");
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "close"));
        out.println("Gateway simulator listens on " + simulator.baseUrl() + "; ledger "
                + options.ledger().toAbsolutePath().normalize() + " with " + simulator.keysAtStart() + " keys");
        return 0;
    }

    private static Options parse(String[] args) {
        Options options = Options.of(Path.of(".orderflow", "data", "gateway", "ledger.jsonl"))
                .port(18086);
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("Unknown or incomplete option: " + args[i]);
            }
            String value = args[i + 1];
            options = switch (args[i]) {
                case "--port" -> options.port(port(value));
                case "--address" -> options.address(address(value));
                case "--ledger" -> options.ledger(Path.of(value));
                default -> throw new IllegalArgumentException("Unknown option: " + args[i]);
            };
        }
        return options;
    }

    private static InetAddress address(String value) {
        try {
            return InetAddress.ofLiteral(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--address must be an IP address to listen on, not " + value, e);
        }
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // The same answer as for a number that is no port.
        }
        throw new IllegalArgumentException("--port must be a number from 0 to 65535, not " + value);
    }
}

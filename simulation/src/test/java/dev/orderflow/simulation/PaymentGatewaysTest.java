package dev.orderflow.simulation;

import dev.orderflow.gatewaysim.GatewaySimulator;
import dev.orderflow.payment.adapter.gateway.HttpPaymentGateway;
import dev.orderflow.payment.application.PaymentGateway;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The gateway of the simulation promises what the service's client and the running gateway promise together. */
class PaymentGatewaysTest {
    @Nested
    class Simulated extends PaymentGatewayContract {
        private final Environment environment = new Environment(1, Plant.NONE, false);
        private final PaymentGateway gateway =
                new SimulatedGateway(environment, false).of(new Node("test", 0, environment, Duration.ZERO, () -> {}));

        @Override
        protected PaymentGateway gateway() {
            return gateway;
        }
    }

    @Nested
    class OverHttp extends PaymentGatewayContract {
        private GatewaySimulator simulator;
        private HttpPaymentGateway gateway;

        @BeforeEach
        void start(@TempDir Path folder) {
            simulator = GatewaySimulator.start(GatewaySimulator.Options.of(folder.resolve("ledger.jsonl")));
            gateway = new HttpPaymentGateway(simulator.baseUrl(), Duration.ofSeconds(20));
        }

        @AfterEach
        void stop() {
            gateway.close();
            simulator.close();
        }

        @Override
        protected PaymentGateway gateway() {
            return gateway;
        }
    }
}

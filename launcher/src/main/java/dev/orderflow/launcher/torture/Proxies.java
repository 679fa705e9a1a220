package dev.orderflow.launcher.torture;

import dev.orderflow.launcher.Layout;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.proxy.Fate;
import dev.orderflow.launcher.proxy.FaultyProxy;
import java.util.Map;

/** A proxy before each engine and before the gateway; the services know no other way there. */
record Proxies(FaultyProxy dynamoDb, FaultyProxy miniStack, FaultyProxy gateway) implements AutoCloseable {

    static Proxies start(Layout layout, Fate fate) {
        return new Proxies(
                FaultyProxy.start(0, layout.dynamoDb(), fate),
                FaultyProxy.start(0, layout.miniStack(), fate),
                FaultyProxy.start(0, layout.url(Service.GATEWAY), fate));
    }

    Map<String, String> environment() {
        return Map.of(
                "SPRING_CLOUD_AWS_ENDPOINT", miniStack.address().toString(),
                "SPRING_CLOUD_AWS_DYNAMODB_ENDPOINT", dynamoDb.address().toString(),
                "ORDERFLOW_PAYMENTS_GATEWAY_BASEURL", gateway.address().toString());
    }

    long dropped() {
        return dynamoDb.dropped() + miniStack.dropped() + gateway.dropped();
    }

    @Override
    public void close() {
        dynamoDb.close();
        miniStack.close();
        gateway.close();
    }
}

package dev.orderflow.order.adapter;

import dev.orderflow.infra.engine.LocalEngines;

/** Bad on purpose: knows another module. */
public final class AdapterCanary {
    LocalEngines other;
}

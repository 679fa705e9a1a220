package dev.orderflow.order.application;

import org.springframework.context.ApplicationContext;

/** Bad on purpose: knows its framework. */
public final class ApplicationCanary {
    ApplicationContext context;
}

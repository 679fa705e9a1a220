/** Auto-configuration: a service that has this library on its class path gets every port as a bean. */
@NullMarked
package dev.orderflow.eventstore.spring;

import org.jspecify.annotations.NullMarked;

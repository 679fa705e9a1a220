/** A network that loses answers: {@link dev.orderflow.launcher.proxy.FaultyProxy} stands between a service and an engine. */
@NullMarked
package dev.orderflow.launcher.proxy;

import org.jspecify.annotations.NullMarked;

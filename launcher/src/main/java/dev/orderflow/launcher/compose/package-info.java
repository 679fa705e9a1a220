/** The suite in containers: {@code docker-compose.yml} at the root, seen from outside and from within. */
@NullMarked
package dev.orderflow.launcher.compose;

import org.jspecify.annotations.NullMarked;

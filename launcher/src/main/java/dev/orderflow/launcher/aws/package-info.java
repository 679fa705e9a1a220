/** {@code ./orderflow aws}: the suite's stacks on AWS or LocalStack. */
@NullMarked
package dev.orderflow.launcher.aws;

import org.jspecify.annotations.NullMarked;

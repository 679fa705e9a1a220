/** The suite's container images. */
@NullMarked
package dev.orderflow.launcher.images;

import org.jspecify.annotations.NullMarked;

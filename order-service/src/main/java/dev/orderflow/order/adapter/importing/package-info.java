/** Import's edges: HTTP, files of rows on disk, kept files in S3, and the wiring. */
@NullMarked
package dev.orderflow.order.adapter.importing;

import org.jspecify.annotations.NullMarked;

/** Reading: entity tags, read your writes, pages. */
@NullMarked
package dev.orderflow.web.read;

import org.jspecify.annotations.NullMarked;

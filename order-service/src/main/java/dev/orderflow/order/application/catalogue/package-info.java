/** What this service knows of products: descriptions and prices, from the stream. */
@NullMarked
package dev.orderflow.order.application.catalogue;

import org.jspecify.annotations.NullMarked;

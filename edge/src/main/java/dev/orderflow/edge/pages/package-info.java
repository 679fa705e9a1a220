/** The pages for people: welcome and API documentation. */
@NullMarked
package dev.orderflow.edge.pages;

import org.jspecify.annotations.NullMarked;

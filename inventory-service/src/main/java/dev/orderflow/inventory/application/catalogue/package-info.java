/** Products: what can be asked of the catalogue, its read model, and what an import adds to it. */
@NullMarked
package dev.orderflow.inventory.application.catalogue;

import org.jspecify.annotations.NullMarked;

/** What happens when: the warehouse's writer, what orders and imports set off, and the read models. */
@NullMarked
package dev.orderflow.inventory.application;

import org.jspecify.annotations.NullMarked;

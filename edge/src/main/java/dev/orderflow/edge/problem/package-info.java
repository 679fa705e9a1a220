/** The edge's own problem documents, in the shape of the HTTP contract. */
@NullMarked
package dev.orderflow.edge.problem;

import org.jspecify.annotations.NullMarked;

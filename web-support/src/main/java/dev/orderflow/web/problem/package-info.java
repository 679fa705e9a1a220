/** Problem details (RFC 9457): every refusal says what is wrong, where, and what to do. */
@NullMarked
package dev.orderflow.web.problem;

import org.jspecify.annotations.NullMarked;

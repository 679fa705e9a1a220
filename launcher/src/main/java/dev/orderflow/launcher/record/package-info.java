/** What is really on record: journals, stream and archive read with the plain AWS SDK, past every service of ours. */
@NullMarked
package dev.orderflow.launcher.record;

import org.jspecify.annotations.NullMarked;

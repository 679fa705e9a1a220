/**
 * What is asked of every template beyond what linters ask: start at
 * {@link dev.orderflow.infra.templates.Template}, which reads them.
 */
package dev.orderflow.infra.templates;

package dev.orderflow.web.problem;

import dev.orderflow.web.request.RequestIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;

/** What Tomcat refuses before any filter sees it, such as a broken request line: a problem document, not its HTML page. */
public final class ProblemErrorReport extends ErrorReportValve {

    /** Tomcat makes the valve by name; it also asks for a body only when somebody is about to read it. */
    public static void install(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemErrorReport.class.getName());
            }
        });
        // "100 Continue" only once a handler reads: a refused upload of gigabytes is never sent.
        factory.addConnectorCustomizers(connector -> connector.setProperty("continueResponseTiming", "onRead"));
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            RequestIdentity identity = RequestIdentity.of(request);
            byte[] body = ProblemWriter.toJson(
                            ProblemHandler.byStatus(status, request),
                            String.valueOf(request.getRequestURI()),
                            identity.traceId())
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            response.setContentType("application/problem+json");
            response.setContentLength(body.length);
            response.setHeader("X-Request-Id", identity.requestId());
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            container.getLogger().debug("The client went away before the answer", gone);
        }
    }
}

package dev.orderflow.infra.apigateway;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the edge stack is deployed from: its template, and the document that goes into the artifacts bucket before.
 *
 * <p>A deployment of API Gateway is a snapshot that never changes. So a document that changed needs a deployment of another
 * name, and CloudFormation has no names that follow from a parameter: they are given here, by the document's content.
 *
 * @param template text of the template
 * @param document JSON text of what API Gateway imports
 * @param documentName the end of its key in the artifacts bucket: an object that is written once
 */
public record EdgeStack(String template, String document, String documentName) {
    private static final Pattern DEPLOYMENT = Pattern.compile("\\bApiDeployment\\b");

    /**
     * Of the API document of the checkout that this runs in.
     *
     * @param template text of the template of the edge stack
     * @param parameters of the stack, with the template's defaults where nothing else is given
     * @param account of AWS, 12 digits
     */
    public static EdgeStack of(String template, Map<String, String> parameters, String region, String account) {
        return of(template, ApiDocument.ofCheckout(), GatewaySettings.of(parameters, region, account));
    }

    static EdgeStack of(String template, ApiDocument api, GatewaySettings settings) {
        if (!DEPLOYMENT.matcher(template).find()) {
            throw new IllegalArgumentException("The template of the edge stack has no resource ApiDeployment");
        }
        String document = GatewayDocument.render(api, settings);
        String fingerprint = GatewayDocument.fingerprint(document);
        return new EdgeStack(
                DEPLOYMENT.matcher(template).replaceAll("ApiDeployment" + fingerprint),
                document,
                "api-" + fingerprint + ".json");
    }
}

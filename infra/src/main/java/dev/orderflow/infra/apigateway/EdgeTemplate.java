package dev.orderflow.infra.apigateway;

import java.util.regex.Pattern;

/**
 * The template of the edge stack for one document. A deployment of API Gateway is a snapshot that never changes, so a
 * document that changed needs a deployment of another name, and CloudFormation has no names that follow from a parameter.
 */
public final class EdgeTemplate {
    private static final Pattern DEPLOYMENT = Pattern.compile("\\bApiDeployment\\b");

    private EdgeTemplate() {}

    /**
     * The template with its deployment named by the document's content.
     *
     * @param fingerprint of the rendered document, from {@link GatewayDocument#fingerprint}
     */
    public static String of(String template, String fingerprint) {
        if (!fingerprint.matches("[0-9a-f]+")) {
            throw new IllegalArgumentException("Not a fingerprint: " + fingerprint);
        }
        if (!DEPLOYMENT.matcher(template).find()) {
            throw new IllegalArgumentException("The template has no resource ApiDeployment");
        }
        return DEPLOYMENT.matcher(template).replaceAll("ApiDeployment" + fingerprint);
    }

    /** Where the rendered document goes in the artifacts bucket: an object that is written once. */
    public static String documentKey(String fingerprint) {
        return "edge/api-" + fingerprint + ".json";
    }
}

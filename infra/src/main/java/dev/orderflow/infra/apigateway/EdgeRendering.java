package dev.orderflow.infra.apigateway;

import dev.orderflow.infra.cloudformation.DeploymentException;
import dev.orderflow.infra.cloudformation.Rendering;
import java.util.Map;

/** The edge stack's API, from the API document and the stack's parameters. */
public final class EdgeRendering implements Rendering {
    /** An output of the data stack; tells region and account, which is a call less. */
    private static final String AN_ARN = "StreamArn";

    private static final int REGION = 3;
    private static final int ACCOUNT = 4;

    @Override
    public Rendered render(String template, Map<String, String> known) {
        String arn = known.get(AN_ARN);
        if (arn == null) {
            throw new DeploymentException("The stack edge comes after the stack data, which has the output " + AN_ARN
                    + ": deploy that one first");
        }
        String[] parts = arn.split(":", -1);
        try {
            EdgeStack edge = EdgeStack.of(template, known, parts[REGION], parts[ACCOUNT]);
            return new Rendered(edge.template(), edge.document(), edge.documentName(), "ApiDocumentKey");
        } catch (IllegalArgumentException e) {
            throw new DeploymentException("Stack edge: " + e.getMessage(), e);
        }
    }
}

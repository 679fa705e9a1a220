package dev.orderflow.infra.templates;

import java.util.Map;

/** Statements on every resource there is, each with the reason; by stack and {@code Sid}. */
final class WhereAwsKnowsNoResource {
    static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("compute/SignInToTheRegistry", "ecr:GetAuthorizationToken is of the account"),
            Map.entry("compute/Traces", "X-Ray knows no resources for sending traces and reading sampling rules"),
            Map.entry("compute/LookForTheLogGroup", "logs:DescribeLogGroups lists by prefix, not by resource"),
            Map.entry("pipeline/SignInToTheRegistry", "ecr:GetAuthorizationToken is of the account"),
            Map.entry(
                    "pipeline/EventSourcesOfTheSuite",
                    "an event source mapping that is not there yet has no ARN; the function that it calls is fenced"),
            Map.entry("pipeline/ParametersOfTemplates", "a template that is sent along is no stack's yet"),
            Map.entry(
                    "pipeline/ServicesOfTheSuite",
                    "what a stack makes has ids that are not known before; the statement is fenced by services and region"),
            Map.entry(
                    "recovery/LogsAndTraces",
                    "delivery of a state machine's logs is of the account, and X-Ray knows no resources"),
            Map.entry(
                    "recovery/TaskDefinitionsByCloudFormation",
                    "task definitions are registered before they have a name; only calls by way of CloudFormation are allowed"),
            Map.entry("pipeline/NeverAwayWithState", "it denies, and shall do so everywhere"));

    private WhereAwsKnowsNoResource() {}
}

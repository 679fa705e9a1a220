package dev.orderflow.infra.templates;

import java.util.Map;
import java.util.Set;

/**
 * How each resource type of each template was proven: the one list. What a test creates in LocalStack is named here; all
 * else is linted only, since LocalStack has no such type and no AWS account is there.
 */
final class Proof {
    /** By stack: the test that creates it, and the types that it really creates. */
    static final Map<String, Created> CREATED = Map.of(
            "data",
                    new Created(
                            "DeployIT",
                            Set.of(
                                    "AWS::DynamoDB::Table",
                                    "AWS::KMS::Alias",
                                    "AWS::KMS::Key",
                                    "AWS::Kinesis::Stream",
                                    "AWS::S3::Bucket",
                                    "AWS::S3::BucketPolicy",
                                    "AWS::SNS::Subscription",
                                    "AWS::SNS::Topic",
                                    "AWS::SNS::TopicPolicy",
                                    "AWS::SQS::Queue",
                                    "AWS::SQS::QueuePolicy")),
            "edge",
                    new Created(
                            "EdgeStackIT",
                            Set.of(
                                    "AWS::ApiGateway::Account",
                                    "AWS::ApiGateway::ApiKey",
                                    "AWS::ApiGateway::Deployment",
                                    "AWS::ApiGateway::RestApi",
                                    "AWS::ApiGateway::Stage",
                                    "AWS::ApiGateway::UsagePlan",
                                    "AWS::ApiGateway::UsagePlanKey",
                                    "AWS::IAM::Role",
                                    "AWS::Logs::LogGroup")),
            "recovery",
                    new Created(
                            "RecoveryWorkflowE2E",
                            Set.of("AWS::IAM::Role", "AWS::Logs::LogGroup", "AWS::StepFunctions::StateMachine")));

    private Proof() {}

    /** @param test by its class name */
    record Created(String test, Set<String> types) {}

    /** @return in words of the page */
    static String of(String stack, String type) {
        Created created = CREATED.get(stack);
        return created != null && created.types().contains(type)
                ? "created in a test (`" + created.test() + "`)"
                : "linted only";
    }
}

package dev.orderflow.infra.templates;

import java.util.Map;
import java.util.Set;

/**
 * How each resource type of each template was proven: the one list. What is created in LocalStack is named here; all
 * else is linted only, since LocalStack has no such type and no AWS account is there.
 */
final class Proof {
    /** By stack: what creates it in LocalStack, and the types that are really created there. */
    static final Map<String, Created> CREATED = Map.of(
            "data",
                    new Created(
                            "in a test (`DeployerIT`)",
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
                            "by `docker compose up`",
                            Set.of(
                                    "AWS::ApiGateway::Deployment",
                                    "AWS::ApiGateway::RestApi",
                                    "AWS::ApiGateway::Stage",
                                    "AWS::ApiGateway::UsagePlan",
                                    "AWS::KMS::Key",
                                    "AWS::Logs::LogGroup")),
            "recovery",
                    new Created(
                            "in a test (`RecoveryPathsE2E`)",
                            Set.of("AWS::IAM::Role", "AWS::Logs::LogGroup", "AWS::StepFunctions::StateMachine")));

    private Proof() {}

    /** @param how in words of the page */
    record Created(String how, Set<String> types) {}

    /** @return in words of the page */
    static String of(String stack, String type) {
        Created created = CREATED.get(stack);
        return created != null && created.types().contains(type) ? "created " + created.how() : "linted only";
    }
}

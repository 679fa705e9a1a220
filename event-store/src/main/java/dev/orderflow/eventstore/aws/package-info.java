/** The ports on DynamoDB, Kinesis and S3; {@link dev.orderflow.eventstore.aws.AwsEngines} hands them out. */
@NullMarked
package dev.orderflow.eventstore.aws;

import org.jspecify.annotations.NullMarked;
